import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median } from './average.ts';
import { kaplanMeierMedian, survivalAt, survivalCurve, survivalMedian, type Waiting } from './kaplan-meier.ts';
import { RUNS, reordered } from './testing/runs.ts';

const at = (days: readonly number[], event = true): Waiting[] => days.map((day) => ({ days: day, event }));

/** Weeks in remission of Freireich and others (1963). */
const treated = [...at([6, 6, 6, 7, 10, 13, 16, 22, 23]), ...at([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], false)];
const placebo = at([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

const oneWaiting = fc.record({ days: fc.integer({ min: 0, max: 30 }), event: fc.boolean() });
const oneLate = fc.record({
  days: fc.integer({ min: 0, max: 30 }),
  event: fc.boolean(),
  entryDays: fc.integer({ min: 0, max: 20 }),
});

describe('Kaplan-Meier curve', () => {
  // Klein and Moeschberger, Survival Analysis (2003), section 4.2: at risk, survival and Greenwood's standard error.
  // Intervals on the scale log(-log) to four digits agree with scipy 1.17 (ecdf, method "log-log").
  it.each([
    [6, 21, 0.857, 0.0764, 0.6197, 0.9516],
    [7, 17, 0.807, 0.0869, 0.5631, 0.9228],
    [10, 15, 0.753, 0.0963, 0.5032, 0.8894],
    [13, 12, 0.69, 0.1068, 0.4316, 0.8491],
    [16, 11, 0.627, 0.1141, 0.3675, 0.8049],
    [22, 7, 0.538, 0.1282, 0.2678, 0.7468],
    [23, 6, 0.448, 0.1346, 0.1881, 0.6801],
  ])('agrees with the published 6-MP leukaemia table at week %d', (week, atRisk, share, error, low, high) => {
    const step = survivalCurve(treated)?.steps.find(({ days }) => days === week);
    expect(step?.atRisk).toBe(atRisk);
    expect(Math.abs((step?.share ?? 0) - share)).toBeLessThan(0.001);
    expect(step?.spread?.standardError).toBeCloseTo(error, 4);
    expect(step?.spread?.low).toBeCloseTo(low, 4);
    expect(step?.spread?.high).toBeCloseTo(high, 4);
  });

  it('finds medians of 23 and 8 weeks in the same trial', () => {
    expect(kaplanMeierMedian(treated)).toBe(23);
    expect(kaplanMeierMedian(placebo)).toBe(8);
  });

  it('takes the middle of the stretch where the curve rests on one half, as the ordinary median does', () => {
    expect(kaplanMeierMedian(at([10, 20, 30, 40]))).toBe(median([10, 20, 30, 40]));
    expect(kaplanMeierMedian(at([10, 20, 30]))).toBe(20);
  });

  it('has no median while more than half wait, and says nothing of nobody', () => {
    expect(kaplanMeierMedian([...at([10]), ...at([50, 60], false)])).toBeUndefined();
    expect(kaplanMeierMedian([])).toBeUndefined();
    expect(survivalCurve([])).toBeUndefined();
  });

  it('counts an event before a censoring on the same day', () => {
    // By hand: both are at risk on day 5, one has the event: 1/2. Censoring first would leave 0.
    expect(survivalCurve([...at([5]), ...at([5], false)])?.steps[0]?.share).toBe(0.5);
  });

  it('says nothing after the last day watched, unless nobody is left', () => {
    const open = survivalCurve(treated);
    const done = survivalCurve(placebo);
    if (!open || !done) throw new Error('there are observations');
    expect(survivalAt(open, 5)).toEqual({ share: 1, spread: undefined });
    expect(survivalAt(open, 35)?.share).toBeCloseTo(0.448, 3);
    expect(survivalAt(open, 36)).toBeUndefined();
    expect(survivalAt(done, 400)).toEqual({ share: 0, spread: undefined });
  });
});

describe('Kaplan-Meier curve with delayed entry', () => {
  // By hand. At risk on day 3: the first three, for the last enters that day. On day 6: the last three. On day 8: two.
  const late: Waiting[] = [
    { days: 3, event: true },
    { days: 5, event: false },
    { days: 6, event: true, entryDays: 1 },
    { days: 8, event: true, entryDays: 4 },
    { days: 9, event: false, entryDays: 3 },
  ];

  it('counts a subject from the day after its entry', () => {
    const curve = survivalCurve(late);
    expect(curve?.steps.map(({ days, atRisk, events }) => [days, atRisk, events])).toEqual([
      [3, 3, 1],
      [6, 3, 1],
      [8, 2, 1],
    ]);
    expect(curve?.steps.map(({ share }) => share)).toEqual([
      expect.closeTo(2 / 3, 12),
      expect.closeTo(4 / 9, 12),
      expect.closeTo(2 / 9, 12),
    ]);
    expect(curve && survivalMedian(curve)).toBe(6);
    // Greenwood by hand: 1/(3x2) + 1/(3x2) + 1/(2x1) = 5/6.
    expect(curve?.steps[2]?.spread?.standardError).toBeCloseTo((2 / 9) * Math.sqrt(5 / 6), 12);
  });

  it('speaks only of those that came as far as the first entry, or as far as it is asked to begin', () => {
    const entries: Waiting[] = [
      { days: 120, event: true, entryDays: 100 },
      { days: 200, event: true, entryDays: 150 },
      { days: 300, event: false, entryDays: 150 },
    ];
    const all = survivalCurve(entries);
    expect(all?.fromDays).toBe(100);
    expect(all && survivalAt(all, 99)).toBeUndefined();
    // The only one at risk on day 120 has its event: the curve is 0 for good. Begun at 150 it rests on two.
    expect(all?.steps.map(({ share }) => share)).toEqual([0, 0]);
    expect(survivalCurve(entries, 150)?.steps.map(({ share }) => share)).toEqual([0.5]);
  });

  it('leaves out one that was gone before we began to watch', () => {
    expect(survivalCurve([{ days: 50, event: true, entryDays: 50 }])).toBeUndefined();
  });

  it('equals the plain estimate when all enter at 0', () => {
    fc.assert(
      fc.property(fc.array(oneWaiting), (observations) => {
        const entered = observations.map((one) => ({ ...one, entryDays: 0 }));
        expect(survivalCurve(entered)).toEqual(survivalCurve(observations));
      }),
      RUNS,
    );
  });

  it('does not depend on order, never rises, stays within 0..1 and inside its interval', () => {
    fc.assert(
      fc.property(reordered(fc.array(oneLate, { maxLength: 25 })), ([observations, other]) => {
        const curve = survivalCurve(observations);
        expect(survivalCurve(other)).toEqual(curve);
        let before = 1;
        for (const { share, atRisk, events, spread } of curve?.steps ?? []) {
          expect(events).toBeLessThanOrEqual(atRisk);
          expect(share).toBeLessThanOrEqual(before);
          expect(share).toBeGreaterThanOrEqual(0);
          if (spread) expect(0 <= spread.low && spread.low <= share && share <= spread.high).toBe(true);
          if (spread) expect(spread.high).toBeLessThanOrEqual(1);
          before = share;
        }
      }),
      RUNS,
    );
  });

  it('is the plain share still waiting when all were watched to their event', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), (days) => {
        for (const step of survivalCurve(at(days))?.steps ?? []) {
          expect(step.share).toBeCloseTo(days.filter((day) => day > step.days).length / days.length, 12);
        }
      }),
      RUNS,
    );
  });
});
