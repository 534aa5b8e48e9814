import { Agent } from 'node:http';
import type { Seen } from '../../app/health/since-review.ts';
import { CARD_QUESTION, CARD_VERSION_QUESTION } from '../../server/store/cards.ts';
import { createDatabase, type Database, type Question } from '../../server/store/db.ts';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { end, startNode, startStandIn } from '../support/stand-in-process.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { runAccount } from './account-run.ts';
import { askAll, askSteadily, type Card, get, pathOf, serveBare, serveCards } from './card-load.ts';
import { quantileText as at, type Report, ratio } from './report.ts';

const OTHER_ACCOUNTS = 2000;
/** With cards: one account alone may ask 50 times a second (limit-requests.ts). */
const ACCOUNTS_WITH_CARDS = 100;
const CARDS_PER_ACCOUNT = 8;
const ROUNDS = 12;
const PER_ROUND = 100;
const AT_ONCE = 10;
const LEAST_SHARE = 0.8;
const PER_SECOND = 200;
const STEADY_SECONDS = 10;
const MOST_P99_MS = 50;
const SYNCED = { companies: 4000, deals: 40_000, partners: 300, seed: 31 };

/** What a card answer reads, and what it costs beside the least that Express can do with the same check and one read. */
export async function benchCards(report: Report, databases: ScratchDatabases): Promise<void> {
  report.title('Card answers');
  const { db, url } = await databases.create('cards');
  const run = await runAccount(db, resolveWorld('programme').world);
  await run.pass();
  const { portalId } = run.account;
  await addAccounts(db, portalId);
  await explain(report, db, portalId, CARD_VERSION_QUESTION);
  await explain(report, db, portalId, CARD_QUESTION);
  const web = createDatabase({ url, max: AT_ONCE });
  const cards = await cardsOf(db);
  await fillBare(db, web, cards);
  await race(report, web, cards.map(pathOf));
  await steady(report, web, url, cards.map(pathOf));
  await web.close();
  await run.close();
}

/** What a reviewer saw. */
const SEEN: Seen = {
  ...{ asOf: 20_600, state: 'scored', score: 50, band: 'watch', knownWeight: 1, components: [] },
  ...{ definitionVersion: '1', settingsVersion: 1 },
};

/** A table of one row is read whole whatever its indexes; an installation has many accounts. */
async function addAccounts({ pool }: Database, portalId: number): Promise<void> {
  await pool.query(
    'insert into portals (portal_id, time_zone, currency) select n, $1, $2 from generate_series(1, $3) n',
    ['UTC', 'USD', OTHER_ACCOUNTS],
  );
  await pool.query(
    `insert into computations select n, '2026-06-01', 1, 1, 'x', 0, 0, 'UTC', 'USD', '{}', 1, 0 from generate_series(1, $1) n`,
    [OTHER_ACCOUNTS],
  );
  await pool.query(
    `insert into card_models select n, object_type, object_id, partner_id, model_hash, model
       from card_models, generate_series(1, $2) n where portal_id = $1`,
    [portalId, ACCOUNTS_WITH_CARDS],
  );
  await pool.query(
    `insert into baselines select n, partner_id, kind, as_of, model_version, '{}'
       from baselines, generate_series(1, $2) n where portal_id = $1`,
    [portalId, ACCOUNTS_WITH_CARDS],
  );
  await pool.query(
    `insert into partner_judgements (portal_id, partner_id, kind, at_ms, user_id, note, seen)
       select c.portal_id, c.object_id, 'review', 0, '1', repeat('x', 200), $1
         from card_models c, generate_series(1, 5) where c.object_type = 'companies'`,
    [JSON.stringify(SEEN)],
  );
  await pool.query(
    'create table bench_answers (portal_id bigint, object_id text, body text, primary key (portal_id, object_id))',
  );
  await pool.query('select protect_account_tables()');
  await pool.query('analyze');
}

