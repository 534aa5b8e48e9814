import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { CATALOGUE } from '../metrics/catalogue.generated.ts';
import { interpretProgram } from '../metrics/interpret.ts';
import { notEnoughData, type Result, value } from '../metrics/result.ts';
import { account, day } from '../metrics/testing/facts.ts';
import { enhancements } from './enhancements.ts';

const from =
  (results: Readonly<Record<string, Result>>) =>
  (metric: string, measure: string): Result | undefined =>
    results[`${metric}/${measure}`];
const nobody = { metrics: {} };

describe('the backlog of enhancements', () => {
  const results = {
    'training-friction/flag': value(1, { sample: 30 }),
    'training-friction/module': value('Pricing'),
    'training-friction/at-module': value(0.75, { numerator: 15, denominator: 20 }),
    'stall-point/stage': value('Legal'),
    'stall-point/excess': value(12),
    'stall-point/stalled-deals': value(4),
    'resource-utilisation/benefits': value(0.1, { sample: 3 }),
    'resource-utilisation/least-used': value('demo licences'),
    'inactivity-reasons/top-reason': value('our-failure'),
    'inactivity-reasons/top-share': value(0.5, { numerator: 4, denominator: 8 }),
  };

  it('asks for the partner on won deals in which its people took part, and for nothing where there are none', () => {
    const with3 = { 'influenced-revenue/unlabelled-365d': value(12_000, { sample: 3 }) };
    expect(enhancements(from(with3), nobody)).toMatchObject([
      { source: 'influenced-revenue/unlabelled-365d', concerns: 3, text: expect.stringContaining('Note the partner') },
    ]);
    expect(enhancements(from({ 'influenced-revenue/unlabelled-365d': value(0, { sample: 0 }) }), nobody)).toEqual([]);
  });

  it('puts first what concerns most, with its evidence and who answers for it', () => {
    const list = enhancements(from(results), { metrics: { 'stall-point': { ownerId: 'o7' } } });
    expect(list.map(({ source, concerns, ownerId }) => [source, concerns, ownerId])).toEqual([
      ['training-friction/at-module', 15, null],
      ['inactivity-reasons/top-share', 4, null],
      ['stall-point/excess', 4, 'o7'],
      ['resource-utilisation/benefits', 3, null],
    ]);
    expect(list[0]).toMatchObject({
      text: 'Repair the training where most stop: Pricing',
      evidence: { value: 0.75, denominator: 20 },
    });
    expect(list[2]?.text).toBe('Help where partner deals wait longer than direct ones: Legal, 12 days');
  });

  it('proposes nothing where nothing is wrong or nothing is known', () => {
    expect(enhancements(() => undefined, nobody)).toEqual([]);
    expect(enhancements(() => notEnoughData(0, 5), nobody)).toEqual([]);
    const fine = { ...results, 'training-friction/flag': value(0), 'resource-utilisation/benefits': value(0.3) };
    const list = enhancements(from({ ...fine, 'inactivity-reasons/top-reason': value('unknown') }), nobody);
    expect(list.map(({ source }) => source)).toEqual(['stall-point/excess']);
  });

  it('reads measures that the metrics really have', () => {
    // Five partners, silent since they signed; of three the reason was found, and two of them had no time.
    const names = ['A', 'B', 'C', 'D', 'E'];
    const facts = account({
      partners: names.map((name) => ({ name, signed: '2023-01-01' })),
      feeds: {
        'inactivity-reasons': [
          { partner: 'A', date: '2025-01-01', reason: 'no-time' },
          { partner: 'B', date: '2025-01-01', reason: 'no-time' },
          { partner: 'C', date: '2025-01-01', reason: 'no-fit' },
        ],
        entitlements: [{ partner: 'A', date: '2025-01-01', benefit: 'seats', offered: 10, used: 2 }],
      },
    });
    const packed = packFacts(facts);
    const list = enhancements((id, measure) => {
      const metric = CATALOGUE.find(({ meta }) => meta.id === id);
      return metric && interpretProgram(metric, facts, packed, day('2025-06-30'))?.[measure];
    }, nobody);
    expect(list).toMatchObject([
      { source: 'inactivity-reasons/top-share', concerns: 2, evidence: { value: 2 / 3 } },
      { source: 'resource-utilisation/benefits', concerns: 1, evidence: { value: 0.2 } },
    ]);
  });
});
