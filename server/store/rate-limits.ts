import { type Database, withPortal } from './db.ts';

/**
 * Limit classes of HubSpot, each with a budget of its own per account. Apps installed by OAuth get 110 calls per rolling
 * 10 s; 10 at once and 10 a second stay within it. Search allows 5 a second, shared with everything else in the account.
 * The number for association calls is not published.
 */
const LIMITS = {
  general: { burst: 10, intervalMs: 100 },
  search: { burst: 1, intervalMs: 250 },
  associations: { burst: 10, intervalMs: 100 },
} as const;

export type LimitClass = keyof typeof LIMITS;

export type Reservation =
  /** The call is reserved: sleep this long, then send it. */
  | { readonly sleepMs: number }
  /** Nothing is reserved: the queue of this account is longer than the caller wants to wait. */
  | { readonly busyForMs: number };

export interface ReserveOptions {
  readonly maxWaitMs: number;
  /** For tests: the database's own clock otherwise, so that all processes share one. */
  readonly nowMs?: number;
}

/** Reserves one call in the budget that all processes share. */
export async function reserveCall(
  db: Database,
  portalId: number,
  limitClass: LimitClass,
  { maxWaitMs, nowMs }: ReserveOptions,
): Promise<Reservation> {
  const { burst, intervalMs } = LIMITS[limitClass];
  const { rows } = await withPortal(db, portalId, (tx) =>
    tx.query<{ wait: number }>(
      'select reserve_call($1, $2, $3, $4, $5, $6) as wait',
      [portalId, limitClass, burst, intervalMs, maxWaitMs, nowMs ?? null],
      { name: 'reserve_call' },
    ),
  );
  const wait = rows[0]?.wait ?? 0;
  return wait < 0 ? { busyForMs: -wait } : { sleepMs: wait };
}

/** HubSpot answered 429: every process holds back calls of this class and account for `pauseMs`. Others go on. */
export async function pauseCalls(
  db: Database,
  portalId: number,
  limitClass: LimitClass,
  pauseMs: number,
  nowMs?: number,
): Promise<void> {
  const { burst, intervalMs } = LIMITS[limitClass];
  await withPortal(db, portalId, (tx) =>
    tx.query('select pause_calls($1, $2, $3, $4, $5, $6)', [
      portalId,
      limitClass,
      burst,
      intervalMs,
      pauseMs,
      nowMs ?? null,
    ]),
  );
}
