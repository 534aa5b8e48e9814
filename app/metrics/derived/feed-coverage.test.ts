import { describe, expect, it } from '@jest/globals';
import { account, day } from '../testing/facts.ts';
import { uncovered } from './feed-coverage.ts';

const facts = (from: string, to: string) =>
  account({ coverage: { 'portal-logins': { from, to }, training: { from, to } } });
const logins = (from: string, to: string, asOf = '2025-06-30', days = 30) =>
  uncovered(facts(from, to), 'portal-logins', day(asOf), days);

describe('the days that a feed speaks for', () => {
  it('are enough when they hold the whole window, so that nothing means zero', () => {
    expect(logins('2025-06-01', '2025-06-30')).toBeUndefined();
  });

  it('are too few when the feed began inside the window', () => {
    expect(logins('2025-06-11', '2025-06-30')).toMatchObject({ state: 'not-enough-data', have: 20, need: 30 });
  });

  it('may end a little before the date, by twice the expected pause', () => {
    // Logins are expected every day.
    expect(logins('2025-01-01', '2025-06-28')).toBeUndefined();
    expect(logins('2025-01-01', '2025-06-27')).toMatchObject({ state: 'stale', since: day('2025-06-27') });
  });

  it('say nothing of dates before the first of them', () => {
    expect(logins('2025-07-01', '2025-07-31')).toMatchObject({ state: 'not-enough-data', have: 0 });
  });

  it('do not count what lies between two periods', () => {
    const gap = {
      ...facts('2025-06-01', '2025-06-30'),
      coverage: {
        'portal-logins': {
          covered: [
            { from: day('2025-05-01'), to: day('2025-06-10') },
            { from: day('2025-06-21'), to: day('2025-06-30') },
          ],
          lastReceivedDay: day('2025-06-30'),
        },
      },
    };
    expect(uncovered(gap, 'portal-logins', day('2025-06-30'), 30)).toMatchObject({ have: 20, need: 30 });
  });

  it('go on, in a feed of states, until it is late', () => {
    // Training is expected every 7 days and says what holds, so a window is covered from its first day on.
    const training = (asOf: string) => uncovered(facts('2025-01-01', '2025-06-01'), 'training', day(asOf), 90);
    expect(training('2025-06-15')).toBeUndefined();
    expect(training('2025-06-16')).toMatchObject({ state: 'stale' });
  });
});
