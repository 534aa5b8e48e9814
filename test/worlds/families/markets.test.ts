/**
 * A small programme and its markets, worked out by hand for 30 April and 30 June 2025. Eight agencies signed in 2020.
 *
 * We sold to Shop (DE, Retail, 1-9) ourselves in June 2024. Acme won three deals with Bank (FR, Finance, 50-249): for 100
 * on 1 February, for 50 on 1 March and for 50 on 1 May. Until then nothing was won in France, in finance or with that size:
 * the first deal opened three markets, worth 100. Within two years of it, nobody opens them again.
 * To know a market takes three won deals: on 30 April Acme has two there, on 30 June three of three. Of five won partner
 * deals that a share would need there are two, and then three.
 *
 * Busy registered four deals on 10 May and won none. On 30 April nobody has registered anything in 180 days, so all stand
 * alike: 1/2. On 30 June seven of eight have less than Busy: (7 + 1/2) / 8, and the others (0 + 7/2) / 8. In revenue Acme
 * stands at (7 + 1/2) / 8 on both days. So much is done by Busy alone, and much comes of Acme alone.
 *
 * All of the upper quarter by revenue (Acme) are agencies, and so are all others: the lift is 1, and p is 1.
 *
 * Since 1 June the amount is missing on one of Busy's four deals: 1/4, grade C. On 30 April it had none. In the programme
 * it is 0 of 3 (of Acme, all begun in January) and then 1 of 7: the deal with Shop has no partner.
 */
import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../../app/facts/pack.ts';
import { goToTable } from '../../../app/learning/go-to-partners.ts';
import { activityOutcome } from '../../../app/metrics/health/activity-outcome.ts';
import { newMarketPenetration } from '../../../app/metrics/outcome/new-market-penetration.ts';
import { goToPartners } from '../../../app/metrics/program/go-to-partners.ts';
import { idealPartner } from '../../../app/metrics/program/ideal-partner.ts';
import { qualityGrade } from '../../../app/metrics/quality/quality-grade.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account, DEALS_ONLY, type DealWords, day } from '../../../app/metrics/testing/facts.ts';

const APRIL = '2025-04-30';
const JUNE = '2025-06-30';
const won = (date: string, amount: number): DealWords => ({
  sourced: 'Acme',
  customer: 'Bank',
  created: '2025-01-01',
  won: date,
  amount,
});
const world = account({
  partners: ['Acme', 'Busy', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => ({ name, type: 'agency' })),
  customers: [
    { name: 'Shop', country: 'DE', industry: 'Retail', size: '1-9' },
    { name: 'Bank', country: 'FR', industry: 'Finance', size: '50-249' },
  ],
  deals: [
    { customer: 'Shop', created: '2024-01-01', won: '2024-06-01', amount: 10 },
    won('2025-02-01', 100),
    won('2025-03-01', 50),
    won('2025-05-01', 50),
    ...['b1', 'b2', 'b3', 'b4'].map((id) => ({ id, sourced: 'Busy', registered: '2025-05-10' })),
  ],
  findings: [{ kind: 'amount-missing', day: '2025-06-01', deal: 'b1', partners: 'Busy' }],
  mapped: DEALS_ONLY,
});

describe('the markets of a small programme', () => {
  it.each([APRIL, JUNE])('opened by %s are three, by one partner and one deal', (date) => {
    const said = answers(newMarketPenetration, world, date);
    expect(said.partner('Acme')).toMatchObject({ markets: { value: 3 }, amount: { value: 10_000, sample: 1 } });
    expect(said.partner('Busy')).toMatchObject({ markets: { value: 0 }, amount: { value: 0 } });
    expect(said.program).toMatchObject({ markets: { value: 3 }, 'leading-partner': { value: 'Acme' } });
  });

  it('have a partner to go to from the third won deal on', () => {
    expect(answers(goToPartners, world, APRIL).program).toMatchObject({
      markets: { value: 0, sample: 2 },
      'won-there': { state: 'not-enough-data', have: 2 },
      'unknown-type': { value: 0 },
    });
    expect(answers(goToPartners, world, JUNE).program).toMatchObject({
      markets: { value: 1, sample: 2, reason: 'FR, Finance, 50-249: Acme' },
      'won-there': { state: 'not-enough-data', have: 3 },
    });
    const [bank] = goToTable(world, packFacts(world), day(JUNE));
    expect(bank).toMatchObject({ name: 'FR, Finance, 50-249', won: 3, lost: 0, goTo: { partner: 0 } });
  });

  it('show who does much and of whom much comes', () => {
    const april = answers(activityOutcome, world, APRIL);
    expect(april.partner('Busy')).toMatchObject({ quadrant: { value: 'little-and-poor' }, activity: { value: 0.5 } });
    expect(april.program).toMatchObject({ 'much-and-poor': { value: 0 }, 'little-and-strong': { value: 1 } });
    const june = answers(activityOutcome, world, JUNE);
    expect(june.partner('Busy')).toMatchObject({ quadrant: { value: 'much-and-poor' }, activity: { value: 7.5 / 8 } });
    expect(june.partner('Acme')).toMatchObject({
      quadrant: { value: 'little-and-strong' },
      outcome: { value: 7.5 / 8 },
    });
    expect(june.program).toMatchObject({ 'much-and-poor': { value: 1 }, 'little-and-strong': { value: 1 } });
  });

  it.each([APRIL, JUNE])('prove no trait that all partners share, on %s', (date) => {
    expect(answers(idealPartner, world, date).program).toMatchObject({
      proven: { value: 0 },
      strongest: { value: 'type: agency', reason: 'Not proven: p = 1.000' },
      lift: { value: 1 },
    });
  });

  it('rest on records whose quality is graded', () => {
    const [april, june] = [answers(qualityGrade, world, APRIL), answers(qualityGrade, world, JUNE)];
    expect(april.partner('Busy')).toMatchObject({ grade: { value: 'none' } });
    expect(june.partner('Busy')).toMatchObject({ doubtful: { value: 1 / 4 }, grade: { value: 'C' } });
    expect(april.program).toMatchObject({ doubtful: { numerator: 0, denominator: 3 }, grade: { value: 'A' } });
    expect(june.program).toMatchObject({ doubtful: { numerator: 1, denominator: 7 }, grade: { value: 'B' } });
  });
});
