import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administer } from '../../test/support/administer.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { acrossPortals, createDatabase, type Database, withPortal } from './db.ts';
import { migrateAt } from './migrate.ts';

/** Tables that hold nothing of any account. A new name here needs a reason. */
const NOT_OF_AN_ACCOUNT = [
  // How far the app's own journal was read.
  'app_journal',
  'schema_migrations',
];
/**
 * What acrossPortals may look at: which account has work, how all of them are doing, and which account a shared link is
 * of. No contents.
 */
const SEEN_ACROSS = ['change_hints', 'checkpoints', 'portals', 'rate_limits', 'scorecard_tokens', 'sync_runs'];

const [OURS, THEIRS] = [11, 22];

interface Column {
  name: string;
  type: string;
}

async function tablesOf(db: Database): Promise<{ name: string; of_account: boolean }[]> {
  const { rows } = await db.pool.query<{ name: string; of_account: boolean }>(
    `select c.relname as name, exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attname = 'portal_id' and not a.attisdropped) as of_account
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows;
}

/** Tables of accounts in which a statement without an account would find something. */
async function uncovered(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'portal_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not (
       c.relrowsecurity and c.relforcerowsecurity and exists (
         select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
           and pg_get_expr(p.polqual, p.polrelid) = '(portal_id = current_portal())'))
     order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Any value will do: what is tested is whose row it is. */
function anyOf(type: string): unknown {
  if (type === 'jsonb' || type === 'json') return '{}';
  if (type === 'bytea') return Buffer.from([1]);
  if (type === 'boolean') return false;
  if (type === 'date' || type.startsWith('timestamp')) return '2026-01-01';
  if (type.endsWith('[]')) return [];
  if (type === 'uuid') return randomUUID();
  return type === 'text' ? 'x' : 1;
}

/** One row of each account, whatever the table asks for: the test has to work for tables nobody has written yet. */
async function fill(db: Database, table: string): Promise<void> {
  const { pool } = db;
  const { rows: checks } = await pool.query<{ name: string }>(
    "select conname as name from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')",
    [table],
  );
  for (const { name } of checks) await pool.query(`alter table ${table} drop constraint ${name}`);
  const { rows: columns } = await pool.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef
       and attidentity = '' and attname <> 'portal_id'`,
    [table],
  );
  const names = ['portal_id', ...columns.map(({ name }) => name)];
  for (const portalId of [OURS, THEIRS]) {
    const values = [portalId, ...columns.map(({ type }) => anyOf(type))];
    await pool.query(`insert into ${table} (${names}) values (${names.map((_, at) => `$${at + 1}`)})`, values);
  }
}

const portalsIn = async (rows: Promise<{ rows: { portal_id: number }[] }>) =>
  (await rows).rows.map(({ portal_id }) => portal_id).sort();

