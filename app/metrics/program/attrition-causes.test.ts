import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type PartnerWords } from '../testing/facts.ts';
import { attritionCauses } from './attrition-causes.ts';

const ask = (partners: readonly PartnerWords[]) =>
  answers(attritionCauses, account({ partners }), '2025-06-30').program;

describe('causes of attrition', () => {
  it('counts those that left in the year by cause, and names the one of most', () => {
    expect(
      ask([
        { name: 'A', left: '2024-07-01', cause: 'competitor' },
        { name: 'B', left: '2025-06-30', cause: 'competitor' },
        { name: 'C', left: '2025-01-01', cause: 'relationship' },
        { name: 'D', left: '2025-01-01' },
        { name: 'E', left: '2024-06-30', cause: 'performance' },
        { name: 'F', left: '2025-07-01', cause: 'performance' },
        { name: 'G' },
      ]),
    ).toMatchObject({
      competitor: { value: 2, denominator: 4 },
      relationship: { value: 1 },
      unknown: { value: 1 },
      performance: { value: 0 },
      'main-cause': { value: 'competitor', numerator: 2, denominator: 4 },
    });
  });

  it('names no main cause where none is known, and has nothing to say where nobody left', () => {
    expect(ask([{ name: 'A', left: '2025-01-01' }])['main-cause']).toMatchObject({ state: 'not-applicable' });
    expect(ask([{ name: 'A' }])['main-cause']).toMatchObject({ state: 'not-enough-data' });
  });
});
