/**
 * A partner that sells to large customers, worked out by hand for 30 April and 30 June 2025.
 *
 * All deals are won and, of partners, registered on the day they were made. Acme won ten deals with Bank (1000-4999
 * employees) on 1 March: 100 each, 90 days after registration. On 1 June it won ten with Shop (1-9): 4 each, 30 days. It
 * won five with Mill (50-249) on 1 June as well, where we won none.
 * We won ten with Bank on 1 March (110 each, 100 days) and thirty with Shop (5 each, 20 days).
 *
 * 30 April: only Bank has ten on both sides: 90 days against 100, and 100 against 110. All direct deals together would
 * have said 90 against 20, and 100 against 5: a partner that is slow and sells twenty times as much.
 * 30 June: Bank and Shop, ten of Acme's deals each: (90 + 30) / 2 = 60 days against (100 + 20) / 2 = 60, and
 * (100 + 4) / 2 = 52 against (110 + 5) / 2 = 57.5. Five deals with Mill are not compared; Acme's own median is of all
 * twenty-five: 90 ten times, 30 ten times, 10 five times, so 30.
 */
import { describe, expect, it } from '@jest/globals';
import { dealSize } from '../../../app/metrics/efficiency/deal-size.ts';
import { salesCycle } from '../../../app/metrics/efficiency/sales-cycle.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account, type DealWords } from '../../../app/metrics/testing/facts.ts';

const many = (count: number, deal: DealWords): DealWords[] => Array.from({ length: count }, () => deal);
const acme = (customer: string, begun: string, won: string, amount: number): DealWords => ({
  ...{ sourced: 'Acme', customer, amount, won },
  registered: begun,
});
const world = account({
  partners: [{ name: 'Acme' }],
  customers: [
    { name: 'Bank', size: '1000-4999' },
    { name: 'Shop', size: '1-9' },
    { name: 'Mill', size: '50-249' },
  ],
  deals: [
    ...many(10, acme('Bank', '2024-12-01', '2025-03-01', 100)),
    ...many(10, acme('Shop', '2025-05-02', '2025-06-01', 4)),
    ...many(5, acme('Mill', '2025-05-22', '2025-06-01', 40)),
    ...many(10, { customer: 'Bank', created: '2024-11-21', won: '2025-03-01', amount: 110 }),
    ...many(30, { customer: 'Shop', created: '2025-02-09', won: '2025-03-01', amount: 5 }),
  ],
});

describe('a partner that sells to large customers', () => {
  it('is held against large direct deals alone while nothing else can be compared', () => {
    expect(answers(salesCycle, world, '2025-04-30').partner('Acme')).toMatchObject({
      'compared-median': { value: 90, sample: 10 },
      'direct-median': { value: 100, sample: 10 },
      difference: { value: -10 },
    });
    expect(answers(dealSize, world, '2025-04-30').partner('Acme')).toMatchObject({
      'compared-median': { value: 10_000 },
      'direct-median': { value: 11_000 },
      difference: { value: -1000 },
      'mean-difference': { value: -1000 },
    });
  });

  it('is held against direct deals of its own mix once it sells to small ones too', () => {
    const cycle = answers(salesCycle, world, '2025-06-30').partner('Acme');
    expect(cycle).toMatchObject({
      median: { value: 30, sample: 25 },
      'compared-median': { value: 60, sample: 20 },
      'direct-median': { value: 60, sample: 40 },
      difference: {
        value: 0,
        excluded: { 'not compared: fewer than 10 deals of that size on either side': 5 },
      },
    });
    expect(answers(dealSize, world, '2025-06-30').partner('Acme')).toMatchObject({
      'compared-median': { value: 5200 },
      'direct-median': { value: 5750 },
      difference: { value: -550 },
      'mean-difference': { value: -550 },
    });
  });

  it('gives the programme the same answer: Acme is all of it', () => {
    for (const metric of [salesCycle, dealSize]) {
      const { partner, program } = answers(metric, world, '2025-06-30');
      expect(program).toEqual(partner('Acme'));
    }
  });
});
