import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../test/support/postgres.ts';
import { createDatabase } from './db.ts';
import { migrate } from './migrate.ts';

describe('migrations', () => {
  const database = testDatabase({ migrated: false });
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    await database.db.pool.query('drop schema public cascade; create schema public');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const file = (name: string, sql: string) => writeFile(join(folder, name), sql);
  const tables = async () => {
    const { rows } = await database.db.pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    return rows.map(({ name }) => name);
  };

  it('applies what is missing in order, and nothing twice', async () => {
    await file('0001_one.sql', 'create table one (id integer)');
    expect(await migrate(database.db, folder)).toEqual(['0001_one.sql']);
    await file('0002_two.sql', 'alter table one add column name text; create table two (id integer)');
    expect(await migrate(database.db, folder)).toEqual(['0002_two.sql']);
    expect(await migrate(database.db, folder)).toEqual([]);
    expect(await tables()).toEqual(['one', 'schema_migrations', 'two']);
  });

  it('lets ten processes start at once: one migrates, the others wait and find it done', async () => {
    await file('0001_one.sql', 'create table one (id integer); insert into one values (1)');
    await file('0002_two.sql', 'insert into one values (2)');
    const runners = Array.from({ length: 10 }, () => createDatabase({ url: database.url, max: 1, as: 'owner' }));
    const applied = await Promise.all(runners.map((db) => migrate(db, folder)));
    await Promise.all(runners.map((db) => db.close()));
    expect(applied.flat()).toEqual(['0001_one.sql', '0002_two.sql']);
    const { rows } = await database.db.pool.query('select id from one order by id');
    expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('takes back the whole file that fails, keeps those before it, and names the file', async () => {
    await file('0001_one.sql', 'create table one (id integer)');
    await file('0002_two.sql', 'create table two (id integer); create table one (id integer)');
    await expect(migrate(database.db, folder)).rejects.toThrow('0002_two.sql failed and was rolled back');
    expect(await tables()).toEqual(['one', 'schema_migrations']);
    await file('0002_two.sql', 'create table two (id integer)');
    expect(await migrate(database.db, folder)).toEqual(['0002_two.sql']);
  });

  it('refuses a database that a newer version has already migrated', async () => {
    await file('0001_one.sql', 'select 1');
    await file('0002_two.sql', 'select 2');
    await migrate(database.db, folder);
    await rm(join(folder, '0002_two.sql'));
    await expect(migrate(database.db, folder)).rejects.toThrow(/0002_two.sql.*newer version.*DATABASE_URL/);
  });

  it('refuses when a file was changed after it ran', async () => {
    await file('0001_one.sql', 'select 1');
    await migrate(database.db, folder);
    await file('0001_one.sql', 'select 100');
    await expect(migrate(database.db, folder)).rejects.toThrow('0001_one.sql was changed after it ran');
  });

  it('runs a file that arrives below one that ran already, once', async () => {
    await file('0001_one.sql', 'create table one (id integer)');
    await file('0020_two.sql', 'create table two (id integer)');
    await migrate(database.db, folder);
    await file('0010_between.sql', 'create table between_them (id integer)');
    expect(await migrate(database.db, folder)).toEqual(['0010_between.sql']);
    expect(await migrate(database.db, folder)).toEqual([]);
  });

  it.each(['0001_same_number.sql', '0001-dashes.sql', 'first.sql'])(
    'refuses a file named %s and says which number is next',
    async (name) => {
      await file('0001_a_one.sql', 'select 1');
      await file(name, 'select 1');
      await expect(migrate(database.db, folder)).rejects.toThrow(/name it 000[12]_what_it_does.sql/);
      expect(await tables()).toEqual([]);
    },
  );
});
