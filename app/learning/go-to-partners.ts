import type { AccountFacts } from '../facts/account-facts.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import { type Market, marketTable } from '../metrics/derived/markets.ts';

const WINDOW_DAYS = 730;

/**
 * The markets of an account as of a date with the partner to go to in each, as a page shows them: those without one as
 * well, since that is where somebody is to be recruited.
 */
export function goToTable(facts: AccountFacts, packed: PackedFacts, asOf: Day): Market[] {
  const { decisions } = packed.program;
  const decided: { deal: number; isWon: boolean }[] = [];
  for (let i = 0; i < (decisions.starts[1] ?? 0); i++) {
    const { deal, day, from, until, won } = decisions.at(i);
    const isInReach = day <= asOf && day > asOf - WINDOW_DAYS && from <= asOf && asOf < until;
    if (isInReach) decided.push({ deal, isWon: won === 1 });
  }
  return marketTable(decided, asOf, facts);
}
