import { z } from 'zod';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { end, startNode } from '../support/stand-in-process.ts';
import { type Report, ratio, seconds } from './report.ts';

const SIZES = [100_000, 1_000_000] as const;
const MOST_GROWTH = 1.5;
const MEBIBYTE = 1024 * 1024;

const Outcome = z.object({
  rows: z.number(),
  kept: z.number(),
  refused: z.number(),
  bytes: z.number(),
  seconds: z.number(),
  beforeBytes: z.number(),
  peakBytes: z.number(),
  loaded: z.number(),
  loadSeconds: z.number(),
});

/** A feed file of a million rows: time, peak memory, refused rows. Memory must not grow with the file. */
export async function benchFeed(report: Report, databases: ScratchDatabases): Promise<void> {
  report.title('Upload of a feed file');
  const outcomes: z.infer<typeof Outcome>[] = [];
  for (const rows of SIZES) {
    const { url } = await databases.create(`feed_${rows}`);
    const { child, line } = await startNode(['test/bench/feed-worker.ts', url, String(rows)]);
    await end(child, 'SIGTERM');
    outcomes.push(Outcome.parse(JSON.parse(line)));
  }
  report.table([
    ['rows', 'kept', 'refused', 'MiB of file', 'time', 'rows/s', 'MiB before', 'MiB peak', 'read back in'],
    ...outcomes.map((one) => [
      one.rows,
      one.kept,
      one.refused,
      Math.round(one.bytes / MEBIBYTE),
      seconds(one.seconds * 1_000),
      Math.round(one.rows / one.seconds),
      Math.round(one.beforeBytes / MEBIBYTE),
      Math.round(one.peakBytes / MEBIBYTE),
      seconds(one.loadSeconds * 1_000),
    ]),
  ]);
  const [few, many] = outcomes;
  if (!few || !many) throw new Error('two sizes are compared');
  report.target(
    `10.00 x the rows, ${ratio(many.peakBytes, few.peakBytes)} x the memory <= ${MOST_GROWTH}`,
    many.peakBytes <= few.peakBytes * MOST_GROWTH,
  );
  report.target(
    `every row is kept or refused: ${many.kept} + ${many.refused} = ${many.rows}, ${many.loaded} read back`,
    many.kept + many.refused === many.rows && many.loaded === many.kept,
  );
}
