/** Use of the programme's tools, held against the account's list of them. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { wordBook } from '../../facts/words.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import { notSetUp, type Result, value } from '../result.ts';
import { uncovered } from './feed-coverage.ts';

const WINDOW_DAYS = 90;
export const TOOL_USE = rowsOf('tool-use', { reach: lastDays(WINDOW_DAYS) });

const normal = (name: string): string => name.trim().toLowerCase();

/** What stands in the way of telling which tools are used. */
export function toolsUnknown(facts: AccountFacts, asOf: number): Result | undefined {
  if (facts.settings.tools.length === 0) return notSetUp('List the tools that partners are offered: setting "tools"');
  return uncovered(facts, 'tool-use', asOf, WINDOW_DAYS);
}

/** The tool of a row as the account's list has it, without regard to case; undefined where it is not listed. */
export function listedTool(row: { readonly tool: number }, facts: AccountFacts): string | undefined {
  const name = normal(wordBook(facts).words[row.tool] ?? '');
  return facts.settings.tools.map(normal).find((tool) => tool === name);
}

/** Distinct listed tools used / tools listed. */
export function shareOfTools(rows: Rows<'tool-use'>, facts: AccountFacts): Result {
  const found = rows.map((row) => listedTool(row, facts));
  const used = new Set(found.filter((tool) => tool !== undefined)).size;
  const offered = new Set(facts.settings.tools.map(normal)).size;
  const unlisted = found.filter((tool) => tool === undefined).length;
  const excluded = unlisted > 0 ? { 'tool not on the list': unlisted } : {};
  return value(used / offered, { numerator: used, denominator: offered, sample: rows.count, excluded });
}
