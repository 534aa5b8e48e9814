import type { Day } from '../kit/days.ts';
import type { MetricResults } from './interpret.ts';
import type { Metric } from './metric.ts';

/** Receives each result once. `partner` is an index, or null for the programme. */
export type Sink = (metric: Metric, partner: number | null, asOf: Day, results: MetricResults) => void;

/**
 * Receives what a metric says of a subject once for all dates at which it says the same: `from` and `until` are places in
 * the list of dates, the latter behind the last of them. Those of a subject and a metric come one after the other and leave
 * no date out.
 */
export type SpanSink = (
  metric: Metric,
  partner: number | null,
  from: number,
  until: number,
  results: MetricResults,
) => void;

/** For whoever wants a call for every date. */
export const eachDate =
  (dates: readonly Day[], sink: Sink): SpanSink =>
  (metric, partner, from, until, results) => {
    for (let d = from; d < until; d++) sink(metric, partner, dates[d] as Day, results);
  };
