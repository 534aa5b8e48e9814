/**
 * Is enough on the way to reach the target?
 * Open pipeline that should close in the target's period, divided by the target; and by what is still missing of it.
 */

import { amountOf, isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { CURRENT, isOpenSourced } from '../derived/open-deals.ts';
import { noProgramTarget, TARGETS, type TargetPeriod, targetAt } from '../derived/target.ts';
import { type FoldValues, rowsOf, standing } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notSetUp, type Result, value } from '../result.ts';

const folds = {
  ...TARGETS,
  open: rowsOf('spans', { ...CURRENT, where: isOpenSourced, excluding: WITHOUT_AMOUNT }),
  won: rowsOf('decisions', {
    reach: standing,
    where: (row) => isWon(row) && isSourced(row),
    excluding: WITHOUT_AMOUNT,
  }),
};

const measure = (label: string): Measure => ({
  label,
  unit: 'multiple',
  window: 'target-period',
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 'not-set-up',
  moneyCounts: ['numerator', 'denominator'],
});

export const coverage = defineMetric({
  meta: {
    id: 'coverage',
    catalogue: 36,
    name: 'Pipeline coverage',
    question: 'Is enough on the way to reach the target?',
    formula:
      "Open sourced pipeline with an expected close in the target's period / target. Remaining: the same / (target - " +
      'sourced revenue won in the period so far). Of several targets the one with the shortest period counts, ' +
      'whether entered in the settings or supplied by the feed "targets". The score weighs open pipeline, and not this.',
    category: 'outcome',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'targets'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Build pipeline now where the quarter cannot be reached with what is open.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics": pipeline / target'],
    exclusions: [
      'Open deals without an expected close, or more than 30 days past it',
      'Deals without an amount, with a negative one, or in a currency without a rate',
      'Conflicts',
    ],
    version: 2,
    changelog: ['1: targets of the settings only', '2: targets of the feed "targets" count as well'],
    calendarBound: true,
    measures: { coverage: measure('Coverage'), remaining: measure('Coverage of what remains') },
  },
  partner: {
    folds,
    finish(values, context) {
      const target = targetAt(context, context.partner.id, values.targets);
      return target ? against(target, values) : NO_PARTNER_TARGET;
    },
  },
  program: {
    folds,
    finish(values, context) {
      const target = targetAt(context, null, values.targets);
      return target ? against(target, values) : withoutTarget(noProgramTarget(context.facts));
    },
  },
});

const withoutTarget = (none: Result) => ({ coverage: none, remaining: none });
const NO_PARTNER_TARGET = withoutTarget(
  notSetUp('Enter a target of this partner, or supply one by the feed "targets", for a period that holds the date'),
);

function against(target: TargetPeriod, { open, won }: FoldValues<typeof folds>) {
  let pipeline = 0;
  let sample = 0;
  open.each((row) => {
    if (row.closeDay < target.from || row.closeDay > target.to) return;
    pipeline += amountOf(row);
    sample++;
  });
  let wonSoFar = 0;
  won.since(target.from, (row) => {
    wonSoFar += amountOf(row);
  });
  const shared = { numerator: pipeline, sample, excluded: open.excluded };
  const missing = target.amountMinor - wonSoFar;
  return {
    coverage: value(pipeline / target.amountMinor, { ...shared, denominator: target.amountMinor }),
    remaining:
      missing > 0
        ? value(pipeline / missing, { ...shared, denominator: missing })
        : notApplicable('The target is reached', { numerator: pipeline, denominator: missing }),
  };
}
