import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { closeRate } from './close-rate.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill({ sourced: 'Acme', ...deal });
const ask = (deals: readonly DealWords[]) =>
  answers(closeRate, account({ partners: [{ name: 'Acme' }], deals }), '2025-06-30').partner('Acme');

describe('close rate on registered deals', () => {
  it('is won / (won + lost) of the deals registered in 365 days that are decided: 3 / (3 + 5)', () => {
    const results = ask([
      ...times(3, { registered: '2024-07-01', won: '2025-06-30' }),
      ...times(5, { registered: '2025-01-01', lost: '2025-02-01' }),
      ...times(2, { registered: '2025-06-01' }),
      // Outside the window, decided after the date, not registered, not sourced.
      ...times(9, { registered: '2024-06-30', won: '2025-06-01' }),
      ...times(1, { registered: '2025-06-01', won: '2025-07-01' }),
      ...times(9, { created: '2025-01-01', won: '2025-02-01' }),
      { influenced: 'Acme', registered: '2025-01-01', won: '2025-02-01' },
    ]);
    expect(results['close-rate']).toMatchObject({ state: 'value', value: 0.375, numerator: 3, denominator: 8 });
    expect(results.undecided).toMatchObject({ value: 3, denominator: 11 });
    expect(results['close-rate']?.qualifier).toBeUndefined();
  });

  it('is provisional while more than half of the registered deals are undecided', () => {
    const decided = [
      ...times(3, { registered: '2025-01-01', won: '2025-02-01' }),
      ...times(2, { registered: '2025-01-01', lost: '2025-02-01' }),
    ];
    expect(ask([...decided, ...times(5, { registered: '2025-01-01' })])['close-rate']?.qualifier).toBeUndefined();
    expect(ask([...decided, ...times(6, { registered: '2025-01-01' })])['close-rate']).toMatchObject({
      value: 0.6,
      qualifier: 'provisional',
    });
  });

  it('needs 5 decided deals, and gives what it has', () => {
    expect(ask(times(4, { registered: '2025-01-01', won: '2025-02-01' }))['close-rate']).toMatchObject({
      state: 'not-enough-data',
      have: 4,
      need: 5,
      numerator: 4,
      denominator: 4,
    });
  });

  it('bounds the rate by Wilson: 1 of 29 lies between 0.6 % and 17.2 %', () => {
    const results = ask([
      ...times(1, { registered: '2025-01-01', won: '2025-02-01' }),
      ...times(28, { registered: '2025-01-01', lost: '2025-02-01' }),
    ]);
    expect(results['close-rate-low']).toMatchObject({ value: expect.closeTo(0.0061, 4) });
    expect(results['close-rate-high']).toMatchObject({ value: expect.closeTo(0.1718, 4) });
  });
});
