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
      ({ over }) => over === 'list',
    );
    expect(lists.map(({ name, records }) => [name, records.map(({ id }) => id)])).toEqual([
      ['bulk', ['d1', 'd2', 'd3', 'd4', 'd5']],
      ['shared', ['d10', 'd11']],
      ['won at once', ['d15']],
    ]);
  });
});
