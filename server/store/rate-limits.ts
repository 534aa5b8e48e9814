import { askPortalOnce, type Database, withPortal } from './db.ts';

/**
 * Limit classes of HubSpot, each with a budget of its own per account. Apps installed by OAuth get 110 calls per rolling
 * 10 s, until an account's headers say otherwise. Search allows 5 a second, shared with everything else in the account,
 * and says nothing in headers. The number for association calls is not published.
 */
const PUBLISHED_LIMITS = {
  general: { calls: 110, windowMs: 10_000 },
  search: { calls: 5, windowMs: 1000 },
  associations: { calls: 110, windowMs: 10_000 },
} as const;

export type LimitClass = keyof typeof PUBLISHED_LIMITS;

/** `prompt`: somebody or something waits for it. `background`: reads long, and lets prompt calls pass. */
export type Lane = 'prompt' | 'background';

/** How the budget of every account is cut. */
export interface RatePolicy {
  /** Share of each limit that we use, 0..1; the rest is left to others. */
  readonly share: number;
  /** For benches that run the whole clock faster: windows are this many times shorter than published. */
  readonly speed?: number;
  /** Epoch milliseconds; the database's own clock unless given, so that all processes share one. */
  readonly now?: () => number;
}

export const DEFAULT_RATE_POLICY: RatePolicy = { share: 0.9 };

export type Reservation =
  /** The call is reserved: sleep this long, then send it. */
  | { readonly sleepMs: number }
  /** Nothing is reserved, too many background calls stand in line: ask again after this. */
  | { readonly askAgainMs: number }
  /** Nothing is reserved: the wait would be longer than the caller's `maxWaitMs`. */
  | { readonly busyForMs: number };

export interface ReserveOptions {
  readonly maxWaitMs: number;
  /** `prompt` unless said otherwise. */
  readonly lane?: Lane;
  readonly policy?: RatePolicy;
}

const RESERVE = (...values: string[]) => `select outcome, wait_ms from reserve_call(${values.join(', ')})`;

/** Reserves one call in the budget that all processes share. */
export async function reserveCall(
  db: Database,
  portalId: number,
  limitClass: LimitClass,
  { maxWaitMs, lane = 'prompt', policy = DEFAULT_RATE_POLICY }: ReserveOptions,
): Promise<Reservation> {
  // Every call to HubSpot passes here: one round trip instead of three.
  const rows = await askPortalOnce<{ outcome: string; wait_ms: number }>(db, portalId, RESERVE, [
    portalId,
    limitClass,
    ...limitsOf(limitClass, policy),
    lane,
    maxWaitMs,
    nowOf(policy),
  ]);
  const { outcome, wait_ms: wait } = rows[0] ?? { outcome: 'go', wait_ms: 0 };
  if (outcome === 'busy') return { busyForMs: wait };
  return outcome === 'again' ? { askAgainMs: wait } : { sleepMs: wait };
}

/** HubSpot answered 429: every process holds back calls of this class and account for `pauseMs`. Others go on. */
export async function pauseCalls(
  db: Database,
  portalId: number,
  limitClass: LimitClass,
  pauseMs: number,
  policy: RatePolicy = DEFAULT_RATE_POLICY,
): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query('select pause_calls($1, $2, $3, $4, $5, $6, $7)', [
      portalId,
      limitClass,
      ...limitsOf(limitClass, policy),
      pauseMs,
      nowOf(policy),
    ]),
  );
}

/** What HubSpot's headers say of a limit. */
export interface LimitHeaders {
  readonly max: number;
  readonly remaining: number;
  readonly windowMs: number;
}

/** True when headers tell something to act on: fewer calls are left than we promised to leave to others. */
export function isOthersShareTouched({ max, remaining }: LimitHeaders, { share } = DEFAULT_RATE_POLICY): boolean {
  return remaining < max - Math.max(1, Math.floor(max * share));
}

/** Takes over what an answer's headers said. Each process tells only what it has not told before or must act on. */
export async function learnLimit(
  db: Database,
  portalId: number,
  limitClass: LimitClass,
  { max, remaining, windowMs }: LimitHeaders,
  policy: RatePolicy = DEFAULT_RATE_POLICY,
): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query('select learn_limit($1, $2, $3, $4, $5, $6, $7)', [
      portalId,
      limitClass,
      max,
      windowMs,
      remaining,
      policy.share,
      nowOf(policy),
    ]),
  );
}

const nowOf = ({ now }: RatePolicy) => now?.() ?? null;

/** Calls, window in milliseconds, and our share, in the order in which the functions of the database take them. */
function limitsOf(limitClass: LimitClass, { share, speed = 1 }: RatePolicy): [number, number, number] {
  const { calls, windowMs } = PUBLISHED_LIMITS[limitClass];
  return [calls, Math.round(windowMs / speed), share];
}
