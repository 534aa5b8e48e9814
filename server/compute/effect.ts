import { Worker } from 'node:worker_threads';
import type { AccountRecords } from '../../app/mapping/records.ts';
import type { bandValue } from '../../app/plans/property-plan.ts';

export type BandsByPartner = Readonly<Record<string, ReturnType<typeof bandValue>>>;

/** One at a time in a process: each holds a whole account twice. */
let isBusy = false;

/**
 * The band of every partner under the settings of `records`, computed in a thread of its own. Stores nothing.
 * @returns `busy` while another one runs, `slow` when it was stopped after `withinMs`
 */
export async function bandsUnder(
  readRecords: () => Promise<AccountRecords>,
  asOfDay: number,
  withinMs: number,
): Promise<BandsByPartner | 'busy' | 'slow'> {
  if (isBusy) return 'busy';
  isBusy = true;
  try {
    const records = await readRecords();
    return await inThread({ records, asOfDay }, withinMs);
  } finally {
    isBusy = false;
  }
}

function inThread(workerData: object, withinMs: number): Promise<BandsByPartner | 'slow'> {
  const worker = new Worker(new URL('./effect-worker.ts', import.meta.url), { workerData });
  return new Promise<BandsByPartner | 'slow'>((resolve, reject) => {
    const timer = setTimeout(() => resolve('slow'), withinMs);
    worker.once('message', (bands: BandsByPartner) => resolve(bands));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the effect could not be worked out: its thread ended')));
    worker.once('exit', () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}
