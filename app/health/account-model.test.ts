import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { value } from '../metrics/result.ts';
import { type AccountModel, accountModel, choicesMark, choicesProblem, type ScoreChoices } from './account-model.ts';
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
    expect(accountModel(NOTHING)).toEqual({
      components: HEALTH_MODEL.components,
      profiles: HEALTH_MODEL.profiles,
      bands: HEALTH_MODEL.bands,
    });
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

  it('is another definition with bands of its own, and none where the product\u2019s are written out', () => {
    expect(choicesMark({ ...NOTHING, bands: { watch: 33, healthy: 66 } })).toBe('');
    const marks = [40, 41].map((watch) => choicesMark({ ...NOTHING, bands: { watch, healthy: 66 } }));
    expect(new Set([...marks, '']).size).toBe(3);
  });

  it.each([
    [{ watch: 33.5, healthy: 66 }, /33.5 and 66 are not both whole/],
    [{ watch: 0, healthy: 66 }, /Watch has to begin at 1 or above/],
    [{ watch: 33, healthy: 100 }, /Healthy has to begin at 99 or below/],
    [{ watch: 60, healthy: 69 }, /at least 10 points above Watch, at 70 or above; 69 is too close/],
    [{ watch: 70, healthy: 40 }, /40 is too close/],
    [{ watch: Number.NaN, healthy: 40 }, /not both whole/],
    [{ watch: 60, healthy: 70 }, null],
    [{ watch: 1, healthy: 99 }, null],
  ])('says what is wrong with bands %j', (bands, problem) => {
    const said = choicesProblem({ ...NOTHING, bands });
    if (problem === null) expect(said).toBeNull();
    else expect(said).toMatch(problem);
  });

  it('caps a partner by its own line: 40 points of a critical component are in red below 50', () => {
    // 120 days give 0 points and 14 give 100: 40 points at 77.6 days.
    const results = new Map(RESULTS).set('engagement-state/days-since', value(77.6));
    const isCapped = (choices: ScoreChoices) => {
      const model = accountModel(choices);
      return scorePartner(results, 'producing', 500, barsOf(model), model).isCapped;
    };
    expect(isCapped(NOTHING)).toBe(false);
    expect(isCapped({ ...NOTHING, bands: { watch: 50, healthy: 80 } })).toBe(true);
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
