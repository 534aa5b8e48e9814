/** The thread behind `compute-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadAccount } from '../store/account-records.ts';
import { createDatabase } from '../store/db.ts';
import { computeHere } from './compute-step.ts';
import type { FromThread, ThreadData, ToThread } from './compute-thread.ts';
import { keptAccounts } from './kept-accounts.ts';

/** An account is read and stored over one connection at a time, and computing itself takes one account after another. */
const CONNECTIONS = 4;

// Whoever starts this file is compute-thread.ts.
const { databaseUrl, asOf } = workerData as ThreadData;
const say = (message: FromThread) => parentPort?.postMessage(message);
const db = createDatabase({
  url: databaseUrl,
  max: CONNECTIONS,
  onIdleError: (error) => say({ warning: 'database.connection_lost', error }),
});
const compute = computeHere({
  ...{ db, now: () => Date.now(), asOf, kept: keptAccounts() },
  loadAccount: (portalId) => loadAccount(db, portalId),
});
const never = new AbortController().signal;

async function answer({ id, portalId, isSynced }: Exclude<ToThread, 'stop'>): Promise<FromThread> {
  try {
    return { id, report: await compute(portalId, isSynced, never) };
  } catch (error) {
    return { id, error: plain(error) };
  }
}

/** What an error says; whatever else hangs on it may not travel between threads. */
function plain(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const told = new Error(error.message);
  told.stack = error.stack ?? '';
  return told;
}

parentPort?.on('message', async (message: ToThread) => {
  if (message === 'stop') {
    await db.close();
    process.exit(0);
  }
  say(await answer(message));
});
