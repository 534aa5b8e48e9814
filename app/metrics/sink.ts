import type { Day } from '../kit/days.ts';
import type { MetricResults } from './interpret.ts';
import type { Metric } from './metric.ts';

/** Receives each result once. `partner` is an index, or null for the programme. */
export type Sink = (metric: Metric, partner: number | null, asOf: Day, results: MetricResults) => void;
