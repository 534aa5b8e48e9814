import * as z from 'zod/mini';
import { maybeText, text, tone } from './parts.ts';

const metricValue = z.object({
  /** `metric/measure`. */
  key: text,
  label: text,
  valueText: text,
  /** "last 90 days, 4 records". */
  periodText: text,
  /** "+12%", "was 4"; null where nothing is frozen to compare with. */
  changeText: maybeText,
  changeTone: tone,
});
export type MetricValue = z.output<typeof metricValue>;

const metricEntry = z.object({
  id: text,
  name: text,
  question: text,
  formula: text,
  /** What is left out. */
  exclusions: z.array(text),
  values: z.array(metricValue),
  /** What is not known and what would change that: "Not set up: map the survey answers". */
  missing: z.array(text),
});
export type MetricEntry = z.output<typeof metricEntry>;

/** Every metric of the catalogue that speaks of one partner. */
export const metricGroups = z.object({
  /** What changes are measured against. */
  baselineText: text,
  groups: z.array(
    z.object({
      key: text,
      /** "Activity: what the partner does". */
      title: text,
      /** "12 of 24 metrics known". */
      knownText: text,
      metrics: z.array(metricEntry),
    }),
  ),
});
export type MetricGroups = z.output<typeof metricGroups>;
