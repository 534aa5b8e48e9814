/**
 * Ten windowed metrics in the form of the catalogue's files, over deals in any role: what the engine is held against a
 * sweep written by hand and against DuckDB. All three give the same numbers.
 */
import { isAnyRole, isOpen, isWon, WITHOUT_AMOUNT } from '../../../app/metrics/derived/deals.ts';
import { countOf, type Fold, type FoldValues, lastDays, lastOf, standing, sumOf } from '../../../app/metrics/fold.ts';
import { defineMetric, type Metric, type PartnerContext } from '../../../app/metrics/metric.ts';
import { notApplicable, type Result, share, value } from '../../../app/metrics/result.ts';

const wonInYear = { reach: lastDays(365), where: (row: { readonly won: number }) => isWon(row) };
/** Weighted amounts are summed in tenths, so that sums stay whole numbers. */
const PARTS = 10;

const created = countOf('registrations', { reach: lastDays(90), where: isAnyRole });
const revenue = sumOf('decisions', (row) => row.amount, { ...wonInYear, excluding: WITHOUT_AMOUNT });
const cycle = sumOf('decisions', (row) => row.day - row.createdDay, wonInYear);
const decided = countOf('decisions', { reach: lastDays(180) });
const won = countOf('decisions', { reach: lastDays(180), where: isWon });
const open = sumOf('spans', (row) => row.amount, { reach: standing, where: isOpen, excluding: WITHOUT_AMOUNT });
const weighted = sumOf('spans', (row) => Math.round(row.amount * row.probability * PARTS), {
  reach: standing,
  where: isOpen,
  excluding: WITHOUT_AMOUNT,
});
const lastActivity = lastOf('touches', { reach: standing });
const activities = countOf('touches', { reach: lastDays(30) });
const activitiesBefore = countOf('touches', { reach: lastDays(30, 30) });
const stepTo = (step: number) => countOf('steps', { reach: lastDays(180), where: (row) => row.step === step });
const second = stepTo(1);
const third = stepTo(2);

/** A metric of one measure; what it means stands in the formula, the rest of the meta is the same for all ten. */
function metric<const F extends Readonly<Record<string, Fold>>>(
  id: string,
  formula: string,
  folds: F,
  finish: (values: FoldValues<F>, context: PartnerContext<object>) => Result,
): Metric {
  return defineMetric({
    meta: {
      id,
      catalogue: 0,
      name: id,
      question: formula,
      formula,
      category: 'activity',
      timing: 'leading',
      lagDays: 0,
      needs: [],
      minimumSample: 1,
      better: 'neither',
      decision: 'Whether the engine is fast enough.',
      cadence: 'weekly',
      sources: [],
      exclusions: [],
      version: 1,
      changelog: [],
      measures: {
        value: {
          label: id,
          unit: 'ratio',
          window: 'as-of',
          scope: 'partner',
          range: [null, null],
          whenEmpty: 'not-enough-data',
        },
      },
    },
    partner: { folds, finish: (values, context) => ({ value: finish(values, context) }) },
  });
}

export const TEN_METRICS: readonly Metric[] = [
  metric('created', 'deals created in 90 days', { created }, ({ created }) =>
    value(created.count, { numerator: created.count }),
  ),
  metric('revenue', 'amount won in 365 days', { revenue }, ({ revenue }) =>
    value(revenue.sum, { numerator: revenue.sum, sample: revenue.count, excluded: revenue.excluded }),
  ),
  metric('win-rate', 'won / decided in 180 days', { won, decided }, ({ won, decided }) =>
    share(won.count, decided.count, 1),
  ),
  metric('deal-size', 'mean amount won in 365 days', { revenue }, ({ revenue }) =>
    share(revenue.sum, revenue.count, 1),
  ),
  metric('cycle', 'mean days from creation to won in 365 days', { cycle }, ({ cycle }) =>
    share(cycle.sum, cycle.count, 1),
  ),
  metric('pipeline', 'amount open at the date', { open }, ({ open }) => value(open.sum, { sample: open.count })),
  metric('weighted', 'amount open, by the probability of its stage', { weighted }, ({ weighted }) =>
    value(weighted.sum, { sample: weighted.count }),
  ),
  metric('silence', 'days since the last activity', { lastActivity }, ({ lastActivity }, { asOf }) =>
    lastActivity.day === null ? notApplicable('No activity yet') : value(asOf - lastActivity.day),
  ),
  metric(
    'activity-change',
    'activities of 30 days / of the 30 before',
    { activities, activitiesBefore },
    ({ activities, activitiesBefore }) => share(activities.count, activitiesBefore.count, 1),
  ),
  metric('conversion', 'third stage entered / second stage entered in 180 days', { third, second }, (values) =>
    share(values.third.count, values.second.count, 1),
  ),
];
