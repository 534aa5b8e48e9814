import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../metrics/catalogue.generated.ts';
import { notEnoughData, value } from '../metrics/result.ts';
import { areasToImprove, FACETS, programmePerformance } from './programme-performance.ts';

const facet = (name: string, now: Parameters<typeof programmePerformance>[0], before = now) =>
  programmePerformance(now, before).find((one) => one.facet === name);

describe('performance of the programme', () => {
  it('speaks only of measures that exist for the programme', () => {
    const measures = new Map(
      CATALOGUE.flatMap(({ meta }) =>
        Object.entries(meta.measures).map(([key, one]) => [`${meta.id}/${key}`, one] as const),
      ),
    );
    for (const { measure } of Object.values(FACETS).flat())
      expect([measure, measures.get(measure)?.scope]).not.toEqual([measure, undefined]);
    for (const { measure } of Object.values(FACETS).flat()) expect(measures.get(measure)?.scope).not.toBe('partner');
  });

  it('turns measures so that more is better, and names the largest driver', () => {
    // Close rate from 0.2 to 0.3 is +50 %; the cycle from 40 to 50 days is 25 % worse: 12.5 % better on the whole.
    const before = { 'close-rate/close-rate': value(0.2), 'sales-cycle/median': value(40) };
    const now = { 'close-rate/close-rate': value(0.3), 'sales-cycle/median': value(50) };
    expect(facet('deals', now, before)).toMatchObject({
      status: 'improving',
      improvement: expect.closeTo(0.125),
      driver: { measure: 'close-rate/close-rate' },
      unknown: ['deal-size/mean'],
    });
  });

  it('calls small changes steady, and says nothing where nothing can be compared', () => {
    expect(facet('deals', { 'close-rate/close-rate': value(0.2) })).toMatchObject({ status: 'steady', improvement: 0 });
    expect(facet('deals', { 'close-rate/close-rate': notEnoughData(2, 5) })).toMatchObject({
      status: 'unknown',
      driver: null,
    });
    expect(
      facet('deals', { 'close-rate/close-rate': value(0.2) }, { 'close-rate/close-rate': value(0) }),
    ).toMatchObject({ status: 'unknown' });
  });

  it('ranks the facets below their baseline by the gap and the revenue behind it', () => {
    const baseline = { 'close-rate/close-rate': value(0.4), 'lead-quantity/leads': value(10) };
    const now = {
      'close-rate/close-rate': value(0.3),
      'lead-quantity/leads': value(5),
      'sourced-revenue/revenue-365d': value(1_000_000),
    };
    expect(areasToImprove(now, baseline)).toEqual([
      { facet: 'lead generation', gap: 0.5, revenueMinor: 1_000_000, weightMinor: 500_000 },
      { facet: 'deals', gap: expect.closeTo(0.25), revenueMinor: 1_000_000, weightMinor: expect.closeTo(250_000) },
    ]);
  });
});
