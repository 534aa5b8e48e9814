/** One of the processes that live histories: `run-histories.ts` starts it with the address of its own database. */
import { createDatabase } from '../../server/store/db.ts';
import { runHistory } from './history.ts';
import { prepared } from './prepared.ts';

const db = createDatabase({ url: process.argv[2] ?? '', max: 8, as: 'owner', onIdleError: () => undefined });
const histories = prepared(db);

process.on('message', async (seed: number) => {
  const outcome = await runHistory(histories, seed).catch((error: unknown) => ({
    differences: [`the history broke: ${error instanceof Error ? error.stack : String(error)}`],
    trace: [],
    coverage: new Map(),
  }));
  process.send?.({ seed, ...outcome, coverage: [...outcome.coverage] });
});
// The parent hears of it and lets the history end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// The parent is gone, or has no more histories.
process.once('disconnect', () => process.exit());
