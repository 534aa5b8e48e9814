import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { parseDay } from '../kit/days.ts';
import { CATALOGUE } from '../metrics/catalogue.generated.ts';
import { type Result, value } from '../metrics/result.ts';
import { account } from '../metrics/testing/facts.ts';
import { lessonsOf } from './lessons.ts';

const asOf = parseDay('2025-06-30') ?? 0;
/** Ten resellers, two of which bring most, and ten referrers that bring little; one reseller is new and has brought nothing. */
const partners = [
  ...Array.from({ length: 10 }, (_, at) => ({ name: `Reseller ${at}`, type: 'reseller', signed: '2022-01-01' })),
  ...Array.from({ length: 10 }, (_, at) => ({ name: `Referrer ${at}`, type: 'referral', signed: '2022-01-01' })),
  { name: 'Newcomer', type: 'reseller', signed: '2025-05-01' },
];
const facts = account({ partners });
const worthOf = (index: number) => (index < 6 ? 900_000 + index : index < 10 ? 0 : index < 20 ? 1000 : 0);
const resultsOf = (index: number): ReadonlyMap<string, Result> =>
  new Map([['sourced-revenue/revenue-365d', value(worthOf(index))]]);
const lessons = lessonsOf({ facts, packed: packFacts(facts), metrics: CATALOGUE, asOf, resultsOf, program: {} });

describe('what a programme can learn', () => {
  it('is what its best partners share, with those that brought most as examples', () => {
    const [first] = lessons.traits;
    expect(first).toMatchObject({ attribute: 'type', value: 'reseller', partners: 11, top: 6, isProven: true });
    expect(first?.examples.map(({ name }) => name)).toEqual(['Reseller 5', 'Reseller 4', 'Reseller 3']);
  });

  it('holds new partners without revenue against it, and no others', () => {
    expect(lessons.fits.map(({ partner, score }) => [partner.name, score])).toEqual([['Newcomer', 1]]);
  });

  it('is empty where nothing is known', () => {
    const nobody = account({});
    const none = lessonsOf({
      ...{ facts: nobody, packed: packFacts(nobody), metrics: CATALOGUE, asOf, program: {} },
      resultsOf: () => new Map(),
    });
    expect(none).toMatchObject({ markets: [], marketCount: 0, traits: [], fits: [], rewards: [], enhancements: [] });
    expect(none.commissions).toEqual([]);
    expect(none.departures).toBeNull();
  });

  it('takes over what was said of departures earlier on the same day', () => {
    const departures = { before: [], leavers: [], count: 3 };
    const input = { facts, packed: packFacts(facts), metrics: [], asOf, resultsOf, program: {} };
    expect(lessonsOf({ ...input, departures }).departures).toBe(departures);
    expect(lessonsOf({ ...input, departures: null }).departures).toBeNull();
  });

  it('survives being stored: what is written as JSON is what is read', () => {
    expect(JSON.parse(JSON.stringify(lessons))).toEqual(lessons);
  });
});
