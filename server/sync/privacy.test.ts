import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { packFacts } from '../../app/facts/pack.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { todayIn } from '../compute/compute-account.ts';
import { computeStep } from '../compute/compute-step.ts';
import { exportResults } from '../export/export-results.ts';
import { exportFormats } from '../export/formats.ts';
import { createLogger } from '../ops/logger.ts';
import { loadAccount } from '../store/account-records.ts';
import { erasePortal } from '../store/erase-portal.ts';
import { workCursor } from './cursor.ts';
import { hintStep } from './hint-step.ts';
import { openStream } from './page-writer.ts';
import { runSyncPass } from './run-sync-pass.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const PERSON = {
  hs_object_id: '31337',
  email: 'Ottilie.Quastenberg+hs@Example-Corp.test',
  firstname: 'Ottilie',
  lastname: 'Quastenberg',
  jobtitle: 'Chief Zymurgist',
};
/** What must be found nowhere afterwards, in whatever case; and the number under which HubSpot knew the person. */
const TRACES = ['quastenberg', 'ottilie', 'zymurgist', 'example-corp.test', '31337'];

const base = bigWorld({ companies: 30, deals: 60, partners: 6, partnerDealShare: 0.5, seed: 5 });
const WORLD = {
  ...base,
  contacts: [PERSON],
  associations: [...base.associations, { from: 'contact:31337', to: 'company:1', label: 'primary' }],
};

describe('a person who asked HubSpot to be forgotten', () => {
  let account: ConnectedAccount;
  const lines: string[] = [];
  const log = createLogger({ level: 'trace', destination: { write: (text: string) => void lines.push(text) } });
  const context = () => ({ log, signal: new AbortController().signal });
  const now = () => account.clock.now();
  const compute = () =>
    computeStep({ db: database.db, now, asOf: null, loadAccount: (portalId) => loadAccount(database.db, portalId) });
  const hints = () => hintStep({ db: database.db, door: account.hubspot.door, now, andThen: [compute()] });

  beforeEach(async () => {
    lines.length = 0;
    account = await connectedAccount({ db: database.db, world: WORLD });
    await account.sync();
    await compute().run(account.portalId, context());
  });
  afterEach(async () => {
    await erasePortal(database.db, account.portalId);
    await account.close();
  });

  /** The whole text of every table, the queue's own among them. */
  const tablesWithTraces = async () => {
    const { rows: tables } = await database.db.pool.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bullmq')",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await database.db.pool.query<{ text: string }>(
        `select lower(to_jsonb(t)::text) as text from ${name} t`,
      );
      for (const trace of TRACES) if (rows.some(({ text }) => text.includes(trace))) found.push(`${name}: ${trace}`);
    }
    return found;
  };
  const exported = async () => {
    const records = await loadAccount(database.db, account.portalId);
    const facts = mapAccount(records);
    const day = todayIn(records.settings.timeZone, now());
    return [...exportFormats.jsonl(exportResults(facts, packFacts(facts), day))].join('').toLowerCase();
  };
  const forget = async () => {
    account.standIn.act({ do: 'erase', type: 'contact', id: PERSON.hs_object_id });
    await account.deliver();
    await hints().run(account.portalId, context());
  };

  it('is known before, so that this test can fail', async () => {
    expect(await tablesWithTraces()).toEqual(
      expect.arrayContaining(['public.records: zymurgist', 'public.links: 31337', 'public.card_models: 31337']),
    );
  });

  it('leaves no trace in any table, log line or export', async () => {
    await forget();
    expect(await tablesWithTraces()).toEqual([]);
    for (const trace of TRACES) {
      expect(lines.join('').toLowerCase()).not.toContain(trace);
      expect(await exported()).not.toContain(trace);
    }
  });

  it('does not come back with later passes, nor while the search index still shows them', async () => {
    account.standIn.act({
      do: 'edit',
      type: 'contact',
      id: PERSON.hs_object_id,
      properties: { jobtitle: 'Zymurgist' },
    });
    account.clock.advance(6000);
    await forget();
    await account.sync();
    account.clock.advance(7 * 86_400_000);
    await account.sync({ mode: 'sweep' });
    expect(await tablesWithTraces()).toEqual([]);
  });

  it('does not come back with a page that was read before and is written after', async () => {
    const news = { pages: 0 };
    const pass = { db: database.db, portalId: account.portalId, news, afterPage: async () => undefined };
    const late = await openStream(pass, 'partner-contacts', workCursor);
    await forget();
    await expect(late.save({ lastMs: now() }, async () => 1)).rejects.toThrow('Another run');
    await runSyncPass({ db: database.db, door: account.hubspot.door, portalId: account.portalId, now });
    expect(await tablesWithTraces()).toEqual([]);
  });
});
