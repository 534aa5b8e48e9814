import { describe, expect, it } from '@jest/globals';
import { type Mapped, NEED_NAMES, type Need } from '../facts/need.ts';
import { notEnoughData, notSetUp, type Result, value } from '../metrics/result.ts';
import type { ComponentKey } from './model.ts';
import { gateOf, gateReport } from './quality-gate.ts';

const WEIGHTS: Readonly<Record<ComponentKey, number>> = {
  registrations: 0.2,
  revenue: 0.2,
  pipeline: 0.15,
  'close-rate': 0.15,
  cycle: 0.1,
  engagement: 0.2,
};
const KEYS = Object.keys(WEIGHTS) as ComponentKey[]; // the keys of WEIGHTS
const EVERYTHING = Object.fromEntries(NEED_NAMES.map((need) => [need, true])) as Mapped; // all needs are met

const score = (unknown: Partial<Record<ComponentKey, Result>>) =>
  KEYS.map((key) => ({
    key,
    weight: WEIGHTS[key],
    points: key in unknown ? null : 50,
    result: unknown[key] ?? value(1),
  }));
const needs: Readonly<Record<string, readonly Need[]>> = {
  'registration-velocity': ['roles', 'registration'],
  'sourced-revenue': ['roles'],
  pipeline: ['roles'],
};
const report = (unknown: Partial<Record<ComponentKey, Result>>, mapped: Partial<Mapped> = {}) =>
  gateReport(score(unknown), { ...EVERYTHING, ...mapped }, (metric) => needs[metric] ?? []);
const none = notEnoughData(0, 5);

describe('the gate of the score', () => {
  it('is open from 60 % of the weight and two categories on', () => {
    // 0.2 + 0.2 + 0.2 is a little less than 0.6 in floating point.
    const known = score({ pipeline: none, 'close-rate': none, cycle: none });
    expect(gateOf(known)).toMatchObject({ isOpen: true, categories: ['activity', 'outcome'] });
    expect(gateOf(score({ revenue: none, pipeline: none, cycle: none }))).toMatchObject({ isOpen: false });
  });

  it('stays shut where all that is known is of one category', () => {
    const activity = [
      { key: 'registrations', weight: 0.5, points: 10 },
      { key: 'engagement', weight: 0.5, points: 10 },
    ] as const;
    expect(gateOf(activity)).toEqual({ isOpen: false, knownWeight: 1, categories: ['activity'] });
  });

  it('says nothing against a score that is shown, and still what would make it surer', () => {
    const said = report({ 'close-rate': notEnoughData(2, 5) });
    expect(said).toMatchObject({ isOpen: true, reasons: [] });
    expect(said.steps).toEqual([
      {
        kind: 'fill',
        text: 'Close rate: 2 of 5 needed',
        components: ['close-rate'],
        gain: expect.closeTo(0.15),
        isEnough: true,
      },
    ]);
  });

  it('puts first what brings most, and adds up what one mapping brings', () => {
    const unmapped = notSetUp('Map how deals name partners: an association label or a deal property');
    const said = report({ revenue: unmapped, pipeline: unmapped, engagement: none, cycle: value(3) }, { roles: false });
    expect(said.reasons).toEqual(['35 % of the weight is known, 60 % is needed']);
    expect(said.steps.map(({ kind, text, gain, isEnough }) => [kind, text, Math.round(100 * gain), isEnough])).toEqual([
      ['map', 'Map how deals name partners: an association label or a deal property', 35, true],
      ['fill', 'Days since last activity: 0 of 5 needed', 20, false],
      ['fill', 'Sales cycle against direct: nothing to compare with yet', 10, false],
    ]);
  });

  it('names every mapping that a metric lacks, since one alone would not do', () => {
    const [step] = report({ registrations: notSetUp('x') }, { roles: false, registration: false }).steps;
    expect(step?.text).toBe(
      'Map how deals name partners: an association label or a deal property; Map where the registration date of a deal comes from',
    );
  });

  it('says how many categories are missing', () => {
    const said = report({ revenue: none, pipeline: none, 'close-rate': none, cycle: none });
    expect(said.reasons).toEqual([
      '40 % of the weight is known, 60 % is needed',
      'Known in 1 of the 2 categories that are needed',
    ]);
  });
});
