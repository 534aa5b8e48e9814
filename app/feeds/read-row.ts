import { type Day, monthStart } from '../kit/days.ts';
import type { FeedColumn, FeedSpec } from './feed-spec.ts';
import { FEEDS, type FeedKind, type FeedValue } from './feeds.ts';
import { CellProblem, type Reading, readValue } from './read-value.ts';

/** The column that names the company: its HubSpot record id or its domain. */
export const SUBJECT_COLUMNS = ['partner', 'customer'] as const;

/** Which column of a feed names its company; null where rows are about the programme alone. */
export function subjectColumn(kind: FeedKind): (typeof SUBJECT_COLUMNS)[number] | null {
  const { subject } = FEEDS[kind];
  if (subject === 'customer') return 'customer';
  return subject === 'program' ? null : 'partner';
}

/** What a company reference stands for in an account. */
export type Resolve = (reference: string) => { readonly companyId: string } | { readonly problem: string };

export interface ReadRow {
  readonly key: string;
  readonly companyId: string | null;
  readonly day: Day;
  readonly values: Readonly<Record<string, FeedValue>>;
}
export interface RowProblem {
  readonly column: string;
  readonly reason: string;
}

/** Columns that a file or request of this kind may have, those it must have first. */
export function columnsOf(kind: FeedKind): {
  readonly required: readonly string[];
  readonly optional: readonly string[];
} {
  const spec: FeedSpec = FEEDS[kind];
  const subject = subjectColumn(kind);
  const columns = Object.entries(spec.columns);
  const isRequired = ([, column]: readonly [string, FeedColumn]) => column.required === true;
  const names = (list: readonly (readonly [string, FeedColumn])[]) => list.map(([name]) => name);
  return {
    required: [...(subject ? [subject] : []), ...names(columns.filter(isRequired))],
    optional: names(columns.filter((column) => !isRequired(column))),
  };
}

/** What is wrong with a header, in words; null when every column that is needed is there. */
export function headerProblem(kind: FeedKind, header: readonly string[]): string | null {
  const { required, optional } = columnsOf(kind);
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length === 0) return null;
  const found = header.filter(Boolean).join(', ') || 'nothing';
  return (
    `The feed "${kind}" needs the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; the header has ${found}. ` +
    `Columns are ${required.join(', ')}${optional.length > 0 ? `, and if you have them ${optional.join(', ')}` : ''}.`
  );
}

/**
 * One row of a feed, or everything that is wrong with it.
 * @param cells texts by column; columns that the feed does not know are left out
 */
export function readRow(
  kind: FeedKind,
  cells: Readonly<Record<string, string | undefined>>,
  reading: Reading,
  resolve: Resolve,
): ReadRow | readonly RowProblem[] {
  const spec: FeedSpec = FEEDS[kind];
  const problems: RowProblem[] = [];
  const values: Record<string, FeedValue> = {};
  for (const [column, about] of Object.entries(spec.columns)) {
    const value = readValue(cells[column] ?? '', about, reading);
    if (value instanceof CellProblem) problems.push({ column, reason: value.reason });
    else values[column] = value;
  }
  const companyId = companyOf(kind, cells, resolve, problems);
  if (problems.length === 0) problems.push(...outOfScale(kind, values));
  const day = values[spec.on];
  if (problems.length > 0 || typeof day !== 'number') return problems;
  // Months are dated by their first day, whichever day the file names.
  const on = spec.on === 'month' ? monthStart(day) : day;
  values[spec.on] = on;
  const key = [companyId ?? '', ...spec.key.map((column) => String(values[column] ?? ''))].join('|');
  return { key, companyId, day: on, values };
}

function companyOf(
  kind: FeedKind,
  cells: Readonly<Record<string, string | undefined>>,
  resolve: Resolve,
  problems: RowProblem[],
): string | null {
  const column = subjectColumn(kind);
  if (column === null) return null;
  const reference = cells[column]?.trim() ?? '';
  if (reference === '') {
    if (FEEDS[kind].subject !== 'partner-or-program') problems.push({ column, reason: 'is empty' });
    return null;
  }
  const found = resolve(reference);
  if ('companyId' in found) return found.companyId;
  problems.push({ column, reason: found.problem });
  return null;
}

function outOfScale(kind: FeedKind, values: Readonly<Record<string, FeedValue>>): RowProblem[] {
  if (kind !== 'survey-answers') return [];
  const { score, scale_least: least, scale_most: most } = values;
  if (typeof least !== 'number' || typeof most !== 'number') return [];
  if (least >= most) return [{ column: 'scale_most', reason: 'is not above scale_least' }];
  if (typeof score !== 'number' || (score >= least && score <= most)) return [];
  return [{ column: 'score', reason: `${score} is not on the scale from ${least} to ${most}` }];
}
