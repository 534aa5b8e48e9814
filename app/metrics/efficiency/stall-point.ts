/**
 * Where do deals with this partner get stuck?
 * The stage that takes most longer than for direct deals, and the open deals that have been in their stage for longer
 * than three quarters of all deals were.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { isDirect, isSourced } from '../derived/deals.ts';
import { MIN_EACH_SIDE } from '../derived/direct.ts';
import { isOpenSourced } from '../derived/open-deals.ts';
import { stagesOnTheWay, staysOf } from '../derived/stays.ts';
import { type FoldValues, type Rows, rowsOf, type Sorted, standing } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, value } from '../result.ts';

const own = {
  stays: staysOf(isSourced),
  open: rowsOf('spans', { reach: standing, where: isOpenSourced }),
};
const others = {
  direct: staysOf(isDirect),
  all: staysOf(),
};

/** Fewer completed stays in a stage, and its upper quartile says nothing. */
const MIN_STAYS = 3;

export const stallPoint = defineMetric({
  meta: {
    id: 'stall-point',
    catalogue: 42,
    name: 'Where deals stall',
    question: 'Where do deals with this partner get stuck?',
    formula:
      'The open stage with the largest difference between the median stay of sourced deals and that of direct deals, over ' +
      'stays completed in 365 days, with at least 10 on each side; and the count of open sourced deals that have been in ' +
      'their stage longer than the 75th percentile (type 7) of all stays completed there in 365 days.',
    category: 'efficiency',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles'],
    minimumSample: MIN_EACH_SIDE,
    better: 'lower',
    decision: 'Put help where deals wait: a demo, legal, pricing. Go through the stalled deals one by one.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: ['Stays in won and lost stages', 'Open deals in stages with fewer than 3 completed stays', 'Conflicts'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      stage: {
        label: 'Stage where deals stall',
        unit: 'stage',
        window: 'W365',
        role: 'sourced',
        scope: 'both',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
      excess: {
        label: 'Days longer than direct deals in that stage',
        unit: 'days',
        window: 'W365',
        role: 'sourced',
        scope: 'both',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
      'stalled-deals': {
        label: 'Open deals that have stalled',
        unit: 'deals',
        window: 'as-of',
        role: 'sourced',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: {
    folds: own,
    reference: others,
    finish: (values, context) => finished(values, yardstick(context.reference, context.facts), context),
    list: ({ open }, { asOf, facts, reference }) => ({
      stalled: stalledDeals(open, yardstick(reference, facts), asOf).deals,
    }),
  },
  program: {
    folds: { ...own, ...others },
    finish: (values, context) => finished(values, yardstick(values, context.facts), context),
    list: (values, { asOf, facts }) => ({
      stalled: stalledDeals(values.open, yardstick(values, facts), asOf).deals,
    }),
  },
});

interface Yardstick {
  /** Stays of direct deals by stage, in the order of the pipeline. */
  readonly direct: ReadonlyMap<number, { readonly count: number; readonly median: number }>;
  /** 75th percentile of all stays by stage; missing where there are too few. */
  readonly upperQuartile: ReadonlyMap<number, number>;
}

/** Worked out once per date: every partner is held against the same. */
const yardstick = memo(({ direct, all }: FoldValues<typeof others>, facts: AccountFacts): Yardstick => {
  const upperQuartile = new Map<number, number>();
  for (const stage of stagesOnTheWay(all, facts)) {
    const days = all.over([stage]);
    const quartile = days.count < MIN_STAYS ? undefined : days.quantile(0.75);
    if (quartile !== undefined) upperQuartile.set(stage, quartile);
  }
  const entries = stagesOnTheWay(direct, facts).map((stage) => {
    const days = direct.over([stage]);
    return [stage, { count: days.count, median: days.median() ?? 0 }] as const;
  });
  return { direct: new Map(entries), upperQuartile };
});

function finished({ stays, open }: FoldValues<typeof own>, against: Yardstick, { asOf, facts }: Context) {
  const { deals, unjudged } = stalledDeals(open, against, asOf);
  const excluded = unjudged > 0 ? { 'stage with too few completed stays': unjudged } : {};
  return {
    ...slowest(stays, against, facts),
    'stalled-deals': value(deals.length, { numerator: deals.length, denominator: open.count, excluded }),
  };
}

/** The stage with the largest excess over direct deals; of equals the first in the pipeline. */
function slowest(stays: Sorted, { direct }: Yardstick, facts: AccountFacts): { stage: Result; excess: Result } {
  let worst: { readonly stage: number; readonly sample: number; readonly excess: number } | undefined;
  let have = 0;
  for (const [stage, theirs] of direct) {
    const days = stays.over([stage]);
    const each = Math.min(days.count, theirs.count);
    have = Math.max(have, each);
    if (each < MIN_EACH_SIDE) continue;
    const excess = (days.median() ?? 0) - theirs.median;
    if (worst === undefined || excess > worst.excess) worst = { stage, sample: days.count, excess };
  }
  if (!worst) {
    const none = notEnoughData(have, MIN_EACH_SIDE, {
      reason: 'No stage has enough completed stays of partner deals and of direct deals',
    });
    return { stage: none, excess: none };
  }
  const label = facts.stages[worst.stage]?.label ?? '';
  const shared = { sample: worst.sample };
  return {
    stage:
      worst.excess > 0 ? value(label, shared) : notApplicable('No stage takes longer than for direct deals', shared),
    excess: value(worst.excess, { ...shared, reason: label }),
  };
}

function stalledDeals(open: Rows<'spans'>, { upperQuartile }: Yardstick, asOf: Day) {
  const deals: number[] = [];
  let unjudged = 0;
  open.each(({ deal, stage, stageDay }) => {
    const limit = upperQuartile.get(stage);
    if (limit === undefined) unjudged++;
    else if (asOf - stageDay > limit) deals.push(deal);
  });
  return { deals, unjudged };
}
