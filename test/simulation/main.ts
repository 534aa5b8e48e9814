/**
 * npm run simulate -- [--histories 1000] [--seed 1] [--processes 3] [--trace]
 * Histories of seeded trouble: see README.md. Every failure prints the command that replays it. Says at the end how often
 * each kind of trouble happened. Exits with 1 when a history differs, or when a long run never met one of them.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { scratchDatabases, switchOffRateBudget } from '../support/scratch-databases.ts';
import { type Coverage, neverIn, sumOf } from './coverage.ts';
import { runHistories } from './run-histories.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: String(availableParallelism() + 1) },
    trace: { type: 'boolean', default: false },
  },
});
/** A run this long meets everything. */
const LONG = 200;
const first = Number(values.seed);
const count = Number(values.histories);
const say = (text: string) => process.stdout.write(`${text}\n`);
const begun = performance.now();
const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
const coverages: Coverage[] = [];
let failed = 0;
let calls = 0;
let deaths = 0;
let isStopped = false;
// What is under way is lived to its end, and what was lived is reported.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isStopped = true;
  });
}
const databases = await scratchDatabases();
try {
  const urls: string[] = [];
  for (let at = 0; at < Math.min(count, Number(values.processes)); at += 1) {
    const { db, url } = await databases.create(`simulation_${at}`);
    await switchOffRateBudget(db);
    urls.push(url);
  }
  let seed = first;
  await runHistories({
    urls,
    next: () => (!isStopped && seed < first + count ? seed++ : null),
    onOutcome(lived, { differences, trace, coverage }) {
      coverages.push(coverage);
      calls += trace.length;
      deaths += trace.filter((line) => line.includes(' dies ')).length;
      if (values.trace) for (const line of trace) say(line);
      if (coverages.length % 100 === 0) say(`${coverages.length} histories, ${failed} differ, ${seconds()}`);
      if (differences.length === 0) return;
      failed += 1;
      say(`seed ${lived} differs; replay: npm run simulate -- --histories 1 --seed ${lived} --trace`);
      for (const line of differences) say(`  ${line}`);
    },
  });
} finally {
  await databases.close();
}
const coverage = sumOf(coverages);
const width = Math.max(...[...coverage.keys()].map((name) => name.length));
for (const [name, times] of coverage) say(`${name.padEnd(width)} ${times}`);
const never = coverages.length >= LONG ? neverIn(coverage) : [];
if (never.length > 0) say(`never happened: ${never.join(', ')}`);
say(
  `${coverages.length} histories from seed ${first}: ${coverages.length - failed} equal, ${failed} differ; ${calls} calls, ${deaths} deaths, ${seconds()}`,
);
if (isStopped) say(`stopped: ${coverages.length} of ${count}`);
process.exitCode = failed === 0 && never.length === 0 && !isStopped ? 0 : 1;
