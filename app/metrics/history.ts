/** Every metric at month ends, each point with how it came to be known. */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { PackedFacts } from '../facts/tables.ts';
import { type Day, previousMonthEnds } from '../kit/days.ts';
import type { Metric } from './metric.ts';
import type { Result } from './result.ts';
import { sweep } from './sweep.ts';

export const MONTHS_OF_HISTORY = 24;

/**
 * observed: the date lies after our first sync. reconstructed: it lies before, and HubSpot's own history or dated feeds
 * tell of it. unavailable: nothing tells, and `reason` says why.
 */
export type Provenance =
  | { readonly known: 'observed' | 'reconstructed' }
  | { readonly known: 'unavailable'; readonly reason: string };

export interface HistoryPoint {
  readonly asOf: Day;
  readonly result: Result;
  readonly provenance: Provenance;
}

/** How a result of a date came to be known. "Not applicable" and "too few" are answers; missing data is not. */
export function provenanceOf(result: Result, asOf: Day, facts: AccountFacts): Provenance {
  if (result.state === 'not-set-up') return { known: 'unavailable', reason: result.missing };
  if (result.state === 'stale') return { known: 'unavailable', reason: result.reason ?? 'The feed was late' };
  if (result.state === 'not-enough-data' && result.reason?.startsWith('The feed')) {
    return { known: 'unavailable', reason: result.reason };
  }
  return { known: asOf < facts.firstSyncDay ? 'reconstructed' : 'observed' };
}

/**
 * The last 24 month ends before `asOf`, and `asOf` itself, of one subject.
 * @param partner index into `facts.partners`, or null for the programme
 * @returns points by `metric/measure`, oldest first
 */
export function historyOf(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  partner: number | null,
  asOf: Day,
): Map<string, HistoryPoint[]> {
  const dates = [...previousMonthEnds(asOf, MONTHS_OF_HISTORY), asOf];
  const points = new Map<string, HistoryPoint[]>();
  const asked = partner === null ? metrics.map(({ partner: _, ...metric }) => metric) : metrics;
  sweep(
    asked,
    facts,
    packed,
    dates,
    (metric, subject, date, results) => {
      if (subject !== partner) return;
      for (const [key, result] of Object.entries(results)) {
        if (!result) continue;
        const name = `${metric.meta.id}/${key}`;
        const point = { asOf: date, result, provenance: provenanceOf(result, date, facts) };
        const known = points.get(name);
        if (known) known.push(point);
        else points.set(name, [point]);
      }
    },
    partner === null ? undefined : [partner],
  );
  return points;
}
