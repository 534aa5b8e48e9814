/**
 * The same ten numbers in DuckDB, in a process of its own so that its memory is its own:
 * `node test/bench/compute/duckdb.ts SCALE DATE[,DATE...]`. Prints one line of JSON. For many dates it uses the best form
 * that was found: events summed into the buckets between all window edges, then running sums.
 */
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
} from '@duckdb/node-api';
import { NEVER } from '../../../app/kit/days.ts';
import { peakBytes } from '../peak-bytes.ts';
import { TEN } from './by-hand.ts';
import { PROBABILITIES } from './packed-account.ts';
import { type RawAccount, rawAccount, sizeOf } from './raw-account.ts';

const CHUNK = 2048;
const OFFSETS = [0, 30, 60, 90, 180, 365];
/** Weighted amounts in tenths, as the metric sums them. */
const WEIGHTED = `round(amount * CASE stage ${PROBABILITIES.map((p, stage) => `WHEN ${stage} THEN ${p}::DOUBLE`).join(' ')} END * 10)`;
const COUNTERS = ['created', 'won_amount', 'won', 'lost', 'cycle', 'opened', 'weighted', 'second', 'third', 'acts'];

const [scale = '1', dateList = ''] = process.argv.slice(2);
const dates = dateList.split(',').map(Number);
const last = dates.at(-1) ?? 0;
const raw = rawAccount(sizeOf(Number(scale)));
const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '4GB' });
const db = await instance.connect();
const times: Record<string, number> = {};
/** Of all threads of this process. */
const cpu: Record<string, number> = {};

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  cpu[name] = (user + system) / 1000;
  times[name] = performance.now() - startedMs;
}

await timed('load', () => load(db, raw));
await timed('prepare', () => db.run(stagesSql()));
await timed('one', () => db.run(`CREATE TABLE one AS ${oneDate(last)}`));
await timed('many', () => manyDates());
process.stdout.write(
  `${JSON.stringify({ times, cpu, one: await sums('one'), many: await sums('many'), peakBytes: peakBytes() })}\n`,
);

function stagesSql(): string {
  const part = (stage: number, next: string) =>
    `SELECT partner, ${stage} AS stage, amount, e${stage} AS entered, ${next} AS gone FROM deals WHERE e${stage} IS NOT NULL`;
  return `CREATE TABLE stages AS ${part(0, 'coalesce(e1, closed)')} UNION ALL ${part(1, 'coalesce(e2, closed)')}
    UNION ALL ${part(2, 'closed')}`;
}

async function load(to: DuckDBConnection, { partner, entered, closed, isWon, amount, ...raw }: RawAccount) {
  await to.run(
    `CREATE TABLE deals (partner INTEGER, e0 INTEGER, e1 INTEGER, e2 INTEGER, closed INTEGER, won INTEGER, amount DOUBLE)`,
  );
  await to.run('CREATE TABLE acts (partner INTEGER, day INTEGER)');
  const dayIn = (column: Int32Array) => (i: number) => (column[i] === NEVER ? null : (column[i] ?? null));
  await append(to, 'deals', raw.size.deals, [
    [INTEGER, (i) => partner[i] ?? null],
    ...entered.map((column): Filler => [INTEGER, dayIn(column)]),
    [INTEGER, dayIn(closed)],
    [INTEGER, (i) => isWon[i] ?? 0],
    [DOUBLE, (i) => amount[i] ?? 0],
  ]);
  await append(to, 'acts', raw.size.activities, [
    [INTEGER, (i) => raw.activityPartner[i] ?? null],
    [INTEGER, (i) => raw.activityDay[i] ?? null],
  ]);
}

type Filler = readonly [DuckDBType, (i: number) => number | null];

