import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BigWorldSize } from '../stand-in/big-world.ts';
import { type ScratchDatabases, switchOffRateBudget } from '../support/scratch-databases.ts';
import { end, startNode, startStandIn } from '../support/stand-in-process.ts';
import { type Report, ratio, seconds } from './report.ts';

const SIZES: readonly (BigWorldSize & { deals: number })[] = [
  { companies: 5000, deals: 20_000, partners: 500, contacts: 2500, seed: 21 },
  { companies: 10_000, deals: 200_000, partners: 1000, contacts: 5000, seed: 22 },
];
/** With `--large`. */
const MILLION = { companies: 20_000, deals: 1_000_000, partners: 1000, contacts: 5000, seed: 23 };
/** So that what the stand-in holds never ends it. */
const STAND_IN_HEAP_MEBIBYTES = 14_000;
const MOST_GROWTH = 1.3;

/** The flags that `npm start` gives the server, so that what is measured is what runs. */
const StartScript = z.object({ scripts: z.object({ start: z.string() }) });
const PACKAGE = join(import.meta.dirname, '..', '..', 'package.json');
const { scripts } = StartScript.parse(JSON.parse(readFileSync(PACKAGE, 'utf8')));
const SERVER_FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

const MEBIBYTE = 1024 * 1024;

const Outcome = z.object({
  counts: z.record(z.string(), z.number()),
  milliseconds: z.number(),
  beforeBytes: z.number(),
  peakBytes: z.number(),
  /** The most that was left on the heap after a collection. */
  liveBytes: z.number(),
});
type Outcome = z.infer<typeof Outcome>;

/** Peak memory of the process that reads an account, for accounts of growing size. */
export async function benchMemory(
  report: Report,
  databases: ScratchDatabases,
  { large }: { large: boolean },
): Promise<void> {
  const sizes = large ? [...SIZES, MILLION] : SIZES;
  report.title('Peak memory of the worker during a backfill');
  report.line(`  flags of npm start: ${SERVER_FLAGS.join(' ') || 'none'}`);
  const outcomes: Outcome[] = [];
  for (const size of sizes) outcomes.push(await backfill(databases, size));
  const mebibytes = (bytes: number) => Math.round(bytes / MEBIBYTE);
  report.table([
    ['deals', 'read', 'history', 'links', 'seconds', 'deals/s', 'MiB before', 'MiB peak', 'MiB live'],
    ...outcomes.map(({ counts, milliseconds, beforeBytes, peakBytes, liveBytes }, at) => [
      sizes[at]?.deals ?? 0,
      counts.deals ?? 0,
      counts.history ?? 0,
      counts.links ?? 0,
      seconds(milliseconds),
      Math.round((counts.deals ?? 0) / (milliseconds / 1000)),
      mebibytes(beforeBytes),
      mebibytes(peakBytes),
      mebibytes(liveBytes),
    ]),
  ]);
  for (const [at, outcome] of outcomes.entries()) {
    if (at > 0) compareTo(report, outcomes[0], outcome, ratio(sizes[at]?.deals ?? 0, sizes[0]?.deals ?? 0));
  }
}

function compareTo(report: Report, few: Outcome | undefined, many: Outcome, times: string): void {
  for (const [what, of] of [
    ['peak', 'peakBytes'],
    ['live heap', 'liveBytes'],
  ] as const) {
    const growth = many[of] / (few?.[of] ?? 0);
    report.target(
      `${times} x the deals, ${ratio(many[of], few?.[of] ?? 0)} x the ${what} <= ${MOST_GROWTH}`,
      growth <= MOST_GROWTH,
    );
  }
}

async function backfill(databases: ScratchDatabases, size: BigWorldSize & { deals: number }): Promise<Outcome> {
  const { url, db } = await databases.create(`memory_${size.deals}`);
  await switchOffRateBudget(db);
  const standIn = await startStandIn({ world: size, limits: false, heapMebibytes: STAND_IN_HEAP_MEBIBYTES });
  try {
    const { child, line } = await startNode([
      ...SERVER_FLAGS,
      '--expose-gc',
      'test/bench/backfill-worker.ts',
      url,
      standIn.url,
    ]);
    await end(child, 'SIGTERM');
    const outcome = Outcome.parse(JSON.parse(line));
    if (outcome.counts.deals !== size.deals) throw new Error(`read ${outcome.counts.deals} of ${size.deals} deals`);
    return outcome;
  } finally {
    await standIn.stop();
  }
}
