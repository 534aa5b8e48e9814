import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../metrics/catalogue.generated.ts';
import { value } from '../metrics/result.ts';
import { account, type DealWords, day, type PartnerWords } from '../metrics/testing/facts.ts';
import { segmentCells, segmentValue } from './segment.ts';
import { isOpposite, isSegmentable, segmentResults } from './segment-results.ts';

const north: PartnerWords[] = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, region: 'north', type: null }));
const south: PartnerWords[] = ['F', 'G'].map((name) => ({ name, region: 'south', type: null }));
const won = (who: Partial<DealWords>, amount: number): DealWords => ({
  ...who,
  created: '2025-01-01',
  won: '2025-05-01',
  amount,
});
const facts = account({
  partners: [...north, ...south, { name: 'Left', region: 'north', left: '2025-01-01' }, { name: 'Nowhere' }],
  deals: [
    won({ sourced: 'A' }, 100),
    // Two partners of one segment: the deal counts once there.
    won({ sourced: 'B', influenced: 'C' }, 10),
    // One partner of each: it counts once in each.
    won({ sourced: 'D', influenced: 'F' }, 5),
    won({ sourced: 'G' }, 1_000),
    won({}, 7),
  ],
});
const AS_OF = day('2025-06-30');

describe('segments', () => {
  it('hold the partners that are one at the date and have the value', () => {
    const cells = segmentCells(facts, AS_OF).filter(({ dimension }) => dimension === 'region');
    expect(
      cells.map(({ value: name, partners }) => [name, partners.map((index) => facts.partners[index]?.name)]),
    ).toEqual([
      ['north', ['A', 'B', 'C', 'D', 'E']],
      ['south', ['F', 'G']],
    ]);
  });

  it.each([
    ['2025-06-30', '0-3 months'],
    ['2025-09-29', '0-3 months'],
    ['2025-09-30', '3-12 months'],
    ['2026-07-01', '12-36 months'],
    ['2029-01-01', 'over 36 months'],
  ])('of tenure: signed on 1 July 2025, seen on %s', (date, band) => {
    const [partner] = account({ partners: [{ name: 'X', signed: '2025-07-01' }] }).partners;
    if (!partner) throw new Error('one partner was written');
    expect(segmentValue(partner, 'tenure', day(date))).toBe(date < '2025-07-01' ? null : band);
  });

  it('count each deal once, never as a sum of partners, and say nothing of fewer than five', () => {
    const revenue = CATALOGUE.filter(({ meta }) => meta.id === 'sourced-revenue');
    const of = (region: string) =>
      segmentResults(revenue, facts, [AS_OF]).find(({ cell }) => cell.dimension === 'region' && cell.value === region)
        ?.results;
    // North: 100 + 10 + 5, in cents.
    expect(of('north')?.['revenue-365d']).toMatchObject({ state: 'value', value: 11_500, sample: 3 });
    expect(of('south')?.['revenue-365d']).toMatchObject({ state: 'not-enough-data', have: 2, need: 5 });
  });

  it('are held against all direct deals, and never against those of other partners', () => {
    const size = CATALOGUE.filter(({ meta }) => meta.id === 'deal-size');
    const [{ results } = { results: {} }] = segmentResults(size, facts, [AS_OF]).filter(
      ({ cell }) => cell.value === 'north',
    );
    const told = JSON.stringify(results);
    // One direct deal of 7; the 1,000 of the other segment is in neither number.
    expect(told).toContain('direct');
    expect(told).not.toContain('100000');
  });

  it('are not asked what is kept for the programme as a whole', () => {
    for (const metric of CATALOGUE) {
      if (metric.meta.needs.some((need) => need === 'programme-costs')) expect(isSegmentable(metric)).toBe(false);
    }
    expect(CATALOGUE.filter(isSegmentable).length).toBeGreaterThan(10);
  });
});

describe('the warning of opposite movements', () => {
  const moved = (from: number, to: number) => ({ before: value(from), now: value(to) });
  it('is given when the total rises while each segment falls', () => {
    expect(isOpposite(moved(0.3, 0.35), [moved(0.5, 0.45), moved(0.2, 0.18)])).toBe(true);
  });
  it('is not given when one segment goes along, or only one can be compared', () => {
    expect(isOpposite(moved(0.3, 0.35), [moved(0.5, 0.45), moved(0.2, 0.25)])).toBe(false);
    expect(isOpposite(moved(0.3, 0.35), [moved(0.5, 0.45), { before: undefined, now: value(1) }])).toBe(false);
  });
});
