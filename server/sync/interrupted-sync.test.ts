import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { loadAccount } from '../store/account-records.ts';
import { applyPage, readCheckpoint, StreamOvertaken } from '../store/checkpoints.ts';
import { readPortal } from '../store/portals.ts';
import { workCursor } from './cursor.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const WORLD = bigWorld({ companies: 140, deals: 220, partners: 70, contacts: 60, partnerDealShare: 0.5, seed: 11 });

/** Times of learning, and ids of custom labels, which differ between accounts. */
const LEFT_OUT = new Set(['learnedMs', 'firstSeenMs', 'deletedMs', 'typeId']);

/** What must not depend on how often a sync was interrupted. */
function contents({ portalId: _, firstSyncMs: __, ...records }: AccountRecords) {
  const text = JSON.stringify(records, (key, value: unknown) => (LEFT_OUT.has(key) ? undefined : value));
  return JSON.parse(text);
}

describe('a sync that is interrupted', () => {
  const open: ConnectedAccount[] = [];
  afterEach(() => Promise.all(open.splice(0).map((account) => account.close())));
  const start = async () => {
    const account = await connectedAccount({ db: database.db, world: WORLD });
    open.push(account);
    return account;
  };

  it('goes on where its last page was written, however often, and ends with the same records', async () => {
    const undisturbed = await start();
    const whole = await undisturbed.sync();
    const interrupted = await start();
    let passes = 0;
    for (let complete = false; !complete; passes++) {
      const dies = ({ done }: { done: number }) => {
        if (done > 0) throw new Error('the process ends');
      };
      await interrupted.sync({ onProgress: dies }).then(
        () => {
          complete = true;
        },
        (error: unknown) => expect(String(error)).toContain('the process ends'),
      );
    }
    expect(passes).toBeGreaterThan(5);
    const lists = interrupted.standIn.journal.counts().list;
    // At most the one page that was on its way when the process ended is read twice, for each kind that is listed.
    expect(lists).toBeLessThanOrEqual(whole.calls.list + 2 * passes);
    const expected = contents(await loadAccount(database.db, undisturbed.portalId));
    expect(contents(await loadAccount(database.db, interrupted.portalId))).toEqual(expected);
  }, 60_000);

  it('loses and doubles nothing when it fails at any of its requests', async () => {
    const undisturbed = await start();
    await undisturbed.sync();
    const requests = undisturbed.standIn.journal.entries().length;
    const expected = contents(await loadAccount(database.db, undisturbed.portalId));
    for (let nth = 1; nth <= requests; nth += 3) {
      const account = await start();
      account.standIn.faults.add([{ when: '* /*', nth, answer: { status: 400 } }]);
      await expect(account.sync()).rejects.toThrow('rejected');
      await account.sync();
      expect(contents(await loadAccount(database.db, account.portalId))).toEqual(expected);
    }
  }, 120_000);

  it('says so in its run, and a complete one says what it cost', async () => {
    const account = await start();
    account.standIn.faults.add([{ when: 'GET /crm/objects/*', answer: { status: 400 } }]);
    await expect(account.sync()).rejects.toThrow('rejected');
    await account.sync();
    const { rows } = await database.db.pool.query<{ kind: string; error: string | null; calls: { list: number } }>(
      'select kind, error, calls from sync_runs where portal_id = $1 order by id',
      [account.portalId],
    );
    expect(rows).toMatchObject([
      { kind: 'backfill', error: expect.stringContaining('400') },
      { kind: 'backfill', error: null, calls: { list: expect.any(Number) } },
    ]);
  });

  it('leaves everything of a page out when another run has moved its stream on', async () => {
    const account = await start();
    await account.sync();
    const { db } = database;
    const stale = await readCheckpoint(db, account.portalId, 'deal-links', workCursor);
    const page = {
      checkpoint: stale,
      cursor: { lastMs: 1 },
      write: async (tx: { query: (sql: string, values: unknown[]) => Promise<unknown> }) => {
        await tx.query("update records set archived = true where portal_id = $1 and type = 'deals'", [
          account.portalId,
        ]);
        return 1;
      },
    };
    await applyPage(db, account.portalId, { ...page, write: async () => 0 });
    const before = await readPortal(db, account.portalId);
    await expect(applyPage(db, account.portalId, page)).rejects.toBeInstanceOf(StreamOvertaken);
    expect((await loadAccount(db, account.portalId)).deals.every(({ archived }) => !archived)).toBe(true);
    expect((await readPortal(db, account.portalId)).factsVersion).toBe(before.factsVersion);
  });

  it('is stopped between two pages by its signal', async () => {
    const account = await start();
    const controller = new AbortController();
    const stop = () => controller.abort(new Error('asked to stop'));
    await expect(account.sync({ signal: controller.signal, onProgress: stop })).rejects.toThrow('asked to stop');
    expect((await account.sync()).counts.companies).toBeLessThan(WORLD.companies.length);
  });
});
