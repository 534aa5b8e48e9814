import { type Mapped, NEEDS } from '../facts/need.ts';
import type { Metric } from './metric.ts';

/** What to map or supply for the first thing the metric needs and the account lacks; undefined when all is there. */
export function missingMapping(metric: Metric, mapped: Mapped): string | undefined {
  const need = metric.meta.needs.find((name) => !mapped[name]);
  return need && NEEDS[need];
}
