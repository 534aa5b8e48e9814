import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { value } from '../metrics/result.ts';
import { type AccountModel, accountModel, choicesMark, choicesProblem } from './account-model.ts';
import { HEALTH_MODEL } from './model.ts';
import { type Bars, scorePartner } from './score.ts';

const NOTHING = { weights: {}, bars: {} };
const OWN = {
  weights: { producing: { registrations: 50, 'close-rate': 50 } },
  bars: { 'close-rate': { low: 0.2, high: 0.6 } },
};
/** Without comparable partners: a bar that follows them is 0 to 1. */
const barsOf = ({ components }: AccountModel): Bars => {
  const of = (key: keyof Bars) => {
    const { low, high } = components.find((one) => one.key === key) ?? {};
    return { low: typeof low === 'number' ? low : 0, high: typeof high === 'number' ? high : 1 };
  };
  return {
    registrations: of('registrations'),
    revenue: of('revenue'),
    pipeline: of('pipeline'),
    'close-rate': of('close-rate'),
    cycle: of('cycle'),
    engagement: of('engagement'),
  };
};
const RESULTS = new Map([
  ['registration-velocity/per-30d', value(0)],
  ['close-rate/close-rate', value(0.4)],
  ['sourced-revenue/revenue-365d', value(1_000_000)],
]);

describe('what an account sets of its score', () => {
  it('counts with its own weights and bars: half of 0 points and half of 50 are 25', () => {
    const model = accountModel(OWN);
    const score = scorePartner(RESULTS, 'producing', 500, barsOf(model), model);
    expect(score.components.map(({ key, weight, points }) => [key, weight, points])).toEqual([
      ['registrations', 0.5, 0],
      ['close-rate', 0.5, expect.closeTo(50, 9)],
    ]);
    expect(score.exact).toBeCloseTo(25, 9);
    // The card says beside each bar where it comes from.
    expect(score.components.map(({ source }) => source)).toEqual([
      HEALTH_MODEL.components.find(({ key }) => key === 'registrations')?.source,
      'Set by this account',
    ]);
  });

  it('leaves the other profile as the product has it', () => {
    const [early] = accountModel(OWN).profiles;
    expect(early).toEqual(HEALTH_MODEL.profiles[0]);
  });

  it('is the product’s own table where nothing is set, and carries no mark', () => {
    expect(accountModel(NOTHING)).toEqual({ components: HEALTH_MODEL.components, profiles: HEALTH_MODEL.profiles });
    expect(choicesMark(NOTHING)).toBe('');
    const [, producing] = HEALTH_MODEL.profiles;
    expect(choicesMark({ weights: { producing: producing?.weights ?? {} }, bars: {} })).toBe('');
  });

  it('is a definition of its own, the same for the same choices', () => {
    expect(choicesMark(OWN)).toMatch(/^\+[0-9a-f]{4}$/);
    expect(choicesMark({ ...OWN, weights: { producing: { 'close-rate': 50, registrations: 50, cycle: 0 } } })).toBe(
      choicesMark(OWN),
    );
    expect(choicesMark({ ...OWN, bars: {} })).not.toBe(choicesMark(OWN));
  });

  it.each([
    [
      { producing: { registrations: 50, 'close-rate': 40 } },
      {},
      'Producing partner: the weights add up to 90, not to 100.',
    ],
    [{ early: { registrations: 120, pipeline: -20 } }, {}, 'Early partner: a weight cannot be below 0.'],
    [{ early: { registrations: 60, engagement: 40 } }, {}, /at least 2 categories/],
    [{}, { cycle: { low: 1, high: 1 } }, 'Sales cycle against direct: the two bars have to differ.'],
  ])('is refused with the reason: %j %j', (weights, bars, problem) => {
    expect(choicesProblem({ weights, bars })).toMatch(problem);
  });

  it('keeps every score between 0 and 100, whatever the weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 6, maxLength: 6 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (parts, rate) => {
          const sum = parts.reduce((total, part) => total + part, 0);
          fc.pre(sum > 0);
          const weights = Object.fromEntries(
            HEALTH_MODEL.components.map(({ key }, at) => [key, ((parts[at] ?? 0) * 100) / sum]),
          );
          const model = accountModel({ weights: { producing: weights }, bars: {} });
          const results = new Map(RESULTS).set('close-rate/close-rate', value(rate));
          const { exact } = scorePartner(results, 'producing', 500, barsOf(model), model);
          return exact === null || (exact >= 0 && exact <= 100 + 1e-9);
        },
      ),
    );
  });
});
