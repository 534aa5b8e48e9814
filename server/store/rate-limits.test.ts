import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/postgres.ts';
import {
  DEFAULT_RATE_POLICY,
  type Lane,
  type LimitClass,
  learnLimit,
  pauseCalls,
  type RatePolicy,
  reserveCall,
} from './rate-limits.ts';

const database = testDatabase();
let nextPortal = 1;

interface Caller {
  /** When it asks first. */
  readonly atMs: number;
  readonly lane?: Lane;
  /** Calls one after the other; the next is asked for `latencyMs` after the last went out. */
  readonly calls?: number;
}

const LATENCY_MS = 100;

/**
 * When the calls of all callers go out, in order. Everybody asks, sleeps and asks again as the door does, on one clock;
 * who asks at the same moment asks at once.
 */
async function sendTimes(
  limitClass: LimitClass,
  callers: readonly Caller[],
  { policy = DEFAULT_RATE_POLICY, portalId = nextPortal++ }: { policy?: RatePolicy; portalId?: number } = {},
): Promise<number[]> {
  const times: number[] = [];
  let waiting = callers.map(({ atMs, lane = 'prompt', calls = 1 }) => ({ nowMs: atMs, lane, calls }));
  while (waiting.length > 0) {
    const next = Math.min(...waiting.map(({ nowMs }) => nowMs));
    const [asking, later] = [
      waiting.filter(({ nowMs }) => nowMs === next),
      waiting.filter(({ nowMs }) => nowMs > next),
    ];
    const after = await Promise.all(
      asking.map(async ({ nowMs, lane, calls }) => {
        const turn = await reserveCall(database.db, portalId, limitClass, {
          maxWaitMs: 1e9,
          lane,
          policy: { ...policy, now: () => nowMs },
        });
        if ('busyForMs' in turn) throw new Error('nobody waits that long');
        if ('askAgainMs' in turn) return { nowMs: nowMs + turn.askAgainMs, lane, calls };
        times.push(nowMs + turn.sleepMs);
        return { nowMs: nowMs + turn.sleepMs + LATENCY_MS, lane, calls: calls - 1 };
      }),
    );
    waiting = [...later, ...after.filter(({ calls }) => calls > 0)];
  }
  return times.sort((a, b) => a - b);
}

/** The default, at a time of its own. */
const at = (nowMs: number): RatePolicy => ({ ...DEFAULT_RATE_POLICY, now: () => nowMs });

const crowd = (count: number, caller: Caller): Caller[] => Array.from({ length: count }, () => caller);

function mostWithin(times: readonly number[], windowMs: number): number {
  let most = 0;
  let start = 0;
  times.forEach((time, end) => {
    while ((times[start] ?? time) <= time - windowMs) start++;
    most = Math.max(most, end - start + 1);
  });
  return most;
}

