/** How a change of a measure is told, by its unit. What is in neither list is told as it was. */
import type { Measure } from '../../app/metrics/metric.ts';

/** Shares change by percentage points. */
export const IN_POINTS: readonly Measure['unit'][] = ['ratio', 'share-change', 'growth'];
/** Sums and counts change by a share of what was there. */
export const AS_SHARE: readonly Measure['unit'][] = [
  'money',
  'deals',
  'deals/30d',
  'customers',
  'records',
  'leads',
  'tickets',
];
