/**
 * npm run simulate -- [--histories 1000] [--seed 1]
 * Histories of seeded trouble: see README.md. Every failure prints the command that replays it. Exits with 1 on any.
 */
import { parseArgs } from 'node:util';
import { scratchDatabases, switchOffRateBudget } from '../support/scratch-databases.ts';
import { runHistory } from './history.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const count = Number(values.histories);
const say = (text: string) => process.stdout.write(`${text}\n`);
const databases = await scratchDatabases();
const begun = performance.now();
let failed = 0;
let calls = 0;
let deaths = 0;
try {
  const { db } = await databases.create('simulation');
  await switchOffRateBudget(db);
  for (let seed = first; seed < first + count; seed += 1) {
    const outcome = await runHistory(db, seed).catch((error: unknown) => ({
      differences: [`the history broke: ${error instanceof Error ? error.stack : String(error)}`],
      trace: [],
    }));
    calls += outcome.trace.length;
    deaths += outcome.trace.filter((line) => line.includes(' dies ')).length;
    if (values.trace) for (const line of outcome.trace) say(line);
    if (outcome.differences.length === 0) continue;
    failed += 1;
    say(`seed ${seed} differs; replay: npm run simulate -- --histories 1 --seed ${seed} --trace`);
    for (const line of outcome.differences) say(`  ${line}`);
  }
} finally {
  await databases.close();
}
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
say(
  `${count} histories from seed ${first}: ${count - failed} equal, ${failed} differ; ${calls} calls, ${deaths} deaths, ${seconds} s`,
);
process.exitCode = failed === 0 ? 0 : 1;
