/** What a number may be held against: its own past, the partners of its segment, and what others have published. */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { Day } from '../kit/days.ts';
import { quantile } from '../kit/quantile.ts';
import type { Result } from './result.ts';

/** Fewer numbers than this have no quartiles worth naming. */
const QUARTILES_FROM = 5;

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly count: number;
}

export interface ExternalBenchmark {
  readonly value: number;
  /** Shown as "claimed by": nothing here is vouched for. */
  readonly source: string;
  readonly day: Day;
}

export interface Benchmarks {
  /** The frozen values of go-live, where there are any. */
  readonly baseline: number | null;
  readonly yearAgo: number | null;
  /** Type 7 quartiles of the known numbers of the segment. */
  readonly segment: Quartiles | null;
  readonly external: readonly ExternalBenchmark[];
}

/** Quartiles of the numbers that are known; null below five of them. */
export function quartilesOf(results: readonly (Result | undefined)[]): Quartiles | null {
  const numbers = results.flatMap((result) => numberOf(result) ?? []);
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => quantile(numbers, share));
  if (numbers.length < QUARTILES_FROM || lower === undefined || median === undefined || upper === undefined)
    return null;
  return { lower, median, upper, count: numbers.length };
}

/** What the account has entered for a measure, the newest first, as known at the date. */
export function externalBenchmarks(
  facts: AccountFacts,
  metric: string,
  measure: string,
  asOf: Day,
): ExternalBenchmark[] {
  return facts.feedRows
    .flatMap(({ kind, day, values }) => {
      const isMeant = kind === 'benchmarks' && values.metric === metric && values.measure === measure && day <= asOf;
      return isMeant && typeof values.value === 'number'
        ? [{ value: values.value, source: String(values.source ?? ''), day }]
        : [];
    })
    .sort((a, b) => b.day - a.day || (a.source < b.source ? -1 : 1));
}

export interface BenchmarkInputs {
  readonly baseline: Result | undefined;
  readonly yearAgo: Result | undefined;
  /** Results of the partners of the segment, the partner itself among them. */
  readonly segment: readonly (Result | undefined)[];
  readonly external: readonly ExternalBenchmark[];
}

export const benchmarksOf = ({ baseline, yearAgo, segment, external }: BenchmarkInputs): Benchmarks => ({
  baseline: numberOf(baseline) ?? null,
  yearAgo: numberOf(yearAgo) ?? null,
  segment: quartilesOf(segment),
  external,
});

const numberOf = (result: Result | undefined): number | undefined =>
  result?.state === 'value' && typeof result.value === 'number' ? result.value : undefined;
