import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';
import { changeLines } from './change-lines.ts';

const reader = {
  currency: 'EUR',
  owner: (id: string) => (id === '12' ? 'Ana Ruiz' : `Owner ${id}`),
  f: createFormatter({ timeZone: 'UTC' }),
};
const linesOf = (before: object, after: object) =>
  changeLines({ before: { ...before }, after: { ...after }, settingsVersion: 2 }, reader);

describe('what was changed, in words', () => {
  it('names the part of a setting that differs, and nothing that stayed', () => {
    expect(
      linesOf(
        { partnerRule: { property: 'type', in: ['PARTNER'], version: 1 } },
        { partnerRule: { property: 'type', in: ['PARTNER', 'RESELLER'], version: 2 } },
      ),
    ).toEqual(['Who is a partner, values: added RESELLER']);
  });

  it('says a target as an amount of money for somebody and a time', () => {
    const target = { partnerId: null, from: '2026-01-01', to: '2026-12-31', amount: 2_000_000 };
    expect(linesOf({}, { targets: [target] })).toEqual([
      'Targets: added EUR\u00a02,000,000 for the programme, Jan 1, 2026 to Dec 31, 2026',
    ]);
    expect(linesOf({ targets: [target] }, { targets: [{ ...target, partnerId: '987', amount: 250_000 }] })).toEqual([
      'Targets: added EUR\u00a0250,000 for company 987, Jan 1, 2026 to Dec 31, 2026, removed EUR\u00a02,000,000 for the programme, Jan 1, 2026 to…',
    ]);
  });

  it('names owners by their names, and nothing as none', () => {
    expect(linesOf({}, { metrics: { 'close-rate': { ownerId: '12', isActive: true } } })).toEqual([
      'Metrics of the score, close rate, owner: from none to Ana Ruiz',
      'Metrics of the score, close rate, switched on: from none to yes',
    ]);
    expect(linesOf({ roles: { property: 'partner' } }, { roles: { property: null } })).toEqual([
      'Deal property that names the partner: from partner to none',
    ]);
  });

  it('says of other changes what they are about', () => {
    const change = { before: { writing: 'paused' }, after: { writing: 'running' }, settingsVersion: null };
    expect(changeLines(change, reader)).toEqual(['Writing: from paused to running']);
  });

  it('says what a weight, a bar or a band was before, also where it was the product\u2019s', () => {
    const weights = { early: { registrations: 50, pipeline: 15, engagement: 35 } };
    const score = { weights, bars: { 'close-rate': { low: 0.2, high: 0.4 } }, bands: { watch: 33, healthy: 70 } };
    const lines = [
      'Weights, bars and bands, weights, early partner, registrations: from 40 to 50',
      'Weights, bars and bands, weights, early partner, open pipeline: from 25 to 15',
      'Weights, bars and bands, bars, close rate, 0 points at: from 15 to 20',
      'Weights, bars and bands, bands, Healthy from: from 66 to 70',
    ];
    expect(linesOf({}, { score })).toEqual(lines);
    expect(linesOf({ score }, {})).toHaveLength(lines.length);
  });

  it('stops at twelve lines', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`metric-${at}`, { isActive: true }]));
    expect(linesOf({}, { metrics: many })).toHaveLength(13);
  });
});
