import { describe, expect, it } from '@jest/globals';
import { notEnoughData, type Result, value } from '../metrics/result.ts';
import { account } from '../metrics/testing/facts.ts';
import { rewards } from './rewards.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }, { name: 'Cord' }],
  settings: { rewards: [{ name: 'Gold', metric: 'close-rate', measure: 'close-rate', atLeast: 0.4 }] },
});
const RESULTS: readonly Result[] = [value(0.4, { sample: 5 }), value(0.39), notEnoughData(2, 5)];
const of = (partner: number) => new Map([['close-rate/close-rate', RESULTS[partner] ?? value(0)]]);

describe('rewards', () => {
  it('list who meets a rule with the proof, and who cannot be judged apart', () => {
    expect(rewards(facts, [2, 1, 0], of)).toMatchObject([
      { rule: { name: 'Gold' }, partners: [{ partner: 0, value: 0.4, sample: 5 }], unknown: [2] },
    ]);
  });
  it('are none without rules', () => expect(rewards(account({}), [], of)).toEqual([]));
});
