import { describe, expect, it } from '@jest/globals';
import { liftTable, type Traits } from '../metrics/derived/ideal-partner.ts';
import { fitOf } from './ideal-partner.ts';

const NOTHING: Traits = { type: null, country: null, size: null, industry: null, tier: null, source: null };
/** 8 German agencies that bring much, 8 French ones that bring some, and 16 resellers from anywhere that bring nothing. */
const table = liftTable([
  ...new Array(8).fill({ partner: { ...NOTHING, type: 'agency', country: 'DE' }, worth: 100 }),
  ...new Array(8).fill({ partner: { ...NOTHING, type: 'agency', country: 'FR' }, worth: 10 }),
  ...new Array(16).fill({ partner: { ...NOTHING, type: 'reseller' }, worth: 0 }),
]);

describe('a prospect', () => {
  it('is held against proven traits only', () => {
    expect(table.map(({ value, lift, isProven }) => [value, lift, isProven])).toEqual([
      ['DE', 4, true],
      ['agency', 2, true],
      ['reseller', 0, false],
      ['FR', 0, false],
    ]);
  });

  it('fits by the share of them that it has, and what is not known of it does not count for it', () => {
    expect(fitOf({ ...NOTHING, type: 'agency', country: 'DE' }, table)).toMatchObject({ score: 1, missing: [] });
    const half = fitOf({ ...NOTHING, type: 'agency' }, table);
    expect(half).toMatchObject({ score: 0.5, matched: [{ value: 'agency' }], unknown: [{ value: 'DE' }] });
    expect(fitOf({ ...NOTHING, type: 'reseller', country: 'FR' }, table)).toMatchObject({
      score: 0,
      missing: [{ value: 'DE' }, { value: 'agency' }],
    });
  });

  it('has no fit where nothing is proven', () => {
    expect(fitOf(NOTHING, [])).toEqual({ score: undefined, matched: [], missing: [], unknown: [] });
  });
});
