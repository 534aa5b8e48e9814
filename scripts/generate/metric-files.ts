import { readdirSync } from 'node:fs';
import type { Metric } from '../../app/metrics/metric.ts';

export interface MetricFile {
  /** From `app/metrics`, for example `activity/registration-volume.ts`. */
  readonly path: string;
  /** Name under which the file exports its metric. */
  readonly exported: string;
  readonly metric: Metric;
}

/** Folders of `app/metrics` that hold metrics; the others hold what metrics share. */
const FAMILIES = ['activity', 'outcome', 'efficiency', 'health', 'program', 'quality'] as const;

export const METRICS_FOLDER = new URL('../../app/metrics/', import.meta.url);

const isMetric = (exported: unknown): exported is Metric =>
  typeof exported === 'object' && exported !== null && 'meta' in exported;

/**
 * Every metric file, by path.
 * @throws when a file of a family exports anything but one metric
 */
export async function readMetricFiles(): Promise<MetricFile[]> {
  const paths = FAMILIES.flatMap((family) =>
    readdirSync(new URL(`${family}/`, METRICS_FOLDER))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `${family}/${name}`),
  ).sort();
  return Promise.all(
    paths.map(async (path) => {
      const exports: Record<string, unknown> = await import(new URL(path, METRICS_FOLDER).href);
      const [only, ...others] = Object.entries(exports);
      if (!only || others.length > 0 || !isMetric(only[1])) {
        throw new Error(
          `app/metrics/${path} must export one metric and nothing else; share helpers from app/metrics/derived`,
        );
      }
      return { path, exported: only[0], metric: only[1] };
    }),
  );
}
