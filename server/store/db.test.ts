import { beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../test/support/postgres.ts';
import { acrossPortals, askPortal, withPortal } from './db.ts';

describe('transactions of an account', () => {
  const database = testDatabase();

  beforeEach(async () => {
    await database.db.pool.query('drop table if exists notes; create table notes (portal_id bigint, text text)');
    await database.db.pool.query('select protect_account_tables()');
  });

  const count = async () => {
    const { rows } = await database.db.pool.query<{ n: number }>('select count(*) as n from notes');
    return rows[0]?.n;
  };

  it('keeps what was written when the work returns, and hands its result on', async () => {
    const result = await withPortal(database.db, 7, async (tx) => {
      await tx.query('insert into notes values ($1, $2)', [tx.portalId, 'kept']);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await count()).toBe(1);
  });

  it('keeps nothing when the work throws, and passes the error on unchanged', async () => {
    const failure = new Error('half-way');
    const attempt = withPortal(database.db, 7, async (tx) => {
      await tx.query('insert into notes values ($1, $2)', [tx.portalId, 'lost']);
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(await count()).toBe(0);
  });

  it('tells the database which account it is, for this transaction only', async () => {
    const current = "select current_setting('app.portal_id', true) as id";
    const inside = await withPortal(database.db, 4711, (tx) => tx.query<{ id: string }>(current));
    expect(inside.rows).toEqual([{ id: '4711' }]);
    const outside = await acrossPortals(database.db, (tx) => tx.query<{ id: string | null }>(current));
    expect(outside.rows[0]?.id || null).toBeNull();
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses %p as an account id', async (portalId) => {
    await expect(withPortal(database.db, portalId, async () => 'reached')).rejects.toThrow('positive integer');
  });

  it('reads bigint as number, throws where a number cannot hold it, and leaves dates and decimals as text', async () => {
    const read = (sql: string) => acrossPortals(database.db, async (tx) => (await tx.query(sql)).rows[0]);
    expect(
      await read(
        "select 9007199254740991 as a, array[1, null]::bigint[] as b, date '2026-03-01' as c, 0.10::numeric as d",
      ),
    ).toEqual({ a: 9007199254740991, b: [1, null], c: '2026-03-01', d: '0.10' });
    await expect(read('select 9007199254740993 as a')).rejects.toThrow('select it as text');
  });

  it('computes dates in UTC whatever the server prefers', async () => {
    const { rows } = await acrossPortals(database.db, (tx) => tx.query<{ TimeZone: string }>('show timezone'));
    expect(rows).toEqual([{ TimeZone: 'UTC' }]);
  });
});

describe('a question of an account', () => {
  const database = testDatabase();
  const question = {
    name: 'notes_like',
    types: ['text'],
    sql: "select text, current_setting('app.portal_id') as portal from notes where text like $1 order by text",
  };

  beforeEach(async () => {
    await database.db.pool.query('drop table if exists notes; create table notes (portal_id bigint, text text)');
    await database.db.pool.query("insert into notes values (7, 'a'), (7, 'b'), (8, 'a')");
    await database.db.pool.query('select protect_account_tables()');
  });

  it('sees the rows of that account only, each time it is asked', async () => {
    const ask = (portalId: number, text: string | null) => askPortal(database.db, portalId, question, [text]);
    expect(await ask(7, '%')).toEqual([
      { text: 'a', portal: '7' },
      { text: 'b', portal: '7' },
    ]);
    expect(await ask(8, '%')).toEqual([{ text: 'a', portal: '8' }]);
    expect(await ask(7, null)).toEqual([]);
    expect(await ask(7, "' or true --")).toEqual([]);
  });

  it('leaves nothing of the account behind on its connection, also when it fails', async () => {
    const failing = { name: 'failing', types: ['text'], sql: "select 1 / (case when $1 = 'x' then 0 else 1 end) as n" };
    await askPortal(database.db, 7, question, ['%']);
    await expect(askPortal(database.db, 7, failing, ['x'])).rejects.toThrow('division by zero');
    const { rows } = await database.db.pool.query<{ id: string | null; role: string }>(
      "select current_setting('app.portal_id', true) as id, current_user::text as role",
    );
    expect(rows[0]?.id || null).toBeNull();
    expect(rows[0]?.role).not.toBe('partner_pulse_app');
    expect(await askPortal(database.db, 8, failing, ['y'])).toEqual([{ n: 1 }]);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses %p as an account id', async (portalId) => {
    await expect(askPortal(database.db, portalId, question, ['%'])).rejects.toThrow('positive integer');
  });
});
