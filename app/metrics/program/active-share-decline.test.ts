import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type PartnerWords } from '../testing/facts.ts';
import { activeShareDecline } from './active-share-decline.ts';

// 182 days before 2025-06-30 is 2024-12-30; its 90 days begin with 2024-10-02, those of the date with 2025-04-02.
const old: PartnerWords[] = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name }));
const recruits: PartnerWords[] = [
  { name: 'New', signed: '2025-02-01' },
  { name: 'Newest', signed: '2025-06-01' },
];
const then = ['A', 'B', 'C', 'D'].map((sourced) => ({ sourced, registered: '2024-10-02' }));
const now = ['A', 'B'].map((sourced) => ({ sourced, registered: '2025-04-02' }));
const ask = (partners: readonly PartnerWords[], deals: readonly { sourced: string; registered: string }[]) =>
  answers(activeShareDecline, account({ partners, deals }), '2025-06-30').program;

describe('active share falling despite recruitment', () => {
  it('compares 2 of 6 now with 4 of 5 two quarters ago, while 5 partners became 7', () => {
    // Newest signed less than 90 days ago: on the roster, not in the share.
    expect(ask([...old, ...recruits], [...then, ...now])).toMatchObject({
      change: { value: 2 / 6 - 4 / 5, sample: 5 },
      'more-partners': { value: 2, numerator: 7, denominator: 5 },
      flag: { value: 1 },
    });
  });

  it('does not call it that where nobody was recruited, or where the share held', () => {
    expect(ask(old, [...then, ...now])).toMatchObject({ change: { value: 2 / 5 - 4 / 5 }, flag: { value: 0 } });
    const awake = ['A', 'B', 'C', 'D', 'New'].map((sourced) => ({ sourced, registered: '2025-06-01' }));
    expect(ask([...old, ...recruits], [...then, ...awake])).toMatchObject({
      change: { value: 5 / 6 - 4 / 5 },
      flag: { value: 0 },
    });
  });

  it('counts a partner that left in between among those of then', () => {
    const gone = [...old, { name: 'Gone', left: '2025-01-01' }];
    expect(ask(gone, [...then, ...now])).toMatchObject({
      change: { value: 2 / 5 - 4 / 6 },
      'more-partners': { value: -1 },
    });
  });

  it('needs 5 partners at both dates', () => {
    expect(ask(old.slice(1), then.slice(1)).change).toMatchObject({ state: 'not-enough-data', have: 4, need: 5 });
  });
});
