import type { AccountFacts } from '../facts/account-facts.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import { countDecided, type Market, marketTable, noneDecided } from '../metrics/derived/markets.ts';

const WINDOW_DAYS = 730;

/**
 * The markets of an account as of a date with the partner to go to in each, as a page shows them: those without one as
 * well, since that is where somebody is to be recruited.
 */
export function goToTable(facts: AccountFacts, packed: PackedFacts, asOf: Day): Market[] {
  const { decisions } = packed.program;
  const decided = noneDecided(facts);
  for (let i = 0; i < (decisions.starts[1] ?? 0); i++) {
    const { deal, day, from, until, won } = decisions.at(i);
    const isInReach = day <= asOf && day > asOf - WINDOW_DAYS && from <= asOf && asOf < until;
    if (isInReach) countDecided(decided, deal, won === 1, 1, facts);
  }
  return marketTable(decided, asOf, facts);
}
