import { it } from '@jest/globals';
import { pino } from 'pino';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { buildCards } from '../../server/compute/card-models.ts';
import { computeRecords } from '../../server/compute/compute-account.ts';
import { computeStep } from '../../server/compute/compute-step.ts';
import { loadAccount } from '../../server/store/account-records.ts';
import { writeStep } from '../../server/writeback/write-step.ts';
import { connectedAccount } from '../support/connected-account.ts';
import { testDatabase } from '../support/postgres.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';

const database = testDatabase();
it('prof', async () => {
  const { world } = resolveWorld('programme');
  const db = database.db;
  const T = (l: string) => {
    console.log(l, Math.round(performance.now() - t));
    t = performance.now();
  };
  let t = performance.now();
  const account = await connectedAccount({ db, world });
  T('connect');
  const seen = new Map<string, number>();
  const timer = setInterval(() => {
    void db.pool
      .query(
        "select left(regexp_replace(query,'\\s+',' ','g'),90) q, count(*) n from pg_stat_activity where state='active' and query not like '%pg_stat%' and datname=current_database() group by 1",
      )
      .then(({ rows }) => {
        for (const r of rows) seen.set(r.q, (seen.get(r.q) ?? 0) + 1);
        seen.set('samples', (seen.get('samples') ?? 0) + 1);
      });
  }, 50);
  const s = await account.sync();
  clearInterval(timer);
  console.log(seen);
  T('sync');
  console.log(s.calls, s.counts);
  const log = pino({ level: 'silent' });
  const ctx = { log, signal: new AbortController().signal };
  const now = () => account.clock.now();
  const r = await loadAccount(db, account.portalId);
  T('load');
  const c = computeRecords(r, 20777);
  T('computeRecords');
  const cards = buildCards({ records: r, metrics: CATALOGUE, definitionVersion: 'x', ...c });
  T('cards ' + cards.length);
  await computeStep({ db, now, asOf: '2026-11-20', loadAccount: (p) => loadAccount(db, p) }).run(account.portalId, ctx);
  T('computeStep');
  await writeStep({ db, door: account.hubspot.door, now }).run(account.portalId, ctx);
  T('write');
  await account.close();
}, 200000);
