/**
 * What would it cost us if our largest partner slowed down or left?
 * Shares of the largest partners, the Herfindahl-Hirschman index, and the revenue that a bad year of the largest would
 * take away.
 */

import { hhi, topSum } from '../../kit/concentration.ts';
import { isSourced } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS, revenueOf } from '../derived/revenue.ts';
import { type FoldValues, lastDays } from '../fold.ts';
import { defineMetric, type Measure, type PeerValues } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';

/** 365 days in four parts, the latest first; the earliest is a day longer. */
const quarters = {
  latest: revenueOf(isSourced, lastDays(91)),
  second: revenueOf(isSourced, lastDays(91, 91)),
  third: revenueOf(isSourced, lastDays(91, 182)),
  earliest: revenueOf(isSourced, lastDays(92, 273)),
};
type Quarters = FoldValues<typeof quarters>;

const DANGER_TOP_1 = 0.3;
const DANGER_TOP_5 = 0.7;

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  role: 'sourced',
  scope: 'program',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  moneyCounts: ['numerator', 'denominator'],
  ...more,
});

export const concentrationRisk = defineMetric({
  meta: {
    id: 'concentration-risk',
    catalogue: 62,
    name: 'Concentration risk',
    question: 'What would it cost us if our largest partner slowed down or left?',
    formula:
      'Of sourced revenue in 365 days: the share of the largest partner and of the five largest; HHI = sum of squared ' +
      'percentage shares, 0 to 10,000; in danger when the largest holds at least 30 % or the five at least 70 %. Revenue ' +
      'at risk: revenue of the largest partner in 365 days - 4 x its worst of four quarters of 91 days (the earliest 92).',
    category: 'health',
    timing: 'leading',
    lagDays: 365,
    needs: ['roles'],
    minimumSample: 1,
    better: 'lower',
    decision: 'Broaden the programme, or protect the partner it depends on.',
    cadence: 'quarterly',
    sources: [
      'Partnership Tracking Metrics, section "Partner Program Health Indicators"',
      'Rhoades 1993, for the index; the danger lines are our defaults',
    ],
    exclusions: REVENUE_EXCLUSIONS,
    version: 1,
    changelog: ['1: partners that have left count while their revenue is in the window'],
    measures: {
      'top-1': measure('Share of the largest partner'),
      'top-5': measure('Share of the five largest partners'),
      hhi: measure('Concentration index (HHI)', { unit: 'hhi', range: [0, 10_000] }),
      danger: measure('Dangerous concentration', { unit: 'flag' }),
      'revenue-at-risk': measure('Revenue lost if the largest partner has its worst quarter four times', {
        unit: 'money',
        range: [0, null],
      }),
    },
  },
  program: {
    folds: {},
    peers: quarters,
    finish(_, { everyone }) {
      const sums: number[] = [];
      let largest: { readonly peer: PeerValues<Quarters>; readonly sum: number } | undefined;
      for (const peer of everyone) {
        const sum = yearOf(peer.values);
        if (sum <= 0) continue;
        sums.push(sum);
        const isLargest = largest === undefined || sum > largest.sum;
        if (isLargest || (sum === largest?.sum && compareIds(peer, largest.peer) < 0)) largest = { peer, sum };
      }
      const total = sums.reduce((sum, one) => sum + one, 0);
      const [top1, top5] = [topSum(sums, 1), topSum(sums, 5)];
      const index = hhi(sums);
      if (index === undefined || !largest) return nothing();
      const isDanger = top1 / total >= DANGER_TOP_1 || top5 / total >= DANGER_TOP_5;
      const shared = { sample: sums.length, denominator: total };
      const { name } = largest.peer.partner;
      return {
        'top-1': value(top1 / total, { ...shared, numerator: top1, reason: name }),
        'top-5': value(top5 / total, { ...shared, numerator: top5 }),
        hhi: value(index, shared),
        danger: value(isDanger ? 1 : 0, shared),
        'revenue-at-risk': value(atRisk(largest.peer.values), { sample: 1, numerator: largest.sum, reason: name }),
      };
    },
  },
});

const partsOf = ({ latest, second, third, earliest }: Quarters): number[] =>
  [latest, second, third, earliest].map((quarter) => quarter.sum);
const yearOf = ({ latest, second, third, earliest }: Quarters): number =>
  latest.sum + second.sum + third.sum + earliest.sum;
const atRisk = (values: Quarters): number => yearOf(values) - 4 * Math.min(...partsOf(values));

const compareIds = (a: PeerValues<Quarters>, b: PeerValues<Quarters>): number => (a.partner.id < b.partner.id ? -1 : 1);

function nothing() {
  const none: Result = notEnoughData(0, 1, { reason: 'No partner has sourced revenue in the window' });
  return { 'top-1': none, 'top-5': none, hhi: none, danger: none, 'revenue-at-risk': none };
}
