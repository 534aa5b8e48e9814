import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { stallPoint } from './stall-point.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill(deal);
const ask = (deals: readonly DealWords[]) =>
  answers(stallPoint, account({ partners: [{ name: 'Acme' }], deals }), '2025-06-30');

// Partner deals: 10 days registered, 40 in proposal. Direct deals: 10 and 15. So proposal is 25 days slower.
const partner = { sourced: 'Acme', registered: '2025-01-01', proposal: '2025-01-11', won: '2025-02-20' };
const direct = { created: '2025-01-01', proposal: '2025-01-11', won: '2025-01-26' };

describe('where deals stall', () => {
  it('names the stage with the largest excess of the median stay over direct deals', () => {
    const { stage, excess } = ask([...times(10, partner), ...times(10, direct)]).partner('Acme');
    expect(stage).toMatchObject({ state: 'value', value: 'proposal', sample: 10 });
    expect(excess).toMatchObject({ value: 25 });
  });

  it('needs 10 completed stays on each side', () => {
    expect(ask([...times(10, partner), ...times(9, direct)]).partner('Acme').stage).toMatchObject({
      state: 'not-enough-data',
      have: 9,
      need: 10,
    });
  });

  it('names no stage where none is slower', () => {
    const faster = { ...partner, won: '2025-01-20' };
    const { stage, excess } = ask([...times(10, faster), ...times(10, direct)]).partner('Acme');
    expect(stage).toMatchObject({ state: 'not-applicable' });
    // Registered takes 10 days on both sides, proposal 9 against 15: the largest difference is 0.
    expect(excess).toMatchObject({ value: 0 });
  });

  it('counts open deals that are in their stage for longer than three quarters of all completed stays', () => {
    // Stays in proposal: 40, 40, 15, 15. Type 7 at 0.75: position 2.25 of 15, 15, 40, 40, so 40 days.
    const results = ask([
      ...times(2, partner),
      ...times(2, direct),
      { sourced: 'Acme', registered: '2025-05-01', proposal: '2025-05-20' },
      { sourced: 'Acme', registered: '2025-05-01', proposal: '2025-05-21' },
      { sourced: 'Acme', registered: '2025-01-01', negotiation: '2025-01-02' },
    ]);
    expect(results.partner('Acme')['stalled-deals']).toMatchObject({
      value: 1,
      denominator: 3,
      excluded: { 'stage with too few completed stays': 1 },
    });
  });
});
