/** What open deals and registrations should still bring, at the rates that partners have closed at. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { countOf, type FoldValues, lastDays, type Numbers, type Rows, sumOf } from '../fold.ts';
import { notEnoughData, type Result } from '../result.ts';
import { amountOf, isSourced, isWon, WITHOUT_AMOUNT } from './deals.ts';
import { sourcedBy } from './sourced-by.ts';
import type { TargetPeriod } from './target.ts';

export const REGISTRATION_RATE_DAYS = 90;
export const MIN_DECIDED = 5;
const MIN_WON = 3;
const YEAR_DAYS = 365;

const registeredLately = {
  reach: lastDays(YEAR_DAYS),
  on: (row: { readonly registeredDay: number }) => row.registeredDay,
};
/** What close rate and deal size are made of: the same folds for a partner and for the programme. */
export const RATES = {
  decided: countOf('decisions', { ...registeredLately, where: isSourced }),
  decidedWon: countOf('decisions', { ...registeredLately, where: (row) => isSourced(row) && isWon(row) }),
  wonYear: sumOf('decisions', amountOf, {
    reach: lastDays(YEAR_DAYS),
    where: (row) => isWon(row) && isSourced(row),
    excluding: WITHOUT_AMOUNT,
  }),
};

export interface Rates {
  readonly closeRate: number;
  /** Mean amount of a won deal in minor units. */
  readonly size: number;
}

/** The programme's own rates, or what is missing for them. */
export function wholeRates({ decided, decidedWon, wonYear }: FoldValues<typeof RATES>): Rates | Result {
  if (decided.count < MIN_DECIDED) {
    return notEnoughData(decided.count, MIN_DECIDED, { reason: 'Too few decided deals for a close rate' });
  }
  if (wonYear.count < MIN_WON) {
    return notEnoughData(wonYear.count, MIN_WON, { reason: 'Too few won deals for a deal size' });
  }
  return { closeRate: decidedWon.count / decided.count, size: wonYear.sum / wonYear.count };
}

/** A partner's own rates where it has decided enough, else those of the programme. */
export const ratesOf = ({ decided, decidedWon, wonYear }: FoldValues<typeof RATES>, whole: Rates): Rates => ({
  closeRate: decided.count >= MIN_DECIDED ? decidedWon.count / decided.count : whole.closeRate,
  size: wonYear.count >= MIN_WON ? wonYear.sum / wonYear.count : whole.size,
});

export function wonSoFar(won: Rows<'decisions'>, { from }: TargetPeriod): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  won.since(from, (row) => {
    sum += amountOf(row);
    count++;
  });
  return { sum, count };
}

/**
 * Amounts of open deals that should close in the period, each once at the close rate of its partner; the mean of their
 * rates where it has several. Deals whose partners are all inactive are left out.
 * @param closeRates by index of partner; NaN of those that are not active
 */
export function expectedFromOpen(
  open: Rows<'spans'>,
  { from, to }: TargetPeriod,
  closeRates: Float64Array,
  facts: AccountFacts,
): { sum: number; count: number; ofInactive: number } {
  const amounts = new Float64Array(open.count);
  const sourcers = sourcedBy(facts);
  let [count, ofInactive] = [0, 0];
  open.each((row) => {
    if (row.closeDay < from || row.closeDay > to) return;
    const rates = ratesAmong(sourcers(row.deal), closeRates);
    if (rates.count === 0) ofInactive++;
    else amounts[count++] = (amountOf(row) * rates.sum) / rates.count;
  });
  // In one order, so that rounding does not depend on the order of the deals.
  const sum = amounts
    .subarray(0, count)
    .sort()
    .reduce((all, amount) => all + amount, 0);
  return { sum, count, ofInactive };
}

/** The sum of the rates that partners have, and how many have one: nearly always of one partner. */
function ratesAmong(partners: readonly number[], rates: Float64Array): { sum: number; count: number } {
  if (partners.length === 1) {
    const rate = rates[partners[0] as number] as number;
    return Number.isNaN(rate) ? NO_RATES : { sum: rate, count: 1 };
  }
  const known = partners.map((partner) => rates[partner] as number).filter((rate) => !Number.isNaN(rate));
  return { sum: known.sort((a, b) => a - b).reduce((sum, rate) => sum + rate, 0), count: known.length };
}
const NO_RATES = { sum: 0, count: 0 };

/** Median days from registration to close; 0 while too few deals tell. */
export const daysToClose = (days: Numbers): number => (days.count < MIN_WON ? 0 : (days.median() ?? 0));
