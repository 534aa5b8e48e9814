import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Day } from '../../app/kit/days.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import { prepareSweep } from '../../app/metrics/sweep.ts';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { prepareByHand, sweepByHand, TEN, type TenColumns, tenColumns } from './compute/by-hand.ts';
import { byMetric } from './compute/by-metric.ts';
import { type CatalogueRun, eachMetric, runCatalogue } from './compute/catalogue-run.ts';
import { costOf, inTurns, ms, timed } from './compute/cost.ts';
import { benchLoading } from './compute/loading.ts';
import { benchOneChange } from './compute/one-change.ts';
import { type BenchAccount, benchAccount } from './compute/packed-account.ts';
import { LAST_DAY, rawAccount, sizeOf } from './compute/raw-account.ts';
import { TEN_METRICS } from './compute/ten-metrics.ts';
import { peakBytes } from './peak-bytes.ts';
import { type Report, ratio } from './report.ts';

const WEEKS = 52;
const MOST_OVER_BY_HAND = 5;
/** Sums of ratios are added in another order by each engine. */
const CLOSE = 1e-9;
const DUCKDB = join(import.meta.dirname, 'compute', 'duckdb.ts');

const Outcome = z.object({
  times: z.object({ load: z.number(), prepare: z.number(), one: z.number(), many: z.number() }),
  cpu: z.object({ many: z.number() }),
  one: z.array(z.number().nullable()),
  many: z.array(z.number().nullable()),
  peakBytes: z.number(),
});

const weekly = (count: number): Day[] => Array.from({ length: count }, (_, i) => LAST_DAY - 7 * (count - 1 - i));
const one = weekly(1);
const many = weekly(WEEKS);
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;

const GROWTH = [13, 26, 52, 104];

interface ComputeOptions {
  readonly scale: number;
  readonly isByMetric: boolean;
  readonly isEach: boolean;
}

/** Metrics of a large account for one date and for many, beside a sweep written by hand and DuckDB, in one run. */
export async function benchCompute(
  report: Report,
  databases: ScratchDatabases,
  { scale, isByMetric, isEach }: ComputeOptions,
): Promise<void> {
  const size = sizeOf(scale);
  report.title(
    `Metrics of ${size.partners} partners, ${size.deals} deals of theirs, ${size.directDeals} direct ones, ${size.activities} activities`,
  );
  // A small account is over before the compiler has seen what is hot: its times are printed and judge nothing.
  const times: Report =
    scale < 1
      ? { ...report, target: (text, holds) => report.line(`  ${holds ? 'ok    ' : 'above '} ${text}`) }
      : report;
  const progress = (text: string) => report.line(`  ... ${text}`);
  progress('DuckDB, first, while this process is small');
  const duck = await duckDb(scale);
  const [raw, generatedMs] = timed(() => rawAccount(size));
  const [prepared, sortedMs] = timed(() => prepareByHand(raw));
  const byHand = { one: tenColumns(size.partners), many: tenColumns(size.partners * WEEKS) };
  const [account, packedMs] = timed(() => benchAccount(raw));
  report.line(
    `  generated in ${ms(generatedMs)}, sorted for the sweep by hand in ${ms(sortedMs)}, packed in ${ms(packedMs)}`,
  );

  const engine = { one: tenColumns(size.partners), many: tenColumns(size.partners * WEEKS) };
  // In turns, so that whatever else the machine does falls on both.
  const [byHandOne, engineOne] = inTurns(
    () => sweepByHand(prepared, one, byHand.one),
    () => ten(account, one, engine.one),
  );
  const [byHandMany, engineMany] = inTurns(
    () => sweepByHand(prepared, many, byHand.many),
    () => ten(account, many, engine.many),
  );
  report.table([
    ['the ten metrics', 'load', 'prepare', 'one date', `${WEEKS} dates`, 'CPU', 'over by hand', 'CPU'],
    [
      ...['sweep by hand, typed arrays', '', ms(sortedMs), ms(byHandOne.wallMs), ms(byHandMany.wallMs)],
      ...[ms(byHandMany.cpuMs), '1.00', '1.00'],
    ],
    [
      ...['metric files, the product', '', ms(packedMs), ms(engineOne.wallMs), ms(engineMany.wallMs)],
      ...[ms(engineMany.cpuMs), ratio(engineMany.wallMs, byHandMany.wallMs), ratio(engineMany.cpuMs, byHandMany.cpuMs)],
    ],
    [
      ...['DuckDB, 2 threads', ms(duck.times.load), ms(duck.times.prepare), ms(duck.times.one), ms(duck.times.many)],
      ...[ms(duck.cpu.many), ratio(duck.times.many, byHandMany.wallMs), ratio(duck.cpu.many, byHandMany.cpuMs)],
    ],
  ]);
  checkSums(report, 'one date', byHand.one, engine.one, duck.one);
  checkSums(report, `${WEEKS} dates`, byHand.many, engine.many, duck.many);

  const everyOne = runCatalogue(CATALOGUE, account, one, progress);
  const everyMany = runCatalogue(CATALOGUE, account, many, progress);
  const wallOf = ({ partners, program }: CatalogueRun) => partners.wallMs + program.wallMs;
  const row = (what: string, run: CatalogueRun) => [
    ...[what, ms(wallOf(run)), ms(run.partners.cpuMs), ms(run.program.cpuMs)],
    ...[ms(run.partners.cpuMs / account.facts.partners.length), run.results, run.numbers],
  ];
  report.table([
    [
      `the whole catalogue, ${CATALOGUE.length} metrics`,
      'time',
      'CPU partners',
      'programme',
      'each',
      'results',
      'numbers',
    ],
    row('one date', everyOne),
    row(`${WEEKS} dates`, everyMany),
  ]);
  report.line(`  peak memory so far: this process ${mebibytes(peakBytes())}`);
  growth(times, account);
  benchOneChange(times, CATALOGUE, account, many);
  if (isByMetric) byMetric(report, CATALOGUE, account, many);
  if (isEach) eachMetric(report, CATALOGUE, account, many);
  await benchLoading(times, databases, account);
  report.line(`  peak memory: this process ${mebibytes(peakBytes())}, DuckDB ${mebibytes(duck.peakBytes)}`);
  times.target(
    `${WEEKS} dates of the ten: ${ratio(engineMany.cpuMs, byHandMany.cpuMs)} x the CPU time of the sweep by hand <= ${MOST_OVER_BY_HAND}`,
    engineMany.cpuMs <= MOST_OVER_BY_HAND * byHandMany.cpuMs,
  );
  times.target(
    `${WEEKS} dates of the whole catalogue: ${ratio(wallOf(everyMany), duck.times.many)} x DuckDB's time for the ten <= 1`,
    wallOf(everyMany) <= duck.times.many,
  );
  const cpuMs = everyMany.partners.cpuMs + everyMany.program.cpuMs;
  report.line(`         in CPU time ${ms(cpuMs)} and ${ms(duck.cpu.many)}: ${ratio(cpuMs, duck.cpu.many)} x`);
}

