/**
 * The customers of a small programme, worked out by hand. Acme, Bolt, Cord and Dash are partners since 2020; Echo was one
 * until 31 May 2025.
 *
 * On 1 March 2023 Acme won six customers and we won five ourselves, for 100 each. Each pays 10 a month since 2024, Acme's
 * first one 20. From January 2025 that one pays 30, and the second 5. One of Acme's was lost on 1 February 2025, one of
 * ours on 1 March. On 30 June: kept 5 of 6 against 4 of 5. Of the 70 that Acme's paid a year before, 55 are still paid
 * (20 + 5 + 3 x 10), and 65 are paid now: 10 more by the one that grew. Of our 50, 40.
 * On 31 January nobody was lost: 20 + 5 + 4 x 10 = 65 of 70 are still paid, and 75 are paid.
 *
 * Acme won 100 of its first customer on 1 March 2024, and 150 on 1 March 2025. Bolt won five new customers on 10 April 2025
 * for 10 each, and helped with a deal of 300 won on 1 April. Growth of sourced revenue to 30 June: (150 + 50) / 100 - 1 = 1.
 * On 28 February 2025 the year before (2 March 2023 to 29 February 2024) has none to grow from. Helped with against
 * brought: 300 / 200, and 0 / 100 in February.
 *
 * The programme costs 50 a month for people: 12 x 50 / 5 new customers = 120. Of the costs of direct sales nothing is known.
 * Of the six metrics that the account began with, two have an owner, and of these one is reviewed in time: 1/6; in
 * September its review is overdue as well.
 */
import { describe, expect, it } from '@jest/globals';
import { costPerAcquisition } from '../../../app/metrics/efficiency/cost-per-acquisition.ts';
import { customerExpansion } from '../../../app/metrics/outcome/customer-expansion.ts';
import { customerRetention } from '../../../app/metrics/outcome/customer-retention.ts';
import { influencedToSourcedRatio } from '../../../app/metrics/outcome/influenced-to-sourced-ratio.ts';
import { northStar } from '../../../app/metrics/program/north-star.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account, type DealWords } from '../../../app/metrics/testing/facts.ts';

const ACMES = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'];
const OURS = ['D1', 'D2', 'D3', 'D4', 'D5'];
const NEW = ['N1', 'N2', 'N3', 'N4', 'N5'];
const first = (customer: string, sourced?: string): DealWords => ({
  customer,
  created: '2023-01-01',
  won: '2023-03-01',
  amount: 100,
  ...(sourced && { sourced }),
});
const again = (won: string, amount: number): DealWords => ({
  customer: 'A1',
  sourced: 'Acme',
  created: '2024-01-01',
  won,
  amount,
});
const pays = (customer: string, amount: number, month = '2024-01-01') => ({ customer, month, amount });
const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`,
);
const world = account({
  partners: [
    ...['Acme', 'Bolt', 'Cord', 'Dash'].map((name) => ({ name })),
    { name: 'Echo', left: '2025-05-31', cause: 'competitor', endedBy: 'partner' },
  ],
  customers: [
    { name: 'A6', lost: '2025-02-01' },
    { name: 'D5', lost: '2025-03-01' },
  ],
  deals: [
    ...ACMES.map((customer) => first(customer, 'Acme')),
    ...OURS.map((customer) => first(customer)),
    again('2024-03-01', 100),
    again('2025-03-01', 150),
    ...NEW.map((customer) => ({ customer, sourced: 'Bolt', created: '2025-01-01', won: '2025-04-10', amount: 10 })),
    { influenced: 'Bolt', created: '2025-01-01', won: '2025-04-01', amount: 300 },
  ],
  feeds: {
    'recurring-revenue': [
      ...ACMES.map((customer) => pays(customer, customer === 'A1' ? 20 : 10)),
      ...OURS.map((customer) => pays(customer, 10)),
      pays('A1', 30, '2025-01-01'),
      pays('A2', 5, '2025-01-01'),
    ],
    'programme-costs': months.map((month) => ({ month, category: 'people', channel: 'partner', amount: 50 })),
  },
  settings: {
    metrics: {
      'sourced-revenue': { ownerId: 'o1', reviewed: '2025-05-15', cadence: 'quarterly' },
      pipeline: { ownerId: 'o1', reviewed: '2025-01-15', cadence: 'monthly' },
    },
  },
});
const JANUARY = '2025-01-31';
const FEBRUARY = '2025-02-28';
const JUNE = '2025-06-30';

describe('the customers of a small programme', () => {
  it('stay with Acme a little more often than with us, until one is lost on either side', () => {
    expect(answers(customerRetention, world, JUNE).partner('Acme')).toMatchObject({
      kept: { numerator: 5, denominator: 6 },
      'direct-kept': { value: expect.closeTo(0.8, 12) },
      difference: { value: expect.closeTo(1 / 30, 12) },
      'revenue-kept': { numerator: 5500, denominator: 7000 },
      'direct-revenue-kept': { value: 0.8 },
    });
    expect(answers(customerRetention, world, JANUARY).program).toMatchObject({
      kept: { value: 1 },
      difference: { value: 0 },
      'revenue-kept': { numerator: 6500, denominator: 7000 },
    });
  });

  it('pay 65 of 70, and 75 before one was lost', () => {
    expect(answers(customerExpansion, world, JUNE).partner('Acme')).toMatchObject({
      'net-retention': { numerator: 6500, denominator: 7000 },
      'direct-net-retention': { value: 0.8 },
      expansion: { numerator: 1000, denominator: 7000 },
      'misaligned-incentives': { state: 'not-enough-data', have: 5, need: 10 },
    });
    expect(answers(customerExpansion, world, JANUARY).program['net-retention']).toMatchObject({ numerator: 7500 });
    expect(answers(customerExpansion, world, JUNE).partner('Bolt')['net-retention']).toMatchObject({ have: 0 });
  });

  it('lead the programme: four of five partners, one of six metrics, twice the revenue, five of six customers', () => {
    expect(answers(northStar, world, JUNE).program).toMatchObject({
      stability: { value: 0.8 },
      accountability: { numerator: 1, denominator: 6 },
      growth: { value: 1 },
      'client-value': { numerator: 5, denominator: 6 },
    });
    expect(answers(northStar, world, FEBRUARY).program).toMatchObject({
      stability: { value: 1 },
      growth: { state: 'not-applicable' },
    });
    expect(answers(northStar, world, '2025-09-30').program.accountability).toMatchObject({ value: 0 });
  });

  it('come with 300 of help for 200 brought, and with none in February', () => {
    expect(answers(influencedToSourcedRatio, world, JUNE).program.ratio).toMatchObject({ value: 1.5 });
    expect(answers(influencedToSourcedRatio, world, FEBRUARY).program.ratio).toMatchObject({ value: 0 });
  });

  it('cost 120 each where five were new, and nothing is said where none was', () => {
    expect(answers(costPerAcquisition, world, JUNE).program).toMatchObject({
      'cost-per-acquisition': { value: 12_000, denominator: 5 },
      'direct-cost-per-acquisition': { state: 'not-enough-data' },
    });
    expect(answers(costPerAcquisition, world, FEBRUARY).program['cost-per-acquisition']).toMatchObject({ have: 0 });
  });
});
