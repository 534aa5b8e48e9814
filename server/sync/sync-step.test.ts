import { Writable } from 'node:stream';
import { expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { createLogger } from '../ops/logger.ts';
import { saveSettings } from '../store/portals.ts';
import { syncStep } from './sync-step.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const HOUR = 3_600_000;

it('the log says after every page which stream of the account it belongs to', async () => {
  const world = bigWorld({ companies: 8, deals: 20, partners: 3, seed: 3 });
  const { hubspot, portalId, clock, close } = await connectedAccount({ db: database.db, world });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLogger({ level: 'debug', destination }).child({ portal: portalId });
  const now = () => clock.now();
  const step = syncStep({ db: database.db, door: hubspot.door, now, searchLagMs: 60_000, sliceMs: 600_000 });
  await step.run(portalId, { log, signal: new AbortController().signal });
  await close();
  const pages = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'sync.page');
  expect(pages).toContainEqual(expect.objectContaining({ portal: portalId, stream: 'deals', done: 20 }));
  expect(pages.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['companies', 'partner-links']));
});

it('a backfill of nothing but kinds that the settings name later does not put off the sweep of that day', async () => {
  const { db } = database;
  const world = bigWorld({ companies: 8, deals: 20, partners: 3, seed: 4 });
  const { hubspot, portalId, clock, close } = await connectedAccount({ db, world });
  const now = () => clock.now();
  const step = syncStep({ db, door: hubspot.door, now, searchLagMs: 60_000, sliceMs: 600_000 });
  const context = { log: createLogger({ level: 'silent' }), signal: new AbortController().signal };
  const kinds = async () => {
    const { rows } = await db.pool.query<{ kind: string }>(
      'select kind from sync_runs where portal_id = $1 order by id',
      [portalId],
    );
    return rows.map(({ kind }) => kind);
  };
  try {
    await step.run(portalId, context);
    clock.advance(23 * HOUR);
    await saveSettings(db, portalId, { ...world.settings, leads: { object: 'leads' } });
    await step.run(portalId, context);
    clock.advance(2 * HOUR);
    await step.run(portalId, context);
  } finally {
    await close();
  }
  expect(await kinds()).toEqual(['backfill', 'extras', 'incremental', 'sweep']);
});
