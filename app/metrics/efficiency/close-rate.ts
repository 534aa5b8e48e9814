/**
 * How many of the deals that the partner registers does it win?
 * Over the deals registered in the last 12 months that have been decided since, whenever that was. While most of them
 * are still open the rate is provisional, because quick decisions come first.
 */

import { wilson } from '../../kit/wilson.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { countOf, type FoldValues, lastDays } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, share, value } from '../result.ts';

const registeredDay = (row: { readonly registeredDay: number }) => row.registeredDay;
const registeredLately = { reach: lastDays(365), on: registeredDay };

const folds = {
  registered: countOf('registrations', { reach: lastDays(365), where: isSourced }),
  decided: countOf('decisions', { ...registeredLately, where: isSourced }),
  won: countOf('decisions', { ...registeredLately, where: (row) => isSourced(row) && isWon(row) }),
};

const MIN_DECIDED = 5;
/** With more than this share undecided, the rate is provisional. */
const PROVISIONAL_ABOVE = 0.5;

const rate = (label: string): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  role: 'sourced',
  scope: 'both',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
});

export const closeRate = defineMetric({
  meta: {
    id: 'close-rate',
    catalogue: 43,
    name: 'Close rate on registered deals',
    question: 'How many of the deals that the partner registers does it win?',
    formula:
      'Won / (won + lost) over the sourced deals registered in the last 365 days that are decided, whenever they were ' +
      'decided. Undecided: the others. The bounds are the Wilson interval at 95 %.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'registration'],
    minimumSample: MIN_DECIDED,
    better: 'higher',
    decision: 'Coach on qualification where many registrations are lost; learn from those who win most.',
    cadence: 'monthly',
    sources: [
      'Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"',
      'Wilson 1927, for the bounds',
    ],
    exclusions: [
      'Deals without the mapped registration date',
      'Deals not decided yet: counted as undecided',
      'Conflicts',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'close-rate': rate('Close rate'),
      'close-rate-low': rate('Close rate, lower bound'),
      'close-rate-high': rate('Close rate, upper bound'),
      undecided: {
        label: 'Registered deals not decided yet',
        unit: 'deals',
        window: 'W365',
        role: 'sourced',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: { folds, finish: finished },
  program: { folds, finish: finished },
});

function finished({ registered, decided, won }: FoldValues<typeof folds>) {
  const undecided = registered.count - decided.count;
  const isProvisional = registered.count > 0 && undecided / registered.count > PROVISIONAL_ABOVE;
  const qualifier = isProvisional ? ('provisional' as const) : undefined;
  const rate = share(won.count, decided.count, MIN_DECIDED, { qualifier });
  const bound = (side: 'low' | 'high'): Result =>
    rate.state === 'value' ? { ...rate, value: wilson(won.count, decided.count)[side] } : rate;
  return {
    'close-rate': rate,
    'close-rate-low': bound('low'),
    'close-rate-high': bound('high'),
    undecided: value(undecided, { numerator: undecided, denominator: registered.count, sample: registered.count }),
  };
}
