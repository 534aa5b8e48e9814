import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../facts/pack.ts';
import { explain } from '../explain.ts';
import { answers } from '../testing/answers.ts';
import { account, day } from '../testing/facts.ts';
import { partnerNps } from './partner-nps.ts';

const said = (contact: string, score: number | undefined, date = '2025-06-01', more: object = {}) => ({
  partner: 'Acme',
  date,
  contact,
  survey: '2025',
  question: 'Would you recommend us?',
  kind: 'recommendation',
  score,
  scale_least: 0,
  scale_most: 10,
  ...more,
});
const rows = [
  said('ann', 3, '2025-01-01'),
  said('ann', 10),
  said('bob', 9),
  said('cid', 8),
  said('dan', 6),
  said('dan', 9, '2025-06-01', { question: 'And again?' }),
  said('eve', 9),
  said('fay', undefined),
  said('gil', 0, '2024-06-30'),
  said('hal', 4, '2025-06-01', { scale_most: 5 }),
];
const facts = account({
  partners: [
    { name: 'Acme' },
    { name: 'Bolt', referredBy: 'Acme', signed: '2025-06-30' },
    { name: 'Cord', referredBy: 'Acme', signed: '2025-07-01' },
  ],
  feeds: { 'survey-answers': [...rows, said('zoe', 2, '2025-06-01', { partner: 'Bolt' })] },
});
const asked = answers(partnerNps, facts, '2025-06-30');

describe('partner NPS', () => {
  it('is % promoters - % detractors of the last answers: 3 - 1 of 5 people are 40', () => {
    expect(asked.partner('Acme')).toMatchObject({
      nps: { value: 40, numerator: 2, denominator: 5, excluded: { 'not on a scale of 0 to 10': 1 } },
      promoters: { value: 3 },
      detractors: { value: 1 },
    });
  });

  it('does no arithmetic for a partner with fewer than five, and always for the programme', () => {
    expect(asked.partner('Bolt')).toMatchObject({
      nps: { state: 'not-enough-data', have: 1, need: 5 },
      detractors: { value: 1 },
    });
    expect(asked.program.nps).toMatchObject({ value: (100 * 1) / 6 });
  });

  it('lists the detractors', () => {
    const list = explain(partnerNps, facts, packFacts(facts), 0, day('2025-06-30')).find(({ over }) => over === 'list');
    expect(list).toMatchObject({ name: 'detractors', records: [{ type: 'feed-row', id: 'survey-answers/5' }] });
  });

  it('counts the partners it brought that have signed by the date', () => {
    expect(asked.partner('Acme').recruited).toMatchObject({ value: 1 });
    expect(answers(partnerNps, facts, '2025-07-01').program.recruited).toMatchObject({ value: 2, denominator: 3 });
  });
});
