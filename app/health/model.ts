/**
 * The health score as one visible table. Every weight and bar is a default that an account can read, with its source;
 * a change of any of them raises the version, and stored scores carry the version they were made with.
 */
import type { LifecycleStage } from './lifecycle.ts';

/** A number, or the upper quartile of the partner's segment at that date, but never below `minimum`. */
export type Bar = number | { readonly upperQuartileOfSegment: { readonly minimum: number } };

export type ComponentKey = 'registrations' | 'revenue' | 'pipeline' | 'close-rate' | 'cycle' | 'engagement';

export interface Component {
  readonly key: ComponentKey;
  readonly label: string;
  readonly category: 'activity' | 'outcome' | 'efficiency';
  /** What is known before results show. */
  readonly timing: 'leading' | 'lagging';
  /** The measure it is read from. */
  readonly metric: string;
  readonly measure: string;
  /** Measure it is divided by, for comparisons. */
  readonly dividedBy?: string;
  /** The metric's fold whose records stand behind the number. */
  readonly records: string;
  /** The value that gives 0 points, and the one that gives 100. Low above high means lower is better. */
  readonly low: Bar;
  readonly high: Bar;
  /** In red, it holds the band at Watch whatever the rest says. */
  readonly critical: boolean;
  readonly source: string;
}

export interface Profile {
  readonly id: 'early' | 'producing';
  readonly name: string;
  readonly stages: readonly LifecycleStage[];
  /** Weights of the components that count; they add up to 100. */
  readonly weights: Readonly<Partial<Record<ComponentKey, number>>>;
}

const OURS = 'Our default; change it to fit the programme';

/** First score of the bands above At risk. */
export interface BandLines {
  readonly watch: number;
  readonly healthy: number;
}

export const HEALTH_MODEL = {
  version: 2,
  components: [
    {
      key: 'registrations',
      label: 'Registrations per 30 days',
      category: 'activity',
      timing: 'leading',
      metric: 'registration-velocity',
      measure: 'per-30d',
      records: 'recent',
      low: 0,
      high: { upperQuartileOfSegment: { minimum: 0.5 } },
      critical: false,
      source: 'Zero, and what the upper quarter of comparable partners does',
    },
    {
      key: 'revenue',
      label: 'Sourced revenue, 12 months',
      category: 'outcome',
      timing: 'lagging',
      metric: 'sourced-revenue',
      measure: 'revenue-365d',
      records: 'w365',
      low: 0,
      high: { upperQuartileOfSegment: { minimum: 1 } },
      critical: false,
      source: 'Zero, and what the upper quarter of comparable partners with revenue brings',
    },
    {
      key: 'pipeline',
      label: 'Open pipeline',
      category: 'outcome',
      timing: 'leading',
      metric: 'pipeline',
      measure: 'sourced',
      records: 'sourced',
      low: 0,
      high: { upperQuartileOfSegment: { minimum: 1 } },
      critical: false,
      source: 'Zero, and what the upper quarter of comparable partners with pipeline holds',
    },
    {
      key: 'close-rate',
      label: 'Close rate',
      category: 'efficiency',
      timing: 'lagging',
      metric: 'close-rate',
      measure: 'close-rate',
      records: 'decided',
      low: 0.15,
      high: 0.4,
      critical: false,
      source: OURS,
    },
    {
      key: 'cycle',
      label: 'Sales cycle against direct',
      category: 'efficiency',
      timing: 'lagging',
      metric: 'sales-cycle',
      measure: 'compared-median',
      records: 'own',
      dividedBy: 'direct-median',
      low: 1.5,
      high: 0.75,
      critical: false,
      source: OURS,
    },
    {
      key: 'engagement',
      label: 'Days since last activity',
      category: 'activity',
      timing: 'leading',
      metric: 'engagement-state',
      measure: 'days-since',
      records: 'latest',
      low: 120,
      high: 14,
      critical: true,
      source: OURS,
    },
  ] satisfies readonly Component[] as readonly Component[],
  profiles: [
    {
      id: 'early',
      name: 'Early partner',
      stages: ['recruited', 'onboarding', 'activated'],
      weights: { registrations: 40, pipeline: 25, engagement: 35 },
    },
    {
      id: 'producing',
      name: 'Producing partner',
      stages: ['producing', 'established', 'declining', 'inactive'],
      weights: { registrations: 20, revenue: 20, pipeline: 15, 'close-rate': 15, cycle: 10, engagement: 20 },
    },
  ] satisfies readonly Profile[] as readonly Profile[],
  /** A score is shown only when this share of the weight is known, from at least this many categories. */
  gate: { knownWeight: 0.6, categories: 2 },
  /** Windows of 90 days are not yet full below this tenure: no score, by design. */
  newBelowDays: 90,
  /** First score of each band; ScoreCircle's colours change at the same numbers. */
  bands: { watch: 33, healthy: 66 } satisfies BandLines as BandLines,
  /** Of what an account sets: a band that nobody can be in says nothing, and a narrow Watch is crossed by a week's noise. */
  bandBounds: { lowest: 1, highest: 99, apart: 10 },
  /** A band changes when two week-ends agree, or at once when the score is this far beyond the line. */
  hysteresis: { pointsBeyond: 5, weekEndsFolded: 26 },
  direction: { weekEnds: 13, steadyWithinPoints: 3 },
  /** Fewer partners than this in a segment, and all partners are the comparison. */
  segmentMinimum: 5,
} as const;

export type Band = 'healthy' | 'watch' | 'at-risk';