async function duckDb(scale: number): Promise<z.infer<typeof Outcome>> {
  const { stdout } = await promisify(execFile)(process.execPath, [DUCKDB, String(scale), many.join(',')]);
  return Outcome.parse(JSON.parse(stdout));
}

/** Time for more dates of the same events: what grows is what happens, not how often it is looked at. */
function growth(report: Report, account: BenchAccount): void {
  const out = tenColumns(account.facts.partners.length * Math.max(...GROWTH));
  const times = GROWTH.map((count) =>
    Math.min(...[1, 2].map(() => costOf(() => ten(account, weekly(count), out)).cpuMs)),
  );
  const [first = 0] = times;
  report.table([
    ['the ten metrics, weekly dates', ...GROWTH],
    ['CPU time', ...times.map(ms)],
    ['over the fewest dates', ...times.map((time) => ratio(time, first))],
  ]);
  const last = times.at(-1) ?? 0;
  report.target(
    `${ratio(GROWTH.at(-1) ?? 0, GROWTH[0] ?? 0)} x the dates, ${ratio(last, first)} x the time <= 4`,
    last <= 4 * first,
  );
}

function ten({ facts, packed }: BenchAccount, dates: readonly Day[], out: TenColumns): void {
  const partners = facts.partners.length;
  let of: Metric | undefined;
  let column: Float64Array | undefined;
  // Results of a metric come together: its column is not looked up for each.
  prepareSweep(TEN_METRICS, facts, packed, dates).all((metric, partner, from, until, results) => {
    const result = results.value;
    if (partner === null || result?.state !== 'value' || typeof result.value !== 'number') return;
    if (metric !== of) {
      of = metric;
      column = out[TEN[TEN_METRICS.indexOf(metric)] ?? 'created'];
    }
    if (column) for (let d = from; d < until; d++) column[d * partners + partner] = result.value;
  });
}

/** Every column sum of every engine must be the same number. */
function checkSums(
  report: Report,
  what: string,
  byHand: TenColumns,
  engine: TenColumns,
  duck: readonly (number | null)[],
): void {
  const rows = TEN.map((name, at) => ({ name, sums: [sum(byHand[name]), sum(engine[name]), duck[at] ?? 0] }));
  report.table([
    [`column sums, ${what}`, 'by hand', 'metric files', 'DuckDB'],
    ...rows.map(({ name, sums }) => [name, ...sums.map((one) => String(Number(one.toPrecision(12))))]),
  ]);
  const wrong = rows.filter(({ sums: [first = 0, ...others] }) =>
    others.some((other) => Math.abs(other - first) > CLOSE * Math.abs(first)),
  );
  report.target(
    `${what}: ${rows.length - wrong.length} of ${rows.length} column sums agree in all three`,
    wrong.length === 0,
  );
}

/** Numbers only; what has none is left out. */
function sum(column: Float64Array): number {
  let total = 0;
  for (const one of column) if (!Number.isNaN(one)) total += one;
  return total;
}
