/**
 * What works in the programme and what needs attention, facet by facet, and where improving would be worth most. Pure:
 * from the programme's results now, those of an earlier date and those of the baseline.
 */
import type { Result } from '../metrics/result.ts';

/** Results by `metric/measure`. */
export type Named = Readonly<Record<string, Result | undefined>>;

interface FacetMeasure {
  /** `metric/measure`. */
  readonly measure: string;
  readonly better: 'higher' | 'lower';
}

/** The facets of a programme and the measures that speak for each. */
export const FACETS = {
  recruitment: [
    { measure: 'sign-up-rate/year', better: 'higher' },
    { measure: 'discussion-conversion/conversion', better: 'higher' },
  ],
  onboarding: [
    { measure: 'time-to-first-deal/median', better: 'lower' },
    { measure: 'recruitment-without-activation/share', better: 'lower' },
  ],
  'lead generation': [
    { measure: 'lead-quantity/leads', better: 'higher' },
    { measure: 'lead-quality/won', better: 'higher' },
  ],
  deals: [
    { measure: 'close-rate/close-rate', better: 'higher' },
    { measure: 'deal-size/mean', better: 'higher' },
    { measure: 'sales-cycle/median', better: 'lower' },
  ],
  retention: [
    { measure: 'north-star/client-value', better: 'higher' },
    { measure: 'north-star/stability', better: 'higher' },
  ],
  economics: [
    { measure: 'cost-per-dollar/cost-per-dollar', better: 'lower' },
    { measure: 'commission-share/of-turnover', better: 'lower' },
  ],
} as const satisfies Record<string, readonly FacetMeasure[]>;

export type Facet = keyof typeof FACETS;
const FACET_NAMES = Object.keys(FACETS) as readonly Facet[]; // the keys of FACETS

/** A relative change smaller than this is none. */
const STEADY_WITHIN = 0.05;

export interface MeasureChange {
  readonly measure: string;
  readonly now: number;
  readonly before: number;
  /** now / before - 1, turned so that more is better; null where the earlier number is 0. */
  readonly improvement: number | null;
}

export interface FacetPerformance {
  readonly facet: Facet;
  readonly status: 'improving' | 'steady' | 'worsening' | 'unknown';
  /** Mean improvement of the measures that can be compared. */
  readonly improvement: number | null;
  /** The measure that moved most, for better or worse. */
  readonly driver: MeasureChange | null;
  readonly changes: readonly MeasureChange[];
  /** Measures that say no number now: what they need stands in their results. */
  readonly unknown: readonly string[];
}

/** Each facet against an earlier date. */
export function programmePerformance(now: Named, before: Named): FacetPerformance[] {
  return FACET_NAMES.map((facet) => {
    const measures: readonly FacetMeasure[] = FACETS[facet];
    const changes = measures.flatMap(({ measure, better }) => changeOf(measure, better, now[measure], before[measure]));
    const known = changes.flatMap(({ improvement }) => improvement ?? []);
    const improvement = known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : null;
    const driver = changes.toSorted((a, b) => Math.abs(b.improvement ?? 0) - Math.abs(a.improvement ?? 0))[0] ?? null;
    return {
      facet,
      status: statusOf(improvement),
      improvement,
      driver: driver?.improvement == null ? null : driver,
      changes,
      unknown: measures.flatMap(({ measure }) => (numberOf(now[measure]) === undefined ? [measure] : [])),
    };
  });
}

function changeOf(
  measure: string,
  better: 'higher' | 'lower',
  now: Result | undefined,
  before: Result | undefined,
): MeasureChange[] {
  const [current, earlier] = [numberOf(now), numberOf(before)];
  if (current === undefined || earlier === undefined) return [];
  const relative = earlier === 0 ? null : (current - earlier) / Math.abs(earlier);
  const improvement = relative === null ? null : better === 'higher' ? relative : -relative || 0;
  return [{ measure, now: current, before: earlier, improvement }];
}

function statusOf(improvement: number | null): FacetPerformance['status'] {
  if (improvement === null) return 'unknown';
  if (Math.abs(improvement) < STEADY_WITHIN) return 'steady';
  return improvement > 0 ? 'improving' : 'worsening';
}

export interface Enhancement {
  readonly facet: Facet;
  /** How far the facet has fallen below the baseline, as a share of it. */
  readonly gap: number;
  /** Sourced revenue of 12 months that the facet has a hand in, in minor units. */
  readonly revenueMinor: number;
  /** gap x revenue: an order of attention and no forecast. */
  readonly weightMinor: number;
}

/** Facets below their own baseline, the one with most revenue behind its gap first. */
export function areasToImprove(now: Named, baseline: Named): Enhancement[] {
  const revenueMinor = numberOf(now['sourced-revenue/revenue-365d']) ?? 0;
  return programmePerformance(now, baseline)
    .flatMap(({ facet, improvement }): Enhancement[] => {
      if (improvement === null || improvement >= 0) return [];
      return [{ facet, gap: -improvement, revenueMinor, weightMinor: -improvement * revenueMinor }];
    })
    .sort((a, b) => b.gap - a.gap || (a.facet < b.facet ? -1 : 1));
}

const numberOf = (result: Result | undefined): number | undefined =>
  result?.state === 'value' && typeof result.value === 'number' ? result.value : undefined;
