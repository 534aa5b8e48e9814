import pg from 'pg';

/** What SQL is run on: one connection inside one transaction. */
export interface Tx {
  /**
   * Runs one statement. `Row` states the columns the statement selects; it is not checked, so it belongs beside the SQL.
   * bigint arrives as number (beyond 2^53 it throws), numeric and date as text, timestamptz as Date.
   */
  query<Row extends object>(
    sql: string,
    values?: readonly unknown[],
    /** `name` keeps the statement prepared on its connection: for what is asked all the time. */
    options?: { readonly name?: string },
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

/** A transaction of one account. Functions that read or write an account's rows ask for this type, never for a bare `Tx`. */
export interface PortalTx extends Tx {
  readonly portalId: number;
}

export interface Database {
  /** For this folder alone. Everybody else takes `withPortal` or `acrossPortals`. */
  readonly pool: pg.Pool;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Value of DATABASE_URL. */
  readonly url: string;
  /** Most connections this process opens. */
  readonly max: number;
  /** Called when an idle connection breaks (server restart); the pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void;
  /**
   * `app`, the default, is bound by row-level security in every statement. `owner` makes and changes tables: migrations
   * and tests. Transactions of an account are bound by it with either.
   */
  readonly as?: 'app' | 'owner';
}

/** Made by migration 0030. Owns nothing, so that row-level security holds even when DATABASE_URL names a superuser. */
const APP_ROLE = 'partner_pulse_app';

const CONNECT_TIMEOUT_MS = 10_000;
/** A transaction that waits this long for its own process has lost it; its locks must not outlive it. */
const IDLE_IN_TRANSACTION_MS = 60_000;

const INT8_OID = 20;
const INT8_ARRAY_OID: number = 1016;
const DATE_OID = 1082;

/** Opens a pool. Nothing connects before the first statement. */
export function createDatabase({ url, max, onIdleError, as = 'app' }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: 'partner-pulse',
    // Dates are computed in UTC here; a server's or a user's own time zone must not leak into date_trunc or casts.
    options: `-c timezone=UTC${as === 'app' ? ` -c role=${APP_ROLE}` : ''}`,
    types: { getTypeParser: typeParser },
  });
  pool.on('error', (error) => onIdleError?.(error));
  return {
    pool,
    async ping() {
      await pool.query('select 1');
    },
    async close() {
      if (!pool.ended) await pool.end();
    },
  };
}

/**
 * Runs `work` in one transaction of one account: commits its result, rolls everything back when it throws.
 * Row-level security lets it see and write that account's rows only.
 */
export async function withPortal<T>(db: Database, portalId: number, work: (tx: PortalTx) => Promise<T>): Promise<T> {
  checkPortal(portalId);
  return transaction(db, `set local app.portal_id = '${portalId}'`, (client) =>
    work({ portalId, query: runner(client) }),
  );
}

function checkPortal(portalId: number): void {
  if (!Number.isSafeInteger(portalId) || portalId <= 0)
    throw new RangeError(`portalId must be a positive integer, got ${portalId}`);
}

/** A statement asked all the time. `types` are those of its parameters, as PostgreSQL writes them. */
export interface Question {
  readonly name: string;
  readonly types: readonly string[];
  readonly sql: string;
}

const prepared = new WeakMap<pg.PoolClient, Set<string>>();

/**
 * Asks one question of one account in one round trip, under the same row-level security as `withPortal`. The statements
 * travel together and are one transaction for PostgreSQL, so that nothing of the account outlives the answer.
 */
export function askPortal<Row extends object>(
  db: Database,
  portalId: number,
  { name, types, sql }: Question,
  values: readonly (string | number | null)[],
): Promise<Row[]> {
  return inOneTrip(db, portalId, async (client) => {
    const known = prepared.get(client) ?? new Set();
    prepared.set(client, known);
    if (!known.has(name)) {
      await client.query(`prepare ${name} (${types.join(', ')}) as ${sql}`);
      known.add(name);
    }
    return `execute ${name}(${values.map((value) => literal(client, value)).join(', ')})`;
  });
}

/**
 * The same for a statement that is cheap to plan, without anything kept on the connection. `sql` is given the values as
 * literals. The statement may write: it is committed with its answer.
 */
export function askPortalOnce<Row extends object>(
  db: Database,
  portalId: number,
  sql: (...literals: string[]) => string,
  values: readonly (string | number | null)[],
): Promise<Row[]> {
  return inOneTrip(db, portalId, async (client) => sql(...values.map((value) => literal(client, value))));
}

const literal = (client: pg.PoolClient, value: string | number | null): string =>
  value === null ? 'null' : client.escapeLiteral(String(value));

/** Sends the account's scope and one statement together; PostgreSQL makes one transaction of what travels together. */
async function inOneTrip<Row extends object>(
  db: Database,
  portalId: number,
  statement: (client: pg.PoolClient) => Promise<string>,
): Promise<Row[]> {
  checkPortal(portalId);
  const client = await db.pool.connect();
  let broken: Error | undefined;
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    const text = await statement(client);
    // Several statements in one text give a list of results, which pg's types do not say.
    const results: unknown = await client.query<Row>(
      `set local role ${APP_ROLE}; set local app.portal_id = '${portalId}'; ${text}`,
    );
    const last: { readonly rows: Row[] } | undefined = Array.isArray(results) ? results.at(-1) : undefined;
    return last?.rows ?? [];
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/**
 * The same for the few statements that look across accounts (which are due, who is connected). They see only the tables
 * that protect_account_tables (migrations) names for it, and write none of an account's.
 */
export function acrossPortals<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, "set local app.across_portals = 'on'", (client) => work({ query: runner(client) }));
}

async function transaction<T>(db: Database, scope: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  // Between two statements a lost connection is told to nobody but listeners; without one it would end the process. The
  // next statement fails because of it.
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    // One round trip; the scope is made of constants and a checked number.
    await client.query(`begin; set local role ${APP_ROLE}; ${scope}`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => {
      // A connection that cannot roll back may still hold the transaction: it is closed instead of reused.
      broken = new Error('rollback failed', { cause });
    });
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

function runner(client: pg.PoolClient): Tx['query'] {
  return async <Row extends object>(sql: string, values: readonly unknown[] = [], { name }: { name?: string } = {}) => {
    const result = await client.query<Row>({ text: sql, values: [...values], ...(name === undefined ? {} : { name }) });
    return { rows: result.rows, rowCount: result.rowCount ?? 0 };
  };
}

function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === INT8_OID) return safeInteger;
    if (oid === DATE_OID) return (text) => text;
    if (oid === INT8_ARRAY_OID) {
      const texts: (value: string) => (string | null)[] = pg.types.getTypeParser(oid);
      return (text) => texts(text).map((item) => (item === null ? null : safeInteger(item)));
    }
  }
  return pg.types.getTypeParser(oid, format);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number: select it as text`);
  return value;
}

/** True when PostgreSQL refused a statement for the values in it (class 22), and not for its own state. */
export function isDataError(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code?.startsWith('22') === true;
}
