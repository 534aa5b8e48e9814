import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { type Random, seededRandom } from '../../test/worlds/kit/random.ts';
import { loadAccount } from '../store/account-records.ts';
import { duePortals } from '../store/due-portals.ts';
import { computeStep } from './compute-step.ts';
import { type KeptAccounts, keptAccounts } from './kept-accounts.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(180_000);

const database = testDatabase();
const PARTNERS = 24;
const SIZE = { companies: 80, deals: 120, partners: PARTNERS, contacts: 30, partnerDealShare: 0.8, seed: 5 };
const FIRST_DEAL = 1_000_000;
const context = { log: pino({ level: 'silent' }), signal: new AbortController().signal };
let account: ConnectedAccount;

beforeAll(async () => {
  account = await connectedAccount({ db: database.db, world: bigWorld(SIZE) });
  await account.sync();
});
afterAll(() => account.close());

const compute = (kept?: KeptAccounts, isSynced = true) =>
  computeStep({
    ...{ db: database.db, now: () => account.clock.now(), asOf: null, isSynced },
    loadAccount: (portalId) => loadAccount(database.db, portalId),
    ...(kept && { kept }),
  }).run(account.portalId, context);
/** As after webhooks: what changed deals move of their own partners, at once. */
const computePartners = (kept: KeptAccounts) => compute(kept, false);

/** All that a computation leaves behind, but for the times at which it did. */
async function stored(): Promise<Record<string, unknown[]>> {
  const tables = {
    snapshots: 'select partner_id, as_of, health, results from snapshots',
    program_results: 'select segment, partners, results, warnings from program_results',
    metric_history: 'select partner_id, points from metric_history',
    card_models: 'select object_type, object_id, partner_id, model from card_models',
    property_writes: 'select object_type, object_id, desired, pending from property_writes',
    computations: 'select as_of, facts_version, summary from computations',
  };
  const found: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(tables)) {
    const { rows } = await database.db.pool.query(`${sql} where portal_id = $1 order by 1, 2`, [account.portalId]);
    found[name] = rows.map((row) => JSON.stringify(row));
  }
  return found;
}

/** The transaction that last wrote each row. */
async function versions(): Promise<Map<string, string>> {
  const { rows } = await database.db.pool.query<{ row: string; version: string }>(
    `select 'card ' || object_type || ' ' || object_id as row, xmin::text as version from card_models where portal_id = $1
     union all select 'write ' || object_type || ' ' || object_id, xmin::text from property_writes where portal_id = $1
     union all select 'snapshot ' || as_of || ' ' || partner_id, xmin::text from snapshots where portal_id = $1
     union all select 'history ' || partner_id, xmin::text from metric_history where portal_id = $1
     union all select 'programme ' || segment, xmin::text from program_results where portal_id = $1`,
    [account.portalId],
  );
  return new Map(rows.map(({ row, version }) => [row, version]));
}

/** What people do to deals, some of which reaches further than the deal. */
function change(random: Random): string {
  const deal = { type: 'deal', id: String(FIRST_DEAL + random.int(0, SIZE.deals - 1)) } as const;
  const partner = { type: 'company', id: String(random.int(1, PARTNERS)) } as const;
  const edit = (properties: Record<string, string>) => account.standIn.act({ do: 'edit', ...deal, properties });
  const kinds: Record<string, () => void> = {
    amount: () => edit({ amount: String(random.int(1, 90_000)) }),
    'no amount': () => edit({ amount: '' }),
    won: () => edit({ dealstage: 'closedwon', closedate: '2026-05-20T10:00:00.000Z' }),
    lost: () => edit({ dealstage: 'closedlost', closedate: '2026-05-21T10:00:00.000Z' }),
    reopened: () => edit({ dealstage: 'qualifiedtobuy' }),
    label: () => account.standIn.act({ do: 'associate', from: deal, to: partner, label: 'Sourced by' }),
    company: () => account.standIn.act({ do: 'edit', ...partner, properties: { name: `Firm ${random.int(1, 9)}` } }),
  };
  const name = random.pick(Object.keys(kinds));
  kinds[name]?.();
  return name;
}

