import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { ComputationFailed } from '../ops/errors.ts';
import { type ComputeThread, type ComputeThreadOptions, openComputeThread } from './compute-thread.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(180_000);

const database = testDatabase();
const lines: { readonly msg: string; readonly portals?: readonly number[] }[] = [];
const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
const signal = new AbortController().signal;
const worldOf = (deals: number, partners: number) => bigWorld({ companies: 2 * partners, deals, partners, seed: 3 });
let small: ConnectedAccount;
let large: ConnectedAccount;
const threads: ComputeThread[] = [];

beforeAll(async () => {
  small = await connectedAccount({ db: database.db, world: worldOf(20, 4) });
  large = await connectedAccount({ db: database.db, world: worldOf(2500, 150) });
  await small.sync();
  await large.sync();
});
afterAll(async () => {
  await Promise.all(threads.map((thread) => thread.stop()));
  await small.close();
  await large.close();
});

function open(more: Partial<ComputeThreadOptions> = {}): ComputeThread {
  const thread = openComputeThread({ databaseUrl: database.url, asOf: '2026-06-01', log, ...more });
  threads.push(thread);
  return thread;
}
const forget = () => database.db.pool.query('update computations set facts_version = -1');
const cards = async ({ portalId }: ConnectedAccount) => {
  const { rowCount } = await database.db.pool.query('select from card_models where portal_id = $1', [portalId]);
  return rowCount ?? 0;
};

describe('computing in a thread', () => {
  it('that runs out of memory fails that account with what to change, and the next account has a new thread', async () => {
    const thread = open({ memoryMb: 40 });
    const failed = await thread.compute(large.portalId, true, signal).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ComputationFailed);
    expect(String(failed)).toContain('NODE_OPTIONS=--max-old-space-size');
    expect(lines.filter(({ msg }) => msg === 'compute.thread_lost')).toMatchObject([{ portals: [large.portalId] }]);
    expect(await cards(large)).toBe(0);
    expect(await thread.compute(small.portalId, true, signal)).toMatchObject({ part: 'everything' });
    expect(await cards(small)).toBeGreaterThan(0);
  });

  it('leaves the loop of its process free while a large account computes', async () => {
    const thread = open();
    await thread.compute(small.portalId, true, signal);
    await forget();
    // Processor time and not the clock's: on a busy machine this thread waits for its turn like any other.
    const [mine, all] = [process.threadCpuUsage(), process.cpuUsage()];
    const report = await thread.compute(large.portalId, true, signal);
    const used = ({ user, system }: NodeJS.CpuUsage) => user + system;
    const share = used(process.threadCpuUsage(mine)) / used(process.cpuUsage(all));
    expect(report).toMatchObject({ part: 'everything', recomputed: 150 });
    expect(share).toBeLessThan(0.5);
  });

  it('remembers accounts, so that a changed deal is a small computation', async () => {
    const thread = open();
    await forget();
    await thread.compute(large.portalId, true, signal);
    const { rows } = await database.db.pool.query<{ id: string }>(
      `select object_id as id from card_models where portal_id = $1 and object_type = 'deals' and partner_id is not null
        order by 1 limit 1`,
      [large.portalId],
    );
    large.standIn.act({ do: 'edit', type: 'deal', id: rows[0]?.id ?? '', properties: { amount: '4321' } });
    await large.deliver();
    await large.sync({ mode: 'hints' });
    expect(await thread.compute(large.portalId, false, signal)).toMatchObject({ part: 'partners', recomputed: 1 });
  });

  it('hands on what went wrong as an error of its own, and stays', async () => {
    const thread = open();
    const failed = await thread.compute(999, true, signal).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ComputationFailed);
    expect(String(failed)).toContain('Account 999 is not known');
    await forget();
    expect(await thread.compute(small.portalId, true, signal)).toMatchObject({ part: 'everything' });
  });

  it('is not waited for when the process is asked to stop, and stores nothing by halves', async () => {
    const thread = open();
    await forget();
    const stopping = new AbortController();
    const running = thread.compute(large.portalId, true, stopping.signal).catch((error: unknown) => error);
    stopping.abort(new Error('stop'));
    expect(await running).toEqual(new Error('stop'));
    await thread.stop();
    const { rows } = await database.db.pool.query(
      'select facts_version as version from computations where portal_id = $1',
      [large.portalId],
    );
    expect(rows).toEqual([{ version: -1 }]);
  });
});
