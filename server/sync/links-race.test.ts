import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { afterFirstAnswer } from '../../test/support/after-first-answer.ts';
import { type ConnectedAccount, connectedAccount, hubSpotOf } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { withPortal } from '../store/db.ts';
import { askLinksAgain } from '../store/work-lists.ts';
import { runSyncPass } from './run-sync-pass.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const world = bigWorld({ companies: 6, deals: 12, partners: 2, seed: 8 });
const LABEL = 'Sourced by';
const PARTNER = world.companies.find(({ type }) => type === 'PARTNER')?.hs_object_id ?? '';
const sourced = new Set(world.associations.filter(({ label }) => label === LABEL).map(({ from }) => from));
const DEAL = world.deals.find(({ hs_object_id: id }) => !sourced.has(`deal:${id}`))?.hs_object_id ?? '';

describe('a link that is made while the links of its record are on the way is read', () => {
  let account: ConnectedAccount;
  afterEach(() => account.close());

  /** A pass in which the link is made, and another worker asks for it, behind HubSpot's first answer to `path`. */
  async function passWithLinkAfter(path: string, type: 'companies' | 'deals', id: string): Promise<void> {
    const { db } = database;
    const { portalId, standIn, hubspot, clock } = account;
    const { around, hasHappened } = afterFirstAnswer(path, async () => {
      standIn.act({
        do: 'associate',
        from: { type: 'deal', id: DEAL },
        to: { type: 'company', id: PARTNER },
        label: LABEL,
      });
      await withPortal(db, portalId, (tx) => askLinksAgain(tx, type, [id]));
    });
    const { door } = hubSpotOf(db, standIn, hubspot.clock, { around });
    await runSyncPass({ db, door, portalId, now: () => clock.now() });
    expect(hasHappened()).toBe(true);
  }

  async function isKnown(): Promise<boolean> {
    const { rows } = await database.db.pool.query(
      'select from links where portal_id = $1 and from_id = $2 and to_id = $3 and label = $4 and removed_ms is null',
      [account.portalId, DEAL, PARTNER, LABEL],
    );
    return rows.length > 0;
  }

  it.each([
    ['a deal', 'deals/companies/batch/read', 'deals', DEAL],
    ['a partner', 'companies/deals/batch/read', 'companies', PARTNER],
  ] as const)('of %s', async (_what, path, type, id) => {
    account = await connectedAccount({ db: database.db, world });
    await account.sync();
    account.clock.advance(600_000);
    await withPortal(database.db, account.portalId, (tx) => askLinksAgain(tx, type, [id]));
    await passWithLinkAfter(path, type, id);
    expect(await isKnown()).toBe(false);
    account.clock.advance(600_000);
    await account.sync();
    expect(await isKnown()).toBe(true);
  });
});
