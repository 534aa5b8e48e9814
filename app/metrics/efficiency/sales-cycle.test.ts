import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDay } from '../../kit/days.ts';
import { answers } from '../testing/answers.ts';
import { account, type DealWords, day } from '../testing/facts.ts';
import { salesCycle } from './sales-cycle.ts';

/** Deals won on 2025-06-01 after so many days. */
const partnerDeals = (days: readonly number[], more: DealWords = {}): DealWords[] =>
  days.map((n) => ({ sourced: 'Acme', registered: formatDay(day('2025-06-01') - n), won: '2025-06-01', ...more }));
const directDeals = (days: readonly number[], more: DealWords = {}): DealWords[] =>
  days.map((n) => ({ created: formatDay(day('2025-06-01') - n), won: '2025-06-01', ...more }));
const ask = (deals: readonly DealWords[]) =>
  answers(salesCycle, account({ partners: [{ name: 'Acme' }], deals }), '2025-06-30');

const TEN = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

describe('sales cycle', () => {
  it('is the median of days from registration to close, from 3 won deals on: 10, 20, 60, 90 give (20 + 60) / 2', () => {
    expect(ask(partnerDeals([90, 10, 60, 20])).partner('Acme').median).toMatchObject({ value: 40, sample: 4 });
    expect(ask(partnerDeals([90, 10])).partner('Acme').median).toMatchObject({
      state: 'not-enough-data',
      have: 2,
      need: 3,
    });
  });

  it('compares with direct deals from their creation, with 10 deals on each side', () => {
    const {
      median,
      difference,
      'direct-median': direct,
    } = ask([...partnerDeals(TEN), ...directDeals(TEN.map((n) => n * 2))]).partner('Acme');
    expect(median).toMatchObject({ value: 55 });
    expect(direct).toMatchObject({ value: 110, sample: 10 });
    expect(difference).toMatchObject({
      value: -55,
      reason: expect.stringMatching(/^Faster than direct deals: introductions are warm\. Not matched/),
    });
  });

  it('does not compare with fewer than 10 on either side', () => {
    const few = ask([...partnerDeals(TEN), ...directDeals(TEN.slice(1))]).partner('Acme');
    expect(few['direct-median']).toMatchObject({
      state: 'not-enough-data',
      have: 9,
      need: 10,
      reason: '10 partner deals and 9 direct deals: too few to compare',
    });
    expect(ask([...partnerDeals(TEN.slice(1)), ...directDeals(TEN)]).partner('Acme')['direct-median']).toMatchObject({
      have: 9,
      reason: '9 partner deals and 10 direct deals: too few to compare',
    });
  });

  it('compares within the pipelines of the partner only', () => {
    const results = ask([
      ...partnerDeals(TEN),
      ...directDeals(TEN),
      ...directDeals(
        TEN.map((n) => n * 10),
        { pipeline: 'renewals' },
      ),
    ]);
    expect(results.partner('Acme')['direct-median']).toMatchObject({ value: 55, sample: 10 });
    expect(results.program['direct-median']).toMatchObject({ value: 55, sample: 10 });
  });

  describe('within the same size of customer', () => {
    const customers = [
      { name: 'Small', size: '1-9' },
      { name: 'Large', size: '1000-4999' },
      { name: 'Middle', size: '50-249' },
      { name: 'Unknown' },
    ];
    const [small, large] = [{ customer: 'Small' }, { customer: 'Large' }];
    const sized = (deals: readonly DealWords[]) =>
      answers(salesCycle, account({ partners: [{ name: 'Acme' }], customers, deals }), '2025-06-30');
    const same = (days: number, count: number) => Array.from({ length: count }, () => days);

    it('a partner that sells to large customers is held against large direct deals: 90 and 100 days, not 90 and 20', () => {
      const said = sized([
        ...partnerDeals(same(90, 10), large),
        ...directDeals(same(100, 10), large),
        ...directDeals(same(20, 40), small),
      ]);
      expect(said.partner('Acme')).toMatchObject({
        'compared-median': { value: 90, sample: 10 },
        'direct-median': { value: 100, sample: 10 },
        difference: { value: -10, reason: expect.stringContaining('(employees 1000-4999): 10 of 10 deals') },
      });
      expect(said.program.difference).toEqual(said.partner('Acme').difference);
    });

    it('direct deals are weighed by the mix of the partner: (20 x 100 + 10 x 20) / 30 against (20 x 90 + 10 x 30) / 30', () => {
      const said = sized([
        ...[...partnerDeals(same(90, 20), large), ...partnerDeals(same(30, 10), small)],
        ...[...directDeals(same(100, 10), large), ...directDeals(same(20, 50), small)],
      ]).partner('Acme');
      expect(said).toMatchObject({
        median: { value: 90 },
        'compared-median': { value: 70, sample: 30 },
        'direct-median': { value: 2200 / 30, sample: 60 },
        difference: { reason: expect.stringContaining('(employees 1-9, 1000-4999): 30 of 30 deals') },
      });
    });

    it('deals of sizes that cannot be compared are counted beside it, and make it provisional where they are most', () => {
      const matched = [...partnerDeals(same(90, 10), large), ...directDeals(same(100, 10), large)];
      const others = [
        ...partnerDeals(same(5, 9), { customer: 'Middle' }),
        ...directDeals(same(5, 20), { customer: 'Middle' }),
        ...partnerDeals(same(5, 2), { customer: 'Unknown' }),
      ];
      const { difference, median } = sized([...matched, ...others]).partner('Acme');
      expect(difference).toMatchObject({
        value: -10,
        qualifier: 'provisional',
        excluded: {
          'not compared: fewer than 10 deals of that size on either side': 9,
          'not compared: size of the customer not known': 2,
        },
      });
      expect(median).toMatchObject({ value: 5, sample: 21 });
    });

    it('where no size has 10 deals on both sides, all deals of the pipeline are compared and it says so', () => {
      const said = sized([
        ...[...partnerDeals(same(90, 9), large), ...partnerDeals(same(90, 9), small)],
        ...directDeals(same(100, 20), large),
      ]).partner('Acme');
      expect(said).toMatchObject({
        'compared-median': { value: 90, sample: 18 },
        'direct-median': { value: 100, sample: 20 },
        difference: {
          reason: expect.stringContaining('Not matched by size of customer, since no size has 10 deals on both sides'),
        },
      });
    });

    it('a partner as fast as we are with customers of every size shows no difference, whatever its mix', () => {
      const some = fc.integer({ min: 1, max: 4 });
      const repeated = (days: readonly number[], times: number) => Array.from({ length: times }, () => days).flat();
      fc.assert(
        fc.property(some, some, some, some, (ownSmall, ownLarge, theirSmall, theirLarge) => {
          const slow = TEN.map((n) => n * 7);
          const { difference } = sized([
            ...partnerDeals(repeated(TEN, ownSmall), small),
            ...partnerDeals(repeated(slow, ownLarge), large),
            ...directDeals(repeated(TEN, theirSmall), small),
            ...directDeals(repeated(slow, theirLarge), large),
          ]).partner('Acme');
          expect(difference).toMatchObject({ value: expect.closeTo(0, 9) });
        }),
        { numRuns: 40 },
      );
    });
  });

  it('leaves out deals that were not registered, or registered after they were won', () => {
    const results = ask([
      ...partnerDeals([10, 20, 30]),
      { sourced: 'Acme', created: '2025-01-01', won: '2025-06-01' },
      { sourced: 'Acme', created: '2025-01-01', registered: '2025-06-02', won: '2025-06-01' },
    ]);
    expect(results.partner('Acme').median).toMatchObject({
      value: 20,
      excluded: { 'not registered before it was won': 2 },
    });
  });
});
