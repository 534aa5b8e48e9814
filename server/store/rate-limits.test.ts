import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/postgres.ts';
import { type LimitClass, pauseCalls, reserveCall } from './rate-limits.ts';

const database = testDatabase();
let nextPortal = 1;

/** Several callers ask at once at each of the given times; the answer is when their calls go out, in order. */
async function sendTimes(limitClass: LimitClass, arrivals: readonly { atMs: number; callers: number }[]) {
  const portalId = nextPortal++;
  const times: number[] = [];
  for (const { atMs, callers } of arrivals) {
    const reservations = await Promise.all(
      Array.from({ length: callers }, () =>
        reserveCall(database.db, portalId, limitClass, { maxWaitMs: 1e9, nowMs: atMs }),
      ),
    );
    for (const reservation of reservations) if ('sleepMs' in reservation) times.push(atMs + reservation.sleepMs);
  }
  return times.sort((a, b) => a - b);
}

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
  .array(fc.record({ gapMs: fc.integer({ min: 0, max: 4000 }), callers: fc.integer({ min: 1, max: 40 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((steps) => {
    let atMs = 1_000_000;
    return steps.map(({ gapMs, callers }) => {
      atMs += gapMs;
      return { atMs, callers };
    });
  });

describe('the shared rate budget', () => {
  it('lets at most 110 general calls into any rolling 10 s, whoever asks and however they come', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (steps) => {
        const times = await sendTimes('general', steps);
        expect(times).toHaveLength(steps.reduce((sum, { callers }) => sum + callers, 0));
        expect(mostWithin(times, 10_000)).toBeLessThanOrEqual(110);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('lets at most 5 searches into any second', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (steps) => {
        expect(mostWithin(await sendTimes('search', steps), 1000)).toBeLessThanOrEqual(5);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('uses nine tenths of the limit when there is more work than it allows', async () => {
    const times = await sendTimes('general', [{ atMs: 0, callers: 220 }]);
    expect(mostWithin(times, 10_000)).toBeGreaterThanOrEqual(99);
  });

  it('reserves nothing for a caller that will not wait that long', async () => {
    const portalId = nextPortal++;
    const ask = (maxWaitMs: number) => reserveCall(database.db, portalId, 'search', { maxWaitMs, nowMs: 5000 });
    expect(await ask(0)).toEqual({ sleepMs: 0 });
    expect(await ask(100)).toEqual({ busyForMs: 250 });
    expect(await ask(250)).toEqual({ sleepMs: 250 });
  });

  it('holds back a paused class, without a burst afterwards, and leaves other classes and accounts alone', async () => {
    const portalId = nextPortal++;
    const options = { maxWaitMs: 60_000, nowMs: 1000 };
    await pauseCalls(database.db, portalId, 'general', 10_000, 1000);
    expect(await reserveCall(database.db, portalId, 'general', options)).toEqual({ sleepMs: 10_000 });
    expect(await reserveCall(database.db, portalId, 'general', options)).toEqual({ sleepMs: 10_100 });
    expect(await reserveCall(database.db, portalId, 'search', options)).toEqual({ sleepMs: 0 });
    expect(await reserveCall(database.db, nextPortal++, 'general', options)).toEqual({ sleepMs: 0 });
  });
});
