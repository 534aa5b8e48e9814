/**
 * How much of what we offer does the partner take?
 * Low use by one partner is a talk; low use by all says that the offer should change.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { NEEDS } from '../../facts/need.ts';
import { wordBook } from '../../facts/words.ts';
import { FEEDS } from '../../feeds/feeds.ts';
import type { Day } from '../../kit/days.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import { partnerOfRow } from '../derived/feed-people.ts';
import { steadyMean } from '../derived/survey.ts';
import { shareOfTools, TOOL_USE, toolsUnknown } from '../derived/tools.ts';
import { type FoldValues, lastDays, type Rows, rowsOf, standing, sumOf } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notSetUp, type Result, value } from '../result.ts';

const WINDOW_DAYS = 365;
const MOVEMENTS = FEEDS.mdf.columns.movement.choices;
const moved = (movement: (typeof MOVEMENTS)[number]) => {
  const index = MOVEMENTS.indexOf(movement);
  return sumOf('mdf', ({ amount }) => amount, {
    reach: lastDays(WINDOW_DAYS),
    where: (row) => row.movement === index,
  });
};
const folds = {
  allocated: moved('allocated'),
  claimed: moved('claimed'),
  benefits: rowsOf('entitlements', { reach: standing }),
  tools: TOOL_USE,
};

export const resourceUtilisation = defineMetric({
  meta: {
    id: 'resource-utilisation',
    catalogue: 58,
    name: 'Resource utilisation',
    question: 'How much of what we offer does the partner take?',
    formula:
      'Market development funds claimed in 365 days / allocated in 365 days; for each benefit, by its latest numbers, used ' +
      '/ offered, and the mean over benefits, since seats and hours do not add up (of the programme: each benefit summed ' +
      'over the partners on the roster first); tools used / tools offered in 90 days; the benefit that is used least.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: [],
    minimumSample: 0,
    better: 'higher',
    decision: 'Redesign the offer that nobody takes; show the partner that takes nothing what there is.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics That Predict Future Performance"'],
    exclusions: ['Benefits of which nothing is offered', 'Funds allocated before the 365 days'],
    version: 1,
    changelog: ['1: the mean over benefits, not a sum of unlike units'],
    measures: {
      'mdf-claimed': {
        label: 'Market development funds claimed',
        unit: 'ratio',
        window: 'W365',
        scope: 'both',
        range: [0, null],
        moneyCounts: ['numerator', 'denominator'],
        whenEmpty: 'not-applicable',
      },
      benefits: {
        label: 'Benefits used of those offered',
        unit: 'ratio',
        window: 'as-of',
        scope: 'both',
        range: [0, null],
        whenEmpty: 'not-applicable',
      },
      'least-used': {
        label: 'Benefit used least',
        unit: 'text',
        window: 'as-of',
        scope: 'both',
        range: [null, null],
        whenEmpty: 'not-applicable',
      },
      tools: {
        label: 'Tools used of those offered',
        unit: 'ratio',
        window: 'W90',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-set-up',
      },
    },
  },
  partner: { folds, finish: (values, context) => finished(values, context, () => true) },
  program: {
    folds,
    finish(values, context) {
      const here = new Set(context.peers.map(({ index }) => index));
      return finished(values, context, (partner) => partner !== null && here.has(partner));
    },
  },
});

function finished(
  values: FoldValues<typeof folds>,
  { facts, asOf }: Context,
  isHere: (partner: number | null) => boolean,
) {
  const { mapped } = facts;
  return {
    'mdf-claimed': mapped.mdf ? mdf(values, facts, asOf) : notSetUp(NEEDS.mdf),
    ...(mapped.entitlements
      ? benefits(values.benefits, facts, asOf, isHere)
      : { benefits: notSetUp(NEEDS.entitlements), 'least-used': notSetUp(NEEDS.entitlements) }),
    tools: mapped['tool-use']
      ? (toolsUnknown(facts, asOf) ?? shareOfTools(values.tools, facts))
      : notSetUp(NEEDS['tool-use']),
  };
}

function mdf({ allocated, claimed }: FoldValues<typeof folds>, facts: AccountFacts, asOf: Day): Result {
  const counts = { numerator: claimed.sum, denominator: allocated.sum, sample: claimed.count };
  const gap = uncovered(facts, 'mdf', asOf, WINDOW_DAYS);
  if (gap) return gap;
  return allocated.sum > 0
    ? value(claimed.sum / allocated.sum, counts)
    : notApplicable('No funds were allocated', counts);
}

function benefits(
  rows: Rows<'entitlements'>,
  facts: AccountFacts,
  asOf: Day,
  isHere: (partner: number | null) => boolean,
): { benefits: Result; 'least-used': Result } {
  const gap = uncovered(facts, 'entitlements', asOf, 1);
  if (gap) return { benefits: gap, 'least-used': gap };
  const { words } = wordBook(facts);
  const shares = [...sums(rows, facts, isHere)]
    .map(([benefit, { offered, used }]) => ({ name: words[benefit] ?? '', offered, share: used / offered }))
    .filter(({ offered }) => offered > 0)
    .sort((a, b) => a.share - b.share || (a.name < b.name ? -1 : 1));
  const mean = steadyMean(shares.map(({ share }) => share));
  const [least] = shares;
  if (mean === undefined || !least) {
    const none = notApplicable('No benefit is offered');
    return { benefits: none, 'least-used': none };
  }
  return {
    benefits: value(mean, { sample: shares.length }),
    'least-used': value(least.name, { sample: shares.length }),
  };
}

/** Used and offered of each benefit, by the latest numbers of each partner; of several on one day the largest offer. */
function sums(rows: Rows<'entitlements'>, facts: AccountFacts, isHere: (partner: number | null) => boolean) {
  const all = rows.map((row) => ({
    partner: partnerOfRow(row, facts),
    day: row.day,
    benefit: row.benefit,
    offered: row.offered,
    used: row.used,
  }));
  const totals = new Map<number, { offered: number; used: number }>();
  for (const same of Map.groupBy(
    all.filter(({ partner }) => isHere(partner)),
    (o) => `${o.partner}/${o.benefit}`,
  ).values()) {
    const [latest] = same.sort((a, b) => b.day - a.day || b.offered - a.offered || b.used - a.used);
    if (!latest) continue;
    const total = totals.get(latest.benefit) ?? { offered: 0, used: 0 };
    totals.set(latest.benefit, { offered: total.offered + latest.offered, used: total.used + latest.used });
  }
  return totals;
}
