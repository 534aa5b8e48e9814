import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { emptyWorld } from '../../test/contract/empty-world.ts';
import { afterFirstAnswer } from '../../test/support/after-first-answer.ts';
import { type ConnectedAccount, connectedAccount, hubSpotOf } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { World } from '../../test/worlds/world.ts';
import { loadAccount } from '../store/account-records.ts';
import { type PortalTx, withPortal } from '../store/db.ts';
import { askSidesAgain, nameWanted, nextWanted, takeOffWanted } from '../store/wanted-records.ts';
import { runSyncPass } from './run-sync-pass.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const createdate = '2026-05-01T10:00:00Z';
/** Partner 1 with call 121; call 122 is nobody's yet. */
const WORLD: World = {
  ...emptyWorld,
  companies: [{ hs_object_id: '1', name: 'Partner', type: 'PARTNER', createdate }],
  engagements: ['121', '122'].map((id) => ({
    hs_object_id: id,
    hs_engagement_type: 'CALL',
    hs_timestamp: createdate,
    hs_call_direction: 'INBOUND',
  })),
  associations: [{ from: 'call:121', to: 'company:1', label: '' }],
};
const CALL = { type: 'call', id: '121' };
const STRANGER = { type: 'call', id: '122' };
const PARTNER = { type: 'company', id: '1' };

describe('what is asked for again while it is being read is read again', () => {
  let account: ConnectedAccount;
  afterEach(() => account.close());

  /** A pass that follows only what is named; `change` happens and is named behind HubSpot's first answer to `path`. */
  async function passWithChangeAfter(path: string, change: () => void, name: (tx: PortalTx) => Promise<unknown>) {
    const { db } = database;
    const { portalId, standIn, hubspot, clock } = account;
    const { around, hasHappened } = afterFirstAnswer(path, async () => {
      change();
      await withPortal(db, portalId, name);
    });
    const { door } = hubSpotOf(db, standIn, hubspot.clock, { around });
    await runSyncPass({ db, door, portalId, now: () => clock.now(), mode: 'hints' });
    expect(hasHappened()).toBe(true);
  }

  async function synced(): Promise<void> {
    account = await connectedAccount({ db: database.db, world: WORLD });
    await account.sync();
    account.clock.advance(600_000);
  }
  const inPortal = <T>(work: (tx: PortalTx) => Promise<T>) => withPortal(database.db, account.portalId, work);
  const calls = async () => (await loadAccount(database.db, account.portalId)).extras.records.calls ?? [];

  it('a record that is named anew keeps its later value', async () => {
    await synced();
    await inPortal((tx) => nameWanted(tx, 'calls', ['121']));
    await passWithChangeAfter(
      'objects/2026-09/calls/batch/read',
      () => account.standIn.act({ do: 'edit', ...CALL, properties: { hs_call_direction: 'OUTBOUND' } }),
      (tx) => nameWanted(tx, 'calls', ['121']),
    );
    expect((await calls()).map(({ properties }) => properties.hs_call_direction)).toEqual(['OUTBOUND']);
  });

  it('a record that is named anew keeps a link made meanwhile', async () => {
    await synced();
    await inPortal((tx) => nameWanted(tx, 'calls', ['122']));
    await passWithChangeAfter(
      'associations/2026-09/calls/companies/batch/read',
      () => account.standIn.act({ do: 'associate', from: STRANGER, to: PARTNER }),
      (tx) => nameWanted(tx, 'calls', ['122']),
    );
    expect((await calls()).map(({ id }) => id)).toEqual(['121', '122']);
  });

  it('a partner whose links to mail and calls are asked for anew gets those made meanwhile', async () => {
    await synced();
    await inPortal(askSidesAgain);
    await passWithChangeAfter(
      'associations/2026-09/companies/calls/batch/read',
      () => account.standIn.act({ do: 'associate', from: STRANGER, to: PARTNER }),
      askSidesAgain,
    );
    expect((await calls()).map(({ id }) => id)).toEqual(['121', '122']);
  });

  it('also when the one who reads and the one who names write at the same moment', async () => {
    await synced();
    await inPortal((tx) => nameWanted(tx, 'calls', ['121']));
    const [due] = await nextWanted(database.db, account.portalId, 'calls', 10);
    if (due === undefined) throw new Error('a call is named');
    const isNamed = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const naming = inPortal(async (tx) => {
      await nameWanted(tx, 'calls', ['121']);
      isNamed.resolve();
      await mayCommit.promise;
    });
    await isNamed.promise;
    const taking = inPortal((tx) => takeOffWanted(tx, 'calls', [due]));
    await untilOneWaits();
    mayCommit.resolve();
    await Promise.all([naming, taking]);
    expect((await nextWanted(database.db, account.portalId, 'calls', 10)).map(({ id }) => id)).toEqual(['121']);
  });

  /** The reader stands at the row that the other transaction holds. */
  async function untilOneWaits(): Promise<void> {
    for (;;) {
      const { rows } = await database.db.pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (rows.length > 0) return;
    }
  }
});
