import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { resourceUtilisation } from './resource-utilisation.ts';

const offer = (partner: string, date: string, benefit: string, offered: number, used: number) => ({
  partner,
  date,
  benefit,
  offered,
  used,
});
const words = {
  partners: [{ name: 'Acme' }, { name: 'Bolt' }, { name: 'Gone', left: '2025-01-01' }],
  settings: { tools: ['Quote tool', 'Training'] },
  feeds: {
    mdf: [
      { partner: 'Acme', date: '2025-01-01', movement: 'allocated', amount: 1000 },
      { partner: 'Acme', date: '2025-05-01', movement: 'claimed', amount: 250 },
      { partner: 'Acme', date: '2024-06-30', movement: 'claimed', amount: 900 },
      { partner: 'Bolt', date: '2025-01-01', movement: 'allocated', amount: 1000 },
    ],
    entitlements: [
      offer('Acme', '2025-01-01', 'seats', 10, 10),
      offer('Acme', '2025-06-01', 'seats', 20, 5),
      offer('Acme', '2025-06-01', 'demo hours', 4, 3),
      offer('Acme', '2025-06-01', 'nothing', 0, 0),
      offer('Bolt', '2025-06-01', 'seats', 20, 15),
      offer('Gone', '2024-06-01', 'seats', 100, 0),
    ],
    'tool-use': [{ partner: 'Acme', date: '2025-06-01', tool: 'Training' }],
  },
};
const asked = answers(resourceUtilisation, account(words), '2025-06-30');

describe('resource utilisation', () => {
  it('is the funds claimed of those allocated in a year: 250 of 1,000', () => {
    expect(asked.partner('Acme')['mdf-claimed']).toMatchObject({
      value: 0.25,
      numerator: 25_000,
      denominator: 100_000,
    });
    expect(asked.program['mdf-claimed']).toMatchObject({ value: 0.125 });
    expect(asked.partner('Gone')['mdf-claimed']).toMatchObject({ state: 'not-applicable' });
  });

  it('is the mean over benefits of the latest numbers: 5 of 20 seats and 3 of 4 hours are 0.5', () => {
    expect(asked.partner('Acme')).toMatchObject({
      benefits: { value: 0.5, sample: 2 },
      'least-used': { value: 'seats' },
    });
  });

  it('sums each benefit over partners on the roster first: 20 of 40 seats, 3 of 4 hours', () => {
    expect(asked.program).toMatchObject({ benefits: { value: 0.625 }, 'least-used': { value: 'seats' } });
  });

  it('takes the tools from the same rule as tool usage', () => {
    expect(asked.partner('Acme').tools).toMatchObject({ value: 0.5 });
  });

  it('asks for each feed by itself', () => {
    const without = answers(resourceUtilisation, account({ ...words, mapped: { mdf: false } }), '2025-06-30');
    expect(without.partner('Acme')).toMatchObject({ 'mdf-claimed': { state: 'not-set-up' }, benefits: { value: 0.5 } });
  });
});