async function append(to: DuckDBConnection, table: string, rows: number, fillers: readonly Filler[]): Promise<void> {
  const appender = await to.createAppender(table);
  for (let from = 0; from < rows; from += CHUNK) {
    const count = Math.min(CHUNK, rows - from);
    const chunk = DuckDBDataChunk.create(
      fillers.map(([type]) => type),
      count,
    );
    for (const [c, [, read]] of fillers.entries()) {
      chunk.setColumnValues(
        c,
        Array.from({ length: count }, (_, i) => read(from + i)),
      );
    }
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}

function oneDate(at: number): string {
  const within = (day: string, days: number, before = 0) =>
    `${day} > ${at - before - days} AND ${day} <= ${at - before}`;
  return `WITH d AS (SELECT partner,
      count(*) FILTER (${within('e0', 90)}) AS created,
      sum(amount) FILTER (won = 1 AND ${within('closed', 365)}) AS won_amount,
      count(*) FILTER (won = 1 AND ${within('closed', 365)}) AS won_year,
      sum(closed - e0) FILTER (won = 1 AND ${within('closed', 365)}) AS cycle,
      count(*) FILTER (won = 1 AND ${within('closed', 180)}) AS won_half,
      count(*) FILTER (${within('closed', 180)}) AS decided_half,
      sum(amount) FILTER (e0 <= ${at} AND (closed IS NULL OR closed > ${at})) AS opened
      FROM deals GROUP BY partner),
    s AS (SELECT partner,
      sum(${WEIGHTED}) FILTER (entered <= ${at} AND (gone IS NULL OR gone > ${at})) AS weighted,
      count(*) FILTER (stage = 1 AND ${within('entered', 180)}) AS second,
      count(*) FILTER (stage = 2 AND ${within('entered', 180)}) AS third
      FROM stages GROUP BY partner),
    a AS (SELECT partner, max(day) FILTER (day <= ${at}) AS latest,
      count(*) FILTER (${within('day', 30)}) AS acts, count(*) FILTER (${within('day', 30, 30)}) AS acts_before
      FROM acts GROUP BY partner)
    SELECT p.partner, coalesce(created, 0) AS "created", coalesce(won_amount, 0) AS "revenue",
      won_half::DOUBLE / nullif(decided_half, 0) AS "win-rate", won_amount / nullif(won_year, 0) AS "deal-size",
      cycle::DOUBLE / nullif(won_year, 0) AS "cycle", coalesce(opened, 0) AS "pipeline",
      coalesce(weighted, 0) AS "weighted", (${at} - latest)::DOUBLE AS "silence",
      acts::DOUBLE / nullif(acts_before, 0) AS "activity-change", third::DOUBLE / nullif(second, 0) AS "conversion"
    FROM range(0, ${raw.size.partners}) p(partner) LEFT JOIN d USING (partner) LEFT JOIN s USING (partner)
      LEFT JOIN a USING (partner)`;
}

/** What each event adds to the counters, summed into the bucket that ends with the first window edge not before it. */
async function manyDates(): Promise<void> {
  const values = (list: readonly number[]) => list.map((value) => `(${value})`).join(', ');
  await db.run(`CREATE TABLE edges AS SELECT row_number() OVER (ORDER BY edge) - 1 AS n, edge FROM
    (SELECT DISTINCT t - back AS edge FROM (VALUES ${values(dates)}) moments(t), (VALUES ${values(OFFSETS)}) o(back))`);
  await db.run(`CREATE TABLE bucket AS SELECT day, (SELECT min(n) FROM edges WHERE edge >= day) AS n
    FROM (SELECT unnest(range((SELECT min(e0) FROM deals), ${last} + 1))::INTEGER AS day)`);
  const event = (from: string, day: string, adds: Readonly<Record<string, string>>, latest = '0') =>
    `SELECT partner, n, ${COUNTERS.map((name) => `${adds[name] ?? '0'}::DOUBLE AS ${name}`).join(', ')},
       ${latest} AS latest FROM ${from} JOIN bucket ON day = ${day} GROUP BY partner, n`;
  await db.run(`CREATE TABLE moves AS SELECT partner, n, ${COUNTERS.map((name) => `sum(${name}) AS ${name}`).join(', ')},
      max(latest) AS latest FROM (
    ${event('deals', 'e0', { created: 'count(*)', opened: 'sum(amount)' })} UNION ALL
    ${event('deals', 'closed', {
      won_amount: 'sum(CASE WHEN won = 1 THEN amount ELSE 0 END)',
      won: 'sum((won = 1)::INTEGER)',
      lost: 'sum((won = 0)::INTEGER)',
      cycle: 'sum(CASE WHEN won = 1 THEN closed - e0 ELSE 0 END)',
      opened: '-sum(amount)',
    })} UNION ALL
    ${event('stages', 'entered', {
      weighted: `sum(${WEIGHTED})`,
      second: 'sum((stage = 1)::INTEGER)',
      third: 'sum((stage = 2)::INTEGER)',
    })} UNION ALL
    ${event('stages', 'gone', { weighted: `-sum(${WEIGHTED})` })} UNION ALL
    ${event('(SELECT partner, day AS happened FROM acts)', 'happened', { acts: 'count(*)' }, 'max(happened)')}
    ) WHERE n IS NOT NULL GROUP BY partner, n`);
  await db.run(`CREATE TABLE running AS SELECT g.partner, g.n,
      ${COUNTERS.map((name) => `sum(${name}) OVER upto AS ${name}`).join(', ')}, max(latest) OVER upto AS latest
    FROM (SELECT p.partner::INTEGER AS partner, n FROM range(0, ${raw.size.partners}) p(partner), edges) g
      LEFT JOIN moves USING (partner, n)
    WINDOW upto AS (PARTITION BY g.partner ORDER BY g.n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`);
  const at = (name: string, back: number) => `coalesce(max(${name}) FILTER (back = ${back}), 0)`;
  const within = (name: string, back: number) => `(${at(name, 0)} - ${at(name, back)})`;
  await db.run(`CREATE TABLE many AS SELECT t, partner,
      ${within('created', 90)} AS "created", ${within('won_amount', 365)} AS "revenue",
      ${within('won', 180)} / nullif(${within('won', 180)} + ${within('lost', 180)}, 0) AS "win-rate",
      ${within('won_amount', 365)} / nullif(${within('won', 365)}, 0) AS "deal-size",
      ${within('cycle', 365)} / nullif(${within('won', 365)}, 0) AS "cycle",
      ${at('opened', 0)} AS "pipeline", ${at('weighted', 0)} AS "weighted",
      (t - nullif(${at('latest', 0)}, 0))::DOUBLE AS "silence",
      ${within('acts', 30)} / nullif(${at('acts', 30)} - ${at('acts', 60)}, 0) AS "activity-change",
      ${within('third', 180)} / nullif(${within('second', 180)}, 0) AS "conversion"
    FROM (SELECT t, back, n FROM (VALUES ${values(dates)}) moments(t), (VALUES ${values(OFFSETS)}) o(back)
      JOIN edges ON edge = t - back) JOIN running USING (n) GROUP BY t, partner`);
}

async function sums(table: string): Promise<(number | null)[]> {
  const read = await db.runAndReadAll(`SELECT ${TEN.map((name) => `sum("${name}")::DOUBLE`).join(', ')} FROM ${table}`);
  return (read.getRows()[0] ?? []).map((value) => (typeof value === 'number' ? value : null));
}
