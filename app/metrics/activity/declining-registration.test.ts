import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { decliningRegistration } from './declining-registration.ts';

const times = (count: number, sourced: string, registered: string): DealWords[] =>
  new Array(count).fill({ sourced, registered });
// With 2025-06-30 as the date: May is recent, February in the 90 days before, November 2024 in the 180 before.
const facts = account({
  partners: ['Fell', 'Wobbled', 'Stopped', 'Rose', 'Never'].map((name) => ({ name })),
  deals: [
    ...times(1, 'Fell', '2025-05-15'),
    ...times(9, 'Fell', '2025-02-15'),
    ...times(2, 'Wobbled', '2025-05-15'),
    ...times(8, 'Wobbled', '2025-02-15'),
    ...times(3, 'Stopped', '2024-11-15'),
    ...times(9, 'Rose', '2025-05-15'),
    ...times(1, 'Rose', '2025-02-15'),
    ...times(2, 'Never', '2025-02-15'),
  ],
});
const asked = answers(decliningRegistration, facts, '2025-06-30');
const flag = (name: string) => asked.partner(name).declining;

describe('declining registration', () => {
  it('flags a fall that is more than chance: 1 after 9, p = 0.021', () => {
    expect(flag('Fell')).toMatchObject({ state: 'value', value: 1, numerator: 1, denominator: 9 });
  });

  it('does not flag 2 after 8, p = 0.11, nor a rise', () => {
    expect(flag('Wobbled')).toMatchObject({ value: 0 });
    expect(flag('Rose')).toMatchObject({ value: 0 });
  });

  it('flags a partner that stopped after at least 3 in the 180 days before', () => {
    expect(flag('Stopped')).toMatchObject({ value: 1 });
    expect(flag('Never')).toMatchObject({ value: 0 });
  });

  it('counts the flagged partners of the programme', () => {
    expect(asked.program.partners).toMatchObject({ value: 2, denominator: 5 });
  });
});