const arrivals = fc
  .array(
    fc.record({
      gapMs: fc.integer({ min: 0, max: 4000 }),
      callers: fc.integer({ min: 1, max: 20 }),
      lane: fc.constantFrom<Lane>('prompt', 'background'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) => {
    let atMs = 1_000_000;
    return steps.flatMap(({ gapMs, callers, lane }) => {
      atMs += gapMs;
      return crowd(callers, { atMs, lane });
    });
  });

describe('the shared rate budget', () => {
  it('lets no more than our share of 110 general calls into any rolling 10 s, whoever asks and however they come', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, fc.constantFrom(1, 0.9, 0.5), async (callers, share) => {
        const times = await sendTimes('general', callers, { policy: { share } });
        expect(times).toHaveLength(callers.length);
        expect(mostWithin(times, 10_000)).toBeLessThanOrEqual(110 * share);
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('leaves one of the 5 searches a second to the account’s other apps', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (callers) => {
        expect(mostWithin(await sendTimes('search', callers), 1000)).toBeLessThanOrEqual(4);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it.each(['prompt', 'background'] as const)(
    'uses 95 of a hundred calls of the budget while there is work of the %s lane',
    async (lane) => {
      const times = await sendTimes('general', crowd(6, { atMs: 0, lane, calls: 30 }));
      const steady = times.filter((time) => time >= 5_000 && time < 15_000).length;
      expect(steady / 99).toBeGreaterThanOrEqual(0.95);
    },
    20_000,
  );

  it('lets what people wait for pass a backfill: none of its calls is waited for, however many stand in line', async () => {
    const backfill = crowd(8, { atMs: 0, lane: 'background', calls: 10 });
    const alone = await sendTimes('general', backfill);
    const webhooks = [1_000, 3_000, 4_017, 6_500].map((atMs) => ({ atMs, calls: 1 }));
    const together = await sendTimes('general', [...backfill, ...webhooks]);
    expect(alone.length).toBe(80);
    expect(together.filter((time) => webhooks.some(({ atMs }) => time === atMs)).length).toBe(webhooks.length);
  }, 20_000);

  it('follows the limits that an account’s headers state', async () => {
    const portalId = nextPortal++;
    await learnLimit(database.db, portalId, 'general', { max: 20, remaining: 20, windowMs: 10_000 }, at(1_000));
    const times = await sendTimes('general', crowd(60, { atMs: 1_000 }), { portalId });
    expect(mostWithin(times, 10_000)).toBe(18);
  });

  it('holds back for as long as others have used what we promised to leave to them', async () => {
    const portalId = nextPortal++;
    const nowMs = 1e12;
    const learn = (remaining: number) =>
      learnLimit(database.db, portalId, 'general', { max: 110, remaining, windowMs: 10_000 }, at(nowMs));
    await learn(11);
    expect(await sendTimes('general', [{ atMs: nowMs }], { portalId })).toEqual([nowMs]);
    await learn(1);
    const [next = 0] = await sendTimes('general', [{ atMs: nowMs }], { portalId });
    expect(next - nowMs).toBeGreaterThanOrEqual(8_000);
    expect(next - nowMs).toBeLessThanOrEqual(10_000);
    await learn(10);
    const [after = 0] = await sendTimes('general', [{ atMs: next + 1_000 }], { portalId });
    expect(after).toBe(next + 1_000);
  });

  it('reserves nothing for a caller that will not wait that long', async () => {
    const portalId = nextPortal++;
    const ask = (maxWaitMs: number) => reserveCall(database.db, portalId, 'search', { maxWaitMs, policy: at(5000) });
    expect(await ask(0)).toEqual({ sleepMs: 0 });
    expect(await ask(100)).toEqual({ busyForMs: 251 });
    expect(await ask(251)).toEqual({ sleepMs: 251 });
  });

  it('holds back a paused class, without a burst afterwards, and leaves other classes and accounts alone', async () => {
    const portalId = nextPortal++;
    const atMs = 1_000_000;
    await pauseCalls(database.db, portalId, 'general', 10_000, at(atMs));
    const times = await sendTimes('general', crowd(4, { atMs }), { portalId });
    expect(times[0]).toBe(atMs + 10_000);
    for (const [index, time] of times.slice(1).entries()) expect(time - (times[index] ?? 0)).toBeGreaterThan(100);
    expect(await sendTimes('search', [{ atMs }], { portalId })).toEqual([atMs]);
    expect(await sendTimes('general', [{ atMs }])).toEqual([atMs]);
  });

  it('gives a worker back rather than let it sleep through a long pause, in either lane', async () => {
    const portalId = nextPortal++;
    const nowMs = 1_000_000;
    await pauseCalls(database.db, portalId, 'general', 3_600_000, at(nowMs));
    for (const lane of ['prompt', 'background'] as const) {
      const turn = await reserveCall(database.db, portalId, 'general', { maxWaitMs: 30_000, lane, policy: at(nowMs) });
      expect(turn).toMatchObject({ busyForMs: expect.any(Number) });
    }
  });
});
