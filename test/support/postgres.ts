import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from '@jest/globals';
import { z } from 'zod';
import { createQueueBackend } from '../../server/jobs/backend.ts';
import { createDatabase, type Database } from '../../server/store/db.ts';
import { MIGRATIONS_FOLDER, migrate, readMigrations } from '../../server/store/migrate.ts';
import { administer, inDatabase } from './administer.ts';
import { DESK_PORT_VARIABLE } from './postgres-desk.ts';

/** A database of one test file. Its members can be read from `beforeAll` on. */
export interface TestDatabase {
  readonly url: string;
  readonly db: Database;
}

const Answer = z.object({ url: z.string().optional(), error: z.string().optional() });
const START_WITHIN_MS = 90_000;
/** Any fixed number: parallel test files take turns making the template. */
const TEMPLATE_LOCK = 7_215_002;

/**
 * Gives the calling test file a database of its own, with all migrations and the queue's tables applied, and drops it afterwards.
 * Call it at the top of the file or of a `describe`. Uses DATABASE_URL's server when set, an embedded one otherwise.
 */
export function testDatabase({ migrated = true }: { migrated?: boolean } = {}): TestDatabase {
  const name = `pp_test_${randomUUID().replaceAll('-', '')}`;
  let url: string | undefined;
  let db: Database | undefined;
  beforeAll(async () => {
    const server = await serverUrl();
    const template = migrated ? await ensureTemplate(server) : 'template0';
    await administer(server, (client) => client.query(`create database ${name} template ${template}`));
    url = inDatabase(server, name);
    db = createDatabase({ url, max: 8, as: 'owner' });
  }, START_WITHIN_MS);
  afterAll(async () => {
    await db?.close();
    if (url === undefined) return;
    await administer(url, (client) => client.query(`drop database if exists ${name} with (force)`), 'postgres');
  });
  return {
    get url() {
      if (url === undefined) throw new Error('the test database exists from beforeAll on');
      return url;
    },
    get db() {
      if (db === undefined) throw new Error('the test database exists from beforeAll on');
      return db;
    },
  };
}

/** Address of the server the tests run on. */
async function serverUrl(): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const port = process.env[DESK_PORT_VARIABLE];
  if (port === undefined) throw new Error('no test server: run tests with "npm run jest"');
  const answer = Answer.parse(JSON.parse(await text(connect(Number(port), '127.0.0.1'))));
  if (answer.url === undefined) throw new Error(answer.error ?? 'the test server did not start');
  return answer.url;
}

/** One template per state of the migrations, made by whoever comes first; clones of it cost some 50 ms each. */
async function ensureTemplate(server: string): Promise<string> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  const hash = createHash('sha256')
    .update(migrations.map(({ checksum }) => checksum).join())
    .digest('hex');
  const template = `pp_template_${hash.slice(0, 16)}`;
  await administer(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 1) return;
    // Built under another name, so that a run killed half-way leaves no template that looks finished.
    const building = `${template}_building`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    const db = createDatabase({ url: inDatabase(server, building), max: 1, as: 'owner' });
    await migrate(db).finally(() => db.close());
    await createQueueBackend({ databaseUrl: inDatabase(server, building) }).prepare();
    await client.query(`alter database ${building} rename to ${template}`);
  });
  return template;
}
