import type { Request, RequestHandler } from 'express';
import { PublicError } from '../ops/errors.ts';
import type { Metrics } from '../ops/metrics.ts';

/** So many requests at once, and so many a second after that. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Where requests are counted, per process. `page`: anybody's browser, by address. `refused`: unsigned or badly signed
 * requests by address, before anything is computed for them. `account`: what HubSpot signed, by account: it sends at most
 * 20 at a time for one.
 */
export const BUCKETS = {
  page: { burst: 30, perSecond: 1 },
  refused: { burst: 120, perSecond: 4 },
  account: { burst: 200, perSecond: 50 },
} as const satisfies Record<string, BucketSize>;

/** More callers than this at a time and the oldest are forgotten: memory stays bounded, whoever knocks. */
const CALLERS_KEPT = 20_000;

export interface TokenBuckets {
  /** Takes one; false when the caller has none left. */
  take(key: string): boolean;
  /** True when the caller has none left; takes nothing. */
  isEmpty(key: string): boolean;
}

/** Token buckets of one size. `now` is in milliseconds. */
export function createTokenBuckets({ burst, perSecond }: BucketSize, now: () => number): TokenBuckets {
  const callers = new Map<string, { left: number; atMs: number }>();

  function stateOf(key: string): { left: number; atMs: number } {
    const atMs = now();
    const known = callers.get(key);
    // Taken out and put back: the map's order is by last use, so the first is the one to forget.
    callers.delete(key);
    const left = known ? Math.min(burst, known.left + ((atMs - known.atMs) / 1000) * perSecond) : burst;
    const state = { left, atMs };
    callers.set(key, state);
    const oldest = callers.size > CALLERS_KEPT ? callers.keys().next().value : undefined;
    if (oldest !== undefined) callers.delete(oldest);
    return state;
  }

  return {
    take(key) {
      const state = stateOf(key);
      if (state.left < 1) return false;
      state.left -= 1;
      return true;
    },
    isEmpty: (key) => stateOf(key).left < 1,
  };
}

export interface RequestLimits {
  readonly page: RequestHandler;
  /** Before the signature check: callers whose last requests were refused too often. */
  readonly beforeSignature: RequestHandler;
  /** Counts one refused request. */
  readonly noteRefused: (request: Request) => void;
  /** After the signature check. */
  readonly account: (portalId: number) => void;
}

export function createRequestLimits(metrics: Metrics, now: () => number): RequestLimits {
  const buckets = {
    page: createTokenBuckets(BUCKETS.page, now),
    refused: createTokenBuckets(BUCKETS.refused, now),
    account: createTokenBuckets(BUCKETS.account, now),
  };
  const refuse = (bucket: keyof typeof BUCKETS): never => {
    metrics.requestsLimited.inc({ bucket });
    throw new PublicError('too_many_requests', `too many requests (${bucket})`);
  };
  const caller = (request: Request) => request.ip ?? 'unknown';
  return {
    page: (request, _response, next) => {
      if (!buckets.page.take(caller(request))) refuse('page');
      next();
    },
    beforeSignature: (request, _response, next) => {
      if (buckets.refused.isEmpty(caller(request))) refuse('refused');
      next();
    },
    noteRefused: (request) => void buckets.refused.take(caller(request)),
    account: (portalId) => {
      if (!buckets.account.take(String(portalId))) refuse('account');
    },
  };
}
