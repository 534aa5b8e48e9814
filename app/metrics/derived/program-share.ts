import type { Measure } from '../metric.ts';

/** A share of the programme over a year, unless it says otherwise. */
export const programShare = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  scope: 'program',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  ...more,
});