describe('a pass after changed deals', () => {
  it('stores what a computation of everything stores, bit for bit, after any sequence of changes', async () => {
    const random = seededRandom(11);
    const kept = keptAccounts();
    await compute(kept);
    expect(await database.db.pool.query('select from portals where programme_due_at is not null')).toMatchObject({
      rowCount: 0,
    });
    const counts: number[] = [];
    for (let round = 0; round < 9; round++) {
      const done: string[] = [];
      // Some changes come by webhook, one after the other, before the programme follows.
      for (let webhooks = random.int(0, 2); webhooks >= 0; webhooks--) {
        done.push(change(random));
        account.clock.advance(600_000);
        await account.sync();
        await (webhooks > 0 ? computePartners(kept) : compute(kept));
        counts.push(kept.get(account.portalId)?.computed.recomputed ?? -1);
      }
      const isDealsOnly = !done.includes('company');
      const recomputed = counts.at(-1) ?? -1;
      if (isDealsOnly) expect({ done, few: recomputed <= 6 }).toEqual({ done, few: true });
      const incremental = await stored();
      await database.db.pool.query('update computations set facts_version = -1 where portal_id = $1', [
        account.portalId,
      ]);
      await compute();
      expect(await stored()).toEqual(incremental);
    }
    // Both ways were gone: a few partners of 24, and everyone where a company had changed.
    expect(counts.filter((count) => count > 0 && count <= 6).length).toBeGreaterThanOrEqual(3);
    expect(counts).toContain(PARTNERS);
  });

  it('works out the partners that a deal names before and after, and hands on only what is different', async () => {
    const kept = keptAccounts();
    await database.db.pool.query('update computations set facts_version = -1 where portal_id = $1', [account.portalId]);
    await compute(kept);
    const before = await stored();
    const { facts } = kept.get(account.portalId)?.computed ?? {};
    const deal = facts?.deals.find(({ credits }) => credits.length === 1);
    const other = facts?.partners.findIndex((_, index) => index !== deal?.credits[0]?.partner) ?? -1;
    account.standIn.act({ do: 'edit', type: 'deal', id: deal?.id ?? '', properties: { amount: '987654' } });
    account.clock.advance(600_000);
    await account.sync();
    await compute(kept);
    expect(kept.get(account.portalId)?.computed.recomputed).toBe(1);
    const after = await stored();
    const changedRows = (after.property_writes ?? []).filter((row) => !before.property_writes?.includes(row));
    expect(changedRows.length).toBeLessThan(PARTNERS / 2);
    expect(other).toBeGreaterThanOrEqual(0);
  });

  it('by webhook touches no row of a partner that the deal does not name, and says that the programme is behind', async () => {
    const kept = keptAccounts();
    await database.db.pool.query('update computations set facts_version = -1 where portal_id = $1', [account.portalId]);
    await compute(kept);
    const { facts } = kept.get(account.portalId)?.computed ?? {};
    const deal = facts?.deals.find(({ credits, spans }) => credits.length === 1 && spans.at(-1)?.state === 0);
    const partner = facts?.partners[deal?.credits[0]?.partner ?? -1];
    const before = await versions();
    account.standIn.act({ do: 'edit', type: 'deal', id: deal?.id ?? '', properties: { amount: '7654321' } });
    account.clock.advance(600_000);
    await account.sync();
    await computePartners(kept);
    const after = await versions();
    const touched = [...after].filter(([row, version]) => before.get(row) !== version).map(([row]) => row);
    expect(touched).toContain(`card companies ${partner?.id}`);
    expect(touched).toContain(`write companies ${partner?.id}`);
    const companies = touched.filter((row) => / companies /.test(row) || row.startsWith('snapshot'));
    expect(companies.filter((row) => !row.includes(` ${partner?.id}`))).toEqual([]);
    expect(touched.filter((row) => /^(programme|history)/.test(row))).toEqual([]);
    const behind = await database.db.pool.query(
      `select c.facts_version > c.programme_facts_version as behind, p.programme_due_at > now() as later
         from computations c join portals p using (portal_id) where portal_id = $1`,
      [account.portalId],
    );
    expect(behind.rows).toEqual([{ behind: true, later: true }]);
    await compute(kept);
    const { rows } = await database.db.pool.query(
      `select c.facts_version = c.programme_facts_version as same, p.programme_due_at as due
         from computations c join portals p using (portal_id) where portal_id = $1`,
      [account.portalId],
    );
    expect(rows).toEqual([{ same: true, due: null }]);
  });

  it('is left for the programme to follow until that is due, or a person has said something of a partner', async () => {
    const kept = keptAccounts();
    await database.db.pool.query('update computations set facts_version = -1 where portal_id = $1', [account.portalId]);
    await compute(kept);
    const portal = (set: string) =>
      database.db.pool.query(`update portals set ${set} where portal_id = $1`, [account.portalId]);
    const behind = async () => {
      const { rows } = await database.db.pool.query(
        'select facts_version - programme_facts_version as by from computations where portal_id = $1',
        [account.portalId],
      );
      return rows[0]?.by > 0;
    };
    const edit = async (amount: string) => {
      account.standIn.act({ do: 'edit', type: 'deal', id: String(FIRST_DEAL), properties: { amount } });
      account.clock.advance(600_000);
      await account.sync();
    };
    await portal("next_due_at = now() + interval '1 hour'");
    await edit('111');
    await computePartners(kept);
    await compute(kept);
    expect(await behind()).toBe(true);
    expect(await duePortals(database.db, 10)).toEqual([]);
    await portal("programme_due_at = now() - interval '1 second'");
    expect(await duePortals(database.db, 10)).toEqual([account.portalId]);
    await compute(kept);
    expect(await behind()).toBe(false);
    await edit('222');
    await portal('judgement_version = judgement_version + 1');
    await computePartners(kept);
    expect(await behind()).toBe(false);
    await portal('next_due_at = now()');
  });
});
