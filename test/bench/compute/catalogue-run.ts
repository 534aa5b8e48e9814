import type { Day } from '../../../app/kit/days.ts';
import type { MetricResults } from '../../../app/metrics/interpret.ts';
import type { Metric } from '../../../app/metrics/metric.ts';
import { prepareSweep } from '../../../app/metrics/sweep.ts';
import type { Report } from '../report.ts';
import { type Cost, costOf, ms } from './cost.ts';
import type { BenchAccount } from './packed-account.ts';

/** Two measures of one metric at one date are two numbers. */
export interface CatalogueRun {
  readonly partners: Cost;
  readonly program: Cost;
  readonly results: number;
  readonly numbers: number;
}

const PROGRESS_EVERY = 2_000;

/** Runs metrics for all partners and then for the programme, and keeps every number: 8 bytes each. */
export function runCatalogue(
  metrics: readonly Metric[],
  { facts, packed }: BenchAccount,
  dates: readonly Day[],
  progress: (text: string) => void,
): CatalogueRun {
  const kept = new Numbers();
  let results = 0;
  const prepared = prepareSweep(metrics, facts, packed, dates);
  const started = performance.now();
  let last = -1;
  let afterPartners: [number, NodeJS.CpuUsage] = [0, process.cpuUsage()];
  const began = process.cpuUsage();
  const all = costOf(() =>
    prepared.all((_, partner, from, until, said) => {
      if (partner !== null && partner !== last) {
        last = partner;
        if (partner > 0 && partner % PROGRESS_EVERY === 0) {
          progress(`${partner} of ${facts.partners.length} partners after ${ms(performance.now() - started)}`);
        }
      }
      if (partner === null && last !== -2) {
        last = -2;
        afterPartners = [performance.now() - started, process.cpuUsage(began)];
      }
      results += until - from;
      kept.add(said, until - from);
    }),
  );
  const [partnersMs, { user, system }] = afterPartners;
  const partners = { wallMs: partnersMs, cpuMs: (user + system) / 1000 };
  const program = { wallMs: all.wallMs - partners.wallMs, cpuMs: all.cpuMs - partners.cpuMs };
  return { partners, program, results, numbers: kept.length };
}

/** Numbers in blocks, so that keeping millions of them never copies them. */
class Numbers {
  readonly #blocks: Float64Array[] = [];
  #block = new Float64Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Keeps the numbers of one answer, once for each date at which it holds. */
  add(said: MetricResults, dates: number): void {
    for (const key in said) {
      const result = said[key];
      if (result?.state === 'value' && typeof result.value === 'number') this.#keep(result.value, dates);
    }
  }

  #keep(number: number, times: number): void {
    for (let t = 0; t < times; t++) {
      const at = this.#length % BLOCK;
      if (at === 0) this.#block = new Float64Array(BLOCK);
      if (at === 0) this.#blocks.push(this.#block);
      this.#block[at] = number;
      this.#length++;
    }
  }
}
const BLOCK = 1 << 20;

/** What each metric costs by itself, its own folds and references with it; the costliest first. */
export function eachMetric(
  report: Report,
  metrics: readonly Metric[],
  account: BenchAccount,
  dates: readonly Day[],
): void {
  const partners = account.facts.partners.length;
  const rows = metrics.map((metric) => {
    runCatalogue([metric], account, dates, () => undefined); // compiles it
    const { partners: own, program } = runCatalogue([metric], account, dates, () => undefined);
    return { id: metric.meta.id, each: own.cpuMs / partners, program: program.cpuMs };
  });
  rows.sort((a, b) => b.each * partners + b.program - a.each * partners - a.program);
  report.table([
    [`each metric by itself, ${dates.length} dates, CPU`, 'a partner', 'the programme'],
    ...rows.map(({ id, each, program }) => [id, `${each.toFixed(3)} ms`, ms(program)]),
  ]);
}
