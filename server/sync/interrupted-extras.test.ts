import { afterEach, expect, it, jest } from '@jest/globals';
import { ACTIVITY_WORLD } from '../../test/support/activity-world.ts';
import { type ConnectedAccount, connect, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { loadAccount } from '../store/account-records.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const MINUTE = 60_000;
let account: ConnectedAccount;
afterEach(() => account.close());

async function directionOf(id: string) {
  const { extras } = await loadAccount(database.db, account.portalId);
  return extras.records.calls?.find((record) => record.id === id)?.properties.hs_call_direction;
}

it('a kind that a run noted as followed and did not live to begin misses no change, whoever reads its records first', async () => {
  account = await connectedAccount({ db: database.db, world: ACTIVITY_WORLD });
  const { clock, standIn, portalId } = account;
  await expect(account.sync({ afterPage: dieOnceFollowed })).rejects.toThrow('died');
  // Another run was past the searches by then, and reads on.
  await database.db.pool.query('update portals set backfilled_ms = $1', [clock.now()]);
  await account.sync({ mode: 'hints' });
  expect(await directionOf('121')).toBe('INBOUND');
  clock.advance(MINUTE);
  standIn.act({ do: 'edit', type: 'call', id: '121', properties: { hs_call_direction: 'OUTBOUND' } });
  clock.advance(10 * MINUTE);
  await account.sync();
  expect(await directionOf('121')).toBe('OUTBOUND');

  async function dieOnceFollowed(): Promise<void> {
    const { rowCount } = await database.db.pool.query(
      "select from checkpoints where portal_id = $1 and stream = 'extras' and cursor <> 'null'",
      [portalId],
    );
    if ((rowCount ?? 0) > 0) throw new Error('died');
  }
});

it('a kind that HubSpot refused for a while is read again when it is shown again: what changed meanwhile is not missed', async () => {
  account = await connectedAccount({ db: database.db, world: ACTIVITY_WORLD });
  const { clock, standIn } = account;
  await account.sync();
  standIn.faults.add([
    { when: '* */objects/*/calls/*', times: 99, answer: { status: 403, body: { category: 'MISSING_SCOPES' } } },
  ]);
  clock.advance(10 * MINUTE);
  await account.sync();
  standIn.faults.clear();
  standIn.act({ do: 'edit', type: 'call', id: '121', properties: { hs_call_direction: 'OUTBOUND' } });
  clock.advance(10 * MINUTE);
  await connect(database.db, account.hubspot);
  await account.sync();
  expect(await directionOf('121')).toBe('OUTBOUND');
});
