import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../facts/pack.ts';
import { explain } from '../explain.ts';
import { answers } from '../testing/answers.ts';
import { account, type DealWords, day } from '../testing/facts.ts';
import { gamingPatterns } from './gaming-patterns.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill(deal);
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    ...times(5, { sourced: 'Acme', registered: '2025-06-02' }),
    ...times(4, { sourced: 'Bolt', registered: '2025-06-02' }),
    { sourced: 'Acme', registered: '2025-06-03', customer: 'North' },
    { sourced: 'Bolt', registered: '2025-06-04', customer: 'North' },
    { sourced: 'Bolt', registered: '2025-06-05', customer: 'South' },
    { sourced: 'Bolt', registered: '2025-06-06', customer: 'South' },
    { sourced: 'Acme', registered: '2025-03-01', customer: 'South' },
    { sourced: 'Acme', created: '2025-05-01', won: '2025-05-03', amount: 10 },
    { sourced: 'Acme', created: '2025-05-01', won: '2025-05-04', amount: 10 },
    { created: '2025-05-01', won: '2025-05-01', amount: 10 },
  ],
});
const asked = answers(gamingPatterns, facts, '2025-06-30');

describe('patterns worth a look', () => {
  it('finds five registrations of one partner on a day, and not nine of two', () => {
    expect(asked.partner('Acme').bulk).toMatchObject({ value: 5, denominator: 6 });
    expect(asked.partner('Bolt').bulk).toMatchObject({ value: 0 });
    expect(asked.program.bulk).toMatchObject({ value: 5 });
  });

  it('finds a customer that two partners registered within 90 days', () => {
    expect(asked.partner('Acme').shared).toMatchObject({ value: 1 });
    expect(asked.partner('Bolt').shared).toMatchObject({ value: 1 });
    expect(asked.program.shared).toMatchObject({ value: 2 });
  });

  it('finds sourced deals won within two days of their creation', () => {
    expect(asked.partner('Acme')['won-at-once']).toMatchObject({ value: 1, denominator: 2 });
    expect(asked.program['won-at-once']).toMatchObject({ value: 1 });
  });

  it('lists the records', () => {
    const lists = explain(gamingPatterns, facts, packFacts(facts), null, day('2025-06-30')).filter(
      ({ over, records }) => over === 'list' && records.length > 0,
    );
    expect(lists.map(({ name, records }) => [name, records.map(({ id }) => id)])).toEqual([
      ['bulk', ['d1', 'd2', 'd3', 'd4', 'd5']],
      ['shared', ['d10', 'd11']],
      ['won at once', ['d15']],
    ]);
  });

  it('finds registrations that ran out, deadlines, late sources and crowds, each with its records', () => {
    const told = account({
      partners: [{ name: 'Acme' }],
      deals: [
        { sourced: 'Acme', registered: '2025-01-10', expires: '2025-04-10' },
        { sourced: 'Acme', registered: '2025-03-28', lost: '2025-05-01' },
        { sourced: 'Acme', registered: '2025-02-01', proposal: '2025-03-01', creditLearned: '2025-03-15' },
      ],
      feeds: {
        downloads: Array.from({ length: 20 }, (_, i) => ({
          partner: 'Acme',
          date: '2025-06-01',
          resource: `r${i}`,
          user: 'u',
        })),
        'survey-answers': ['a', 'b', 'c'].map((question) => ({
          ...{ partner: 'Acme', date: '2025-06-01', contact: 'c1', survey: 's', question },
          ...{ kind: 'satisfaction', score: 10, scale_least: 0, scale_most: 10 },
        })),
      },
    });
    const { partner, program } = answers(gamingPatterns, told, '2025-06-30');
    expect(answers(gamingPatterns, told, '2025-04-09').program['expired-untouched']).toMatchObject({ value: 0 });
    const expected = {
      'expired-untouched': { value: 1 },
      deadline: { value: 1 },
      'claimed-late': { value: 1 },
      'raised-for-close': { value: 0 },
      'crowded-downloads': { value: 20 },
      'lone-answers': { value: 3 },
    };
    expect(partner('Acme')).toMatchObject(expected);
    expect(program).toMatchObject(expected);
  });
});