describe('row-level security', () => {
  const database = testDatabase();
  let app: Database;
  let tables: string[];

  beforeAll(async () => {
    app = createDatabase({ url: database.url, max: 2 });
    const all = await tablesOf(database.db);
    tables = all.filter(({ of_account }) => of_account).map(({ name }) => name);
    expect(all.filter(({ of_account }) => !of_account).map(({ name }) => name)).toEqual(NOT_OF_AN_ACCOUNT);
    for (const table of tables) await fill(database.db, table);
  });
  afterAll(() => app.close());

  it('covers every table that names an account', async () => {
    expect(tables.length).toBeGreaterThan(12);
    expect(await uncovered(database.db)).toEqual([]);
  });

  it('would notice a new table without it, and covers that table with the next migration', async () => {
    await database.db.pool.query('create table notes (portal_id bigint not null, text text)');
    expect(await uncovered(database.db)).toEqual(['notes']);
    await database.db.pool.query('select protect_account_tables()');
    expect(await uncovered(database.db)).toEqual([]);
    await database.db.pool.query('drop table notes');
  });

  it('shows nothing of any table to a statement without an account', async () => {
    for (const table of tables) {
      expect([table, await portalsIn(app.pool.query(`select portal_id from ${table}`))]).toEqual([table, []]);
    }
  });

  it('shows an account its own rows and nobody else’s', async () => {
    for (const table of tables) {
      const seen = withPortal(app, OURS, (tx) => tx.query<{ portal_id: number }>(`select portal_id from ${table}`));
      expect([table, await portalsIn(seen)]).toEqual([table, [OURS]]);
    }
  });

  it('lets an account change and delete nothing of another, nor give its own rows away', async () => {
    for (const table of tables) {
      const changed = await withPortal(app, OURS, async (tx) => [
        (await tx.query(`update ${table} set portal_id = portal_id where portal_id = $1`, [THEIRS])).rowCount,
        (await tx.query(`delete from ${table} where portal_id = $1`, [THEIRS])).rowCount,
      ]);
      expect([table, changed]).toEqual([table, [0, 0]]);
      const given = withPortal(app, OURS, (tx) => tx.query(`update ${table} set portal_id = 33`));
      await expect(given).rejects.toThrow(`new row violates row-level security policy for table "${table}"`);
    }
  });

  it('lets work across accounts see the few tables that say so, and change none', async () => {
    const seen: string[] = [];
    for (const table of tables) {
      await acrossPortals(app, async (tx) => {
        if ((await tx.query(`select from ${table}`)).rowCount > 0) seen.push(table);
        expect((await tx.query(`update ${table} set portal_id = portal_id`)).rowCount).toBe(0);
        expect((await tx.query(`delete from ${table}`)).rowCount).toBe(0);
      });
    }
    expect(seen).toEqual(tables.filter((table) => SEEN_ACROSS.includes(table)));
  });

  it('binds the server although DATABASE_URL names a superuser, and lets it neither empty nor change tables', async () => {
    const { rows } = await app.pool.query(
      'select current_user as role, rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ role: 'partner_pulse_app', free: false }]);
    for (const statement of [
      'truncate records',
      'alter table records disable row level security',
      'drop table records',
    ]) {
      await expect(app.pool.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  it('does not outlast its transaction: the next user of the connection starts without an account', async () => {
    const one = createDatabase({ url: database.url, max: 1 });
    await withPortal(one, OURS, (tx) => tx.query('select 1'));
    await acrossPortals(one, (tx) => tx.query('select 1'));
    const { rows } = await one.pool.query('select current_portal() as portal, across_portals() as across');
    await one.close();
    expect(rows).toEqual([{ portal: null, across: false }]);
  });
});

describe('row-level security in a database whose owner is an ordinary user', () => {
  const database = testDatabase({ migrated: false });
  const name = `pp_plain_${randomUUID().replaceAll('-', '')}`;

  // What it owned went with the database; hooks run in the order in which they were asked for.
  afterAll(() => administer(database.url, (client) => client.query(`drop role ${name}`), 'postgres'));

  it('binds the owner as well', async () => {
    await administer(database.url, async (client) => {
      await client.query(`create role ${name} login createrole password 'plain'`);
      await client.query(`grant create on schema public to ${name}`);
      // Roles belong to the server; the role of the server may have been made by a superuser of another database.
      const { rows } = await client.query("select from pg_roles where rolname = 'partner_pulse_app'");
      if (rows.length > 0) await client.query(`grant partner_pulse_app to ${name}`);
    });
    const address = new URL(database.url);
    address.username = name;
    address.password = 'plain';
    await migrateAt(address.href);
    const owner = createDatabase({ url: address.href, max: 1, as: 'owner' });
    const app = createDatabase({ url: address.href, max: 1 });
    await withPortal(app, OURS, (tx) => tx.query('insert into portals (portal_id) values ($1)', [OURS]));
    const seen = [await owner.pool.query('select from portals'), await app.pool.query('select from portals')];
    expect(seen.map(({ rowCount }) => rowCount)).toEqual([0, 0]);
    await owner.close();
    await app.close();
  });
});
