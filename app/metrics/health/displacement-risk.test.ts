import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { type AccountWords, account, type DealWords } from '../testing/facts.ts';
import { displacementRisk } from './displacement-risk.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill(deal);
const ask = (words: AccountWords, date = '2025-06-30') =>
  answers(displacementRisk, account({ partners: [{ name: 'Acme' }, { name: 'Bolt' }], ...words }), date);
const assessed = (partner: string, date: string, level: string) => ({ partner, date, level, reason: 'seen at a fair' });

describe('competitive displacement risk', () => {
  it('holds the latest assessment for 180 days, and calls an older one stale', () => {
    const feeds = {
      'displacement-risks': [assessed('Acme', '2024-06-01', 'high'), assessed('Acme', '2025-01-01', 'medium')],
    };
    // 2025-01-01 + 180 = 2025-06-30.
    expect(ask({ feeds }).partner('Acme').assessment).toMatchObject({ state: 'value', value: 'medium' });
    expect(ask({ feeds }, '2025-07-01').partner('Acme').assessment).toMatchObject({ state: 'stale' });
    expect(ask({ feeds }, '2024-07-01').partner('Acme').assessment).toMatchObject({ value: 'high' });
    expect(ask({ feeds }).partner('Bolt').assessment).toMatchObject({ state: 'not-enough-data', have: 0 });
  });

  it('counts lost deals with the partner whose reason is on the list of competitor reasons: 2 of 5', () => {
    const lost = { influenced: 'Acme', created: '2025-01-01', lost: '2025-03-01' };
    const deals = [
      ...times(1, { ...lost, lostReason: 'Competitor' }),
      ...times(1, { ...lost, lostReason: 'To Globex' }),
      ...times(2, { ...lost, lostReason: 'Price' }),
      lost,
      { created: '2025-01-01', lost: '2025-03-01', lostReason: 'Competitor' },
    ];
    const settings = { competitorLostReasons: ['competitor', 'to globex'] };
    expect(ask({ deals, settings }).partner('Acme')).toMatchObject({
      'lost-to-competitors': { value: 0.4, numerator: 2, denominator: 5 },
      evidence: { value: 1, reason: '2 deals lost to a competitor' },
    });
    expect(ask({ deals: deals.slice(1), settings }).partner('Acme')['lost-to-competitors']).toMatchObject({
      state: 'not-enough-data',
      have: 4,
    });
  });

  it('counts the other vendors that it still sells', () => {
    const feeds = {
      'other-vendors': [
        { partner: 'Acme', since: '2024-01-01', vendor: 'Globex' },
        { partner: 'Acme', since: '2025-01-01', vendor: 'Globex' },
        { partner: 'Acme', since: '2024-01-01', vendor: 'Initech', ended: '2025-06-30' },
        { partner: 'Acme', since: '2025-07-01', vendor: 'Hooli' },
      ],
    };
    expect(ask({ feeds }).partner('Acme')['other-vendors']).toMatchObject({ value: 1 });
    expect(ask({ feeds }, '2025-06-29').partner('Acme')['other-vendors']).toMatchObject({ value: 2 });
    expect(ask({ feeds, mapped: { 'other-vendors': false } }).partner('Acme')['other-vendors']).toMatchObject({
      state: 'not-set-up',
    });
  });

  it('sees a falling share where won deals fell by more than chance: 9 of 10 before, 1 of 10 now', () => {
    const won = (sourced: string, on: string): DealWords => ({ sourced, created: '2023-01-01', won: on });
    const deals = [
      ...times(9, won('Acme', '2024-01-01')),
      won('Bolt', '2024-01-01'),
      won('Acme', '2025-01-01'),
      ...times(9, won('Bolt', '2025-01-01')),
    ];
    expect(ask({ deals }).partner('Acme')).toMatchObject({
      'share-change': { value: expect.closeTo(-0.8, 12) },
      evidence: { value: 1, reason: 'a falling share' },
    });
    expect(ask({ deals }).partner('Bolt').evidence).toMatchObject({ value: 0 });
  });

  it('finds no sign in silence', () => {
    expect(ask({}).partner('Acme')).toMatchObject({
      evidence: { value: 0 },
      'lost-to-competitors': { state: 'not-enough-data' },
      'share-change': { state: 'not-enough-data' },
    });
  });

  it('counts for the programme the partners whose fresh assessment is high', () => {
    const feeds = {
      'displacement-risks': [
        assessed('Acme', '2025-02-01', 'low'),
        assessed('Acme', '2025-03-01', 'high'),
        assessed('Bolt', '2024-06-01', 'high'),
      ],
    };
    expect(ask({ feeds }).program['assessed-high']).toMatchObject({ value: 1, denominator: 1 });
  });
});
