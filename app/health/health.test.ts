import { describe, expect, it } from '@jest/globals';
import { notEnoughData, type Result, value } from '../metrics/result.ts';
import { type BandStep, bandOf, foldBand } from './band.ts';
import { HEALTH_MODEL } from './model.ts';
import { type Bars, pointsBetween, scorePartner } from './score.ts';

const BARS = Object.fromEntries(HEALTH_MODEL.components.map(({ key }) => [key, { low: 0, high: 10 }])) as Bars; // one pair of bars per component
const results = (entries: Record<string, number | Result>) =>
  new Map(Object.entries(entries).map(([key, one]) => [key, typeof one === 'number' ? value(one) : one]));
const ALL = {
  'registration-velocity/per-30d': 10,
  'sourced-revenue/revenue-365d': 10,
  'pipeline/sourced': 0,
  'close-rate/close-rate': 10,
  'sales-cycle/compared-median': 20,
  'sales-cycle/direct-median': 2,
  'engagement-state/days-since': 5,
};

describe('points between two bars', () => {
  it.each([
    [5, 0, 10, 50],
    [-3, 0, 10, 0],
    [99, 0, 10, 100],
    [67, 120, 14, 50],
    [14, 120, 14, 100],
    [200, 120, 14, 0],
  ])('%d between %d and %d gives %d', (measured, low, high, points) => {
    expect(pointsBetween(measured, low, high)).toBe(points);
  });
});

describe('the score', () => {
  it('is the weighted mean of the components', () => {
    // 20 x 100 + 20 x 100 + 15 x 0 + 15 x 100 + 10 x 100 + 20 x 50 = 7500, of 100: 75
    const score = scorePartner(results(ALL), 'producing', 500, BARS);
    expect(score).toMatchObject({ state: 'scored', exact: 75, knownWeight: 1 });
  });

  it('is not shown when less than 60 % of the weight is known', () => {
    const {
      'registration-velocity/per-30d': _,
      'sourced-revenue/revenue-365d': __,
      'pipeline/sourced': ___,
      ...known
    } = ALL;
    const score = scorePartner(results(known), 'producing', 500, BARS);
    expect(score).toMatchObject({ state: 'not-enough-data', exact: null });
    expect(score.knownWeight).toBeCloseTo(0.45);
  });

  it('never counts an unknown metric as 0', () => {
    const score = scorePartner(
      results({ ...ALL, 'close-rate/close-rate': notEnoughData(2, 5) }),
      'producing',
      500,
      BARS,
    );
    // 6000 of the 85 that are known
    expect(score.exact).toBeCloseTo(6000 / 85);
    expect(score.components.find(({ key }) => key === 'close-rate')?.points).toBeNull();
  });

  it('does not hold outcomes against a partner that has not produced yet', () => {
    const score = scorePartner(results({ ...ALL, 'sourced-revenue/revenue-365d': 0 }), 'activated', 200, BARS);
    expect(score.components.map(({ key }) => key)).toEqual(['registrations', 'pipeline', 'engagement']);
  });

  it('says nothing of a partner in its first 90 days, by design', () => {
    expect(scorePartner(results(ALL), 'onboarding', 23, BARS).state).toBe('new');
    expect(scorePartner(results(ALL), 'onboarding', 90, BARS).state).toBe('scored');
  });
});

describe('bands', () => {
  const steps = (...scores: (number | null)[]): BandStep[] => scores.map((score) => ({ score, isCapped: false }));

  it.each([
    [32, 'at-risk'],
    [33, 'watch'],
    [65, 'watch'],
    [66, 'healthy'],
  ])('%d points are %s', (score, band) => expect(bandOf(score)).toBe(band));

  it('begin where an account says', () => {
    const lines = { watch: 50, healthy: 80 };
    expect([49, 50, 79, 80].map((score) => bandOf(score, lines))).toEqual(['at-risk', 'watch', 'watch', 'healthy']);
    expect(foldBand(steps(82, 76), lines)).toBe('healthy');
    expect(foldBand(steps(82, 74), lines)).toBe('watch');
    expect(foldBand(steps(40, 54), lines)).toBe('at-risk');
    expect(foldBand(steps(40, 55), lines)).toBe('watch');
  });

  it('do not flicker when a score crosses the line for one week', () => {
    expect(foldBand(steps(70, 70, 64))).toBe('healthy');
    expect(foldBand(steps(70, 70, 64, 67))).toBe('healthy');
  });

  it('change when two week-ends agree', () => expect(foldBand(steps(70, 64, 64))).toBe('watch'));

  it('change at once when the score is 5 points beyond the line', () => {
    expect(foldBand(steps(70, 61))).toBe('healthy');
    expect(foldBand(steps(70, 60))).toBe('watch');
    expect(foldBand(steps(60, 71))).toBe('healthy');
    expect(foldBand(steps(60, 70))).toBe('watch');
  });

  it('start afresh after a gap', () => expect(foldBand(steps(70, null, 64))).toBe('watch'));

  it('are at best Watch while a critical component is in red', () => {
    expect(foldBand([{ score: 90, isCapped: true }])).toBe('watch');
    expect(foldBand([...steps(90), { score: 90, isCapped: true }])).toBe('watch');
  });
});

describe('the model', () => {
  it('gives every profile weights that add up to 100', () => {
    for (const { weights } of HEALTH_MODEL.profiles) {
      expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
    }
  });

  it('holds at least 40 % leading weight in every profile', () => {
    for (const { weights } of HEALTH_MODEL.profiles) {
      const leading = HEALTH_MODEL.components.filter(({ timing }) => timing === 'leading');
      expect(leading.reduce((sum, { key }) => sum + (weights[key] ?? 0), 0)).toBeGreaterThanOrEqual(40);
    }
  });

  it('has at most eight components', () => expect(HEALTH_MODEL.components.length).toBeLessThanOrEqual(8));
});
