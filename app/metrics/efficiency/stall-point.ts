/**
 * Where do deals with this partner get stuck?
 * The stage that takes most longer than for direct deals, and the open deals that have been in their stage for longer
 * than three quarters of all deals were.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { isDirect, isSourced } from '../derived/deals.ts';
import { MIN_EACH_SIDE } from '../derived/direct-sides.ts';
import { isOpenSourced } from '../derived/open-deals.ts';
import { fewStaysOf, type StayDays, stagesOnTheWay, staysOf } from '../derived/stays.ts';
import { type FoldValues, type Rows, rowsOf, standing } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, value } from '../result.ts';

const open = rowsOf('spans', { reach: standing, where: isOpenSourced });
const ofPartner = { stays: fewStaysOf(isSourced), open };
const ofProgram = { stays: staysOf(isSourced), open };
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
    folds: ofPartner,
    reference: others,
    finish({ stays, open }, context) {
      if (stays.count === 0 && open.count === 0) return NOTHING_YET;
      const against = yardstick(context.reference, context.facts);
      const inOrder = stays.rolled();
      return finished((stage) => inOrder[stage], open, against, context);
    },
    list: ({ open }, { asOf, facts, reference }) => ({
      stalled: stalledDeals(open, yardstick(reference, facts), asOf).deals,
    }),
  },
  program: {
    folds: { ...ofProgram, ...others },
    finish: (values, context) =>
      finished((stage) => values.stays.over([stage]), values.open, yardstick(values, context.facts), context),
    list: (values, { asOf, facts }) => ({
      stalled: stalledDeals(values.open, yardstick(values, facts), asOf).deals,
    }),
  },
});

/** By stage; worked out once per date, since every partner is held against the same. */
interface Yardstick {
  /** Stays of direct deals, 0 in stages that are not on the way, and their median. */
  readonly directCounts: Int32Array;
  readonly directMedians: Float64Array;
  /** 75th percentile of all stays; NaN where there are too few. */
  readonly upperQuartiles: Float64Array;
}

const yardstick = memo(({ direct, all }: FoldValues<typeof others>, facts: AccountFacts): Yardstick => {
  const stages = facts.stages.length;
  const directCounts = new Int32Array(stages);
  const directMedians = new Float64Array(stages);
  const upperQuartiles = new Float64Array(stages).fill(Number.NaN);
  for (const stage of stagesOnTheWay(all, facts)) {
    const days = all.over([stage]);
    if (days.count >= MIN_STAYS) upperQuartiles[stage] = days.quantile(0.75) ?? Number.NaN;
  }
  for (const stage of stagesOnTheWay(direct, facts)) {
    const days = direct.over([stage]);
    directCounts[stage] = days.count;
    directMedians[stage] = days.median() ?? 0;
  }
  return { directCounts, directMedians, upperQuartiles };
});

interface Slowness {
  readonly stage: Result;
  readonly excess: Result;
}

function finished(
  stays: (stage: number) => StayDays | undefined,
  open: Rows<'spans'>,
  against: Yardstick,
  context: Context,
) {
  const { stage, excess } = slowest(stays, against, context.facts);
  if (open.count === 0) return { stage, excess, 'stalled-deals': NONE_OPEN };
  const { deals, unjudged } = stalledDeals(open, against, context.asOf);
  const excluded = unjudged > 0 ? { 'stage with too few completed stays': unjudged } : {};
  const stalled = value(deals.length, { numerator: deals.length, denominator: open.count, excluded });
  return { stage, excess, 'stalled-deals': stalled };
}
const NONE_OPEN = value(0, { numerator: 0, denominator: 0, excluded: {} });

/** The stage with the largest excess over direct deals; of equals the first in the pipeline. */
function slowest(
  stays: (stage: number) => StayDays | undefined,
  { directCounts, directMedians }: Yardstick,
  { stages }: AccountFacts,
): Slowness {
  let [have, worst, worstExcess, sample] = [0, NO_STAGE, 0, 0];
  for (let stage = 0; stage < directCounts.length; stage++) {
    const theirs = directCounts[stage] as number;
    const days = theirs === 0 ? undefined : stays(stage);
    if (days === undefined) continue;
    const each = Math.min(days.count, theirs);
    if (each > have) have = each;
    if (each < MIN_EACH_SIDE) continue;
    const excess = (days.median() ?? 0) - (directMedians[stage] as number);
    if (worst === NO_STAGE || excess > worstExcess) [worst, worstExcess, sample] = [stage, excess, days.count];
  }
  if (worst === NO_STAGE) return TOO_FEW_STAYS[have] as Slowness; // fewer than MIN_EACH_SIDE
  const reason = stages[worst]?.label ?? '';
  return {
    stage:
      worstExcess > 0
        ? value(reason, { sample })
        : notApplicable('No stage takes longer than for direct deals', { sample }),
    excess: value(worstExcess, { sample, reason }),
  };
}
const NO_STAGE = -1;

/** What is said where no stage has more stays than so many on both sides. */
const TOO_FEW_STAYS = Array.from({ length: MIN_EACH_SIDE }, (_, have): Slowness => tooFewStays(have));

function tooFewStays(have: number): Slowness {
  const none = notEnoughData(have, MIN_EACH_SIDE, {
    reason: 'No stage has enough completed stays of partner deals and of direct deals',
  });
  return { stage: none, excess: none };
}

const NOTHING_YET = { ...tooFewStays(0), 'stalled-deals': NONE_OPEN };

function stalledDeals(open: Rows<'spans'>, { upperQuartiles }: Yardstick, asOf: Day) {
  const deals: number[] = [];
  let unjudged = 0;
  open.each(({ deal, stage, stageDay }) => {
    const limit = upperQuartiles[stage] ?? Number.NaN;
    if (Number.isNaN(limit)) unjudged++;
    else if (asOf - stageDay > limit) deals.push(deal);
  });
  return { deals, unjudged };
}
