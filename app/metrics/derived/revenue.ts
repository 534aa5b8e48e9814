/** Revenue of won deals by close date, in the windows that every revenue metric shows. */
import { memo } from '../../kit/memo.ts';
import { type FoldValues, fiscalYear, lastDays, type Reach, type Summed, sumOf } from '../fold.ts';
import type { Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';
import { amountOf, isWon, WITHOUT_AMOUNT } from './deals.ts';

type RoleTest = (row: { readonly roles: number }) => boolean;

/** One condition for each test, so that metrics that ask for the same sum share it. */
const wonWith = memo(
  (isCounted: RoleTest) => (row: { readonly won: number; readonly roles: number }) => isWon(row) && isCounted(row),
);

/** Sum of the amounts of won deals in reach that pass the test of roles. */
export const revenueOf = (isCounted: RoleTest, reach: Reach) =>
  sumOf('decisions', amountOf, { reach, where: wonWith(isCounted), excluding: WITHOUT_AMOUNT });

export const revenueFolds = (isCounted: RoleTest) => ({
  w90: revenueOf(isCounted, lastDays(90)),
  w365: revenueOf(isCounted, lastDays(365)),
  fiscalYear: revenueOf(isCounted, fiscalYear),
});
export type RevenueValues = FoldValues<ReturnType<typeof revenueFolds>>;

export const revenueMeasure = (
  label: string,
  window: 'W90' | 'W365' | 'FYTD',
  role: Measure['role'] & string,
): Measure => ({
  label,
  unit: 'money',
  window,
  role,
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
});

/** A sum as a result, with what was left out of it. */
export const total = (sum: Summed): Result =>
  value(sum.sum, { numerator: sum.sum, sample: sum.count, excluded: sum.excluded });

export const REVENUE_EXCLUSIONS = [
  'Won deals without an amount, with a negative one, or in a currency without a rate',
  'Conflicts',
] as const;