async function explain(report: Report, { pool }: Database, portalId: number, { name, sql }: Question): Promise<void> {
  const { rows } = await pool.query<{ object_id: string }>(
    "select object_id from card_models where portal_id = $1 and object_type = 'deals' and partner_id is not null limit 1",
    [portalId],
  );
  const { rows: plan } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, costs off, timing off, summary off, buffers off) ${sql}`,
    [portalId, 'deals', rows[0]?.object_id],
  );
  const lines = plan.map((row) => row['QUERY PLAN']);
  for (const line of lines) report.line(`    ${line}`);
  const scans = lines.filter((line) => / Scan /.test(line));
  report.target(
    `${name}: one statement, ${scans.length} scans, all by index`,
    scans.length > 0 && scans.every((line) => /Index (Only )?Scan/.test(line)),
  );
}

/** Companies and deals alike, in an order that is the same in every run. */
async function cardsOf({ pool }: Database): Promise<Card[]> {
  const { rows } = await pool.query<Card>(
    `select portal_id as "portalId", object_type as "objectType", object_id as "objectId" from (
       select *, row_number() over (partition by portal_id, object_type order by md5(object_id)) as place
         from card_models where portal_id <= $1) c
      where place <= $2 order by md5(object_id || '/' || portal_id)`,
    [ACCOUNTS_WITH_CARDS, CARDS_PER_ACCOUNT / 2],
  );
  return rows;
}

/** The bare route sends the very bytes that the product answers. */
async function fillBare({ pool }: Database, web: Database, cards: readonly Card[]): Promise<void> {
  const server = await serveCards(web);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  for (const card of cards) {
    const body = await get(agent, server.url, pathOf(card));
    await pool.query('insert into bench_answers values ($1, $2, $3)', [card.portalId, card.objectId, body.toString()]);
  }
  agent.destroy();
  await server.close();
  await pool.query('analyze bench_answers');
}

async function race(report: Report, web: Database, paths: readonly string[]): Promise<void> {
  const servers = { bare: await serveBare(web), kept: await serveCards(web), anew: await serveCards(web, 0) };
  const totals = { bare: sum(), kept: sum(), anew: sum() };
  const names = ['bare', 'kept', 'anew'] as const;
  for (const name of names) await askAll(servers[name].url, paths, AT_ONCE);
  // In turns, so that whatever else the machine does falls on all.
  for (let round = 0; round < ROUNDS; round += 1) {
    const some = Array.from(
      { length: PER_ROUND },
      (_, place) => paths[(round * PER_ROUND + place) % paths.length] ?? '',
    );
    for (const name of names) {
      const asked = await askAll(servers[name].url, some, AT_ONCE);
      totals[name].times.push(...asked.times);
      totals[name].milliseconds += asked.milliseconds;
      totals[name].largest = Math.max(totals[name].largest, asked.largest);
    }
  }
  await Promise.all(names.map((name) => servers[name].close()));
  const perSecond = ({ times, milliseconds }: Total) => (times.length * 1000) / milliseconds;
  const row = (text: string, total: Total) => [
    text,
    perSecond(total).toFixed(0),
    at(total.times, 0.5),
    at(total.times, 0.99),
    ratio(perSecond(total), perSecond(totals.bare)),
  ];
  report.table([
    [`${AT_ONCE} at a time, one process`, 'requests/s', 'p50 ms', 'p99 ms', 'share'],
    row('bare Express: signature, one row read', totals.bare),
    row('card, answer kept', totals.kept),
    row('card, words made anew', totals.anew),
  ]);
  const share = perSecond(totals.kept) / perSecond(totals.bare);
  report.target(
    `${(share * 100).toFixed(0)} % of the bare route's throughput, at least ${LEAST_SHARE * 100} %`,
    share >= LEAST_SHARE,
  );
  report.line(`  largest answer ${(totals.kept.largest / 1024).toFixed(1)} KiB`);
}

/** Card and bare route at a steady rate, alone and beside a backfill in another process on the same database server. */
async function steady(report: Report, web: Database, url: string, paths: readonly string[]): Promise<void> {
  const some = Array.from({ length: PER_SECOND * STEADY_SECONDS }, (_, place) => paths[place % paths.length] ?? '');
  const [card, bare] = [await serveCards(web), await serveBare(web)];
  await askAll(card.url, paths, AT_ONCE);
  const row = (text: string, times: readonly number[]) => [text, times.length, at(times, 0.5), at(times, 0.99)];
  const alone = await askSteadily(card.url, some, PER_SECOND);
  const standIn = await startStandIn({ world: SYNCED, limits: false });
  const backfill = startNode(['test/bench/backfill-worker.ts', url, standIn.url]);
  // What fails first is told: a backfill whose database is gone by then must not end the process before it.
  backfill.catch(() => undefined);
  const times = await askSteadily(card.url, some, PER_SECOND);
  const bareTimes = await askSteadily(bare.url, some, PER_SECOND);
  const isOver = await Promise.race([backfill.then(() => true), Promise.resolve(false)]);
  await Promise.all([card.close(), bare.close()]);
  await end((await backfill).child, 'SIGTERM');
  await standIn.stop();
  report.table([
    [`${PER_SECOND} a second for ${STEADY_SECONDS} s`, 'requests', 'p50 ms', 'p99 ms'],
    row('card, nothing else running', alone),
    row(isOver ? 'card, beside a sync that ended early' : 'card, beside a sync', times),
    row('bare Express, beside the same sync', bareTimes),
  ]);
  const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  report.target(`p99 ${p99.toFixed(1)} ms beside a sync, under ${MOST_P99_MS} ms`, p99 < MOST_P99_MS);
}

interface Total {
  readonly times: number[];
  milliseconds: number;
  largest: number;
}
const sum = (): Total => ({ times: [], milliseconds: 0, largest: 0 });
