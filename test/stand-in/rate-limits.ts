import type { Reply } from './http/reply.ts';
import type { LimitClass } from './http/router.ts';

/** Calls per rolling window, per app and installing account. hubspot-api.md 3.1 */
const GENERAL = { max: 110, windowMilliseconds: 10_000 };
/** Searches per second, shared by everything in an account. */
const SEARCH = { max: 5, windowMilliseconds: 1000 };

export interface LimitDecision {
  /** The 429 to answer, or null when the request may go on. */
  readonly refusal: Reply | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface RateLimits {
  take(limit: LimitClass, hubId: number, appId: number, now: number): LimitDecision;
  clear(): void;
}

const NO_HEADERS = {};

/**
 * Counts in rolling windows, so that bursts at a window's edge do not pass. Refused calls do not count. `speed` makes the
 * windows that many times shorter: for benches, where whoever is limited runs as much faster.
 */
export function createRateLimits(enabled: boolean, speed = 1): RateLimits {
  const taken = new Map<string, number[]>();
  const count = (key: string, { max, windowMilliseconds }: typeof GENERAL, now: number) => {
    const recent = (taken.get(key) ?? []).filter((at) => at > now - windowMilliseconds / speed);
    const passes = recent.length < max;
    if (passes) recent.push(now);
    taken.set(key, recent);
    return { passes, remaining: max - recent.length };
  };
  const refuse = (message: string, policyName: string): Reply => ({
    status: 429,
    body: { status: 'error', message, errorType: 'RATE_LIMIT', policyName },
  });
  return {
    clear: () => taken.clear(),
    take: (limit, hubId, appId, now) => {
      if (!enabled || limit === 'exempt') return { refusal: null, headers: NO_HEADERS };
      if (limit === 'search') {
        const { passes } = count(`search ${hubId}`, SEARCH, now);
        // Search answers carry no rate-limit headers. hubspot-api.md 3.2
        const refusal = passes ? null : refuse('You have reached your secondly limit.', 'SECONDLY');
        return { refusal, headers: NO_HEADERS };
      }
      const { passes, remaining } = count(`general ${hubId} ${appId}`, GENERAL, now);
      const headers = {
        'X-HubSpot-RateLimit-Max': String(GENERAL.max),
        'X-HubSpot-RateLimit-Remaining': String(remaining),
        'X-HubSpot-RateLimit-Interval-Milliseconds': String(GENERAL.windowMilliseconds / speed),
      };
      const message = 'You have reached your ten_secondly_rolling limit.';
      return { refusal: passes ? null : refuse(message, 'TEN_SECONDLY_ROLLING'), headers };
    },
  };
}
