import { describe, expect, it } from '@jest/globals';
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
    expect(difference).toMatchObject({ value: -55, reason: 'Faster than direct deals: introductions are warm' });
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
