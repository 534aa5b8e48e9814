import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { notApplicable, notEnoughData, notSetUp, type Result, value } from '../../app/metrics/result.ts';
import { metricGroupsOf } from './metric-groups.ts';

const voice = { f: createFormatter({ locale: 'en-US', timeZone: 'UTC' }), currency: 'EUR' };
const OF_PARTNERS = CATALOGUE.filter(({ partner }) => partner);

/** One result for every measure of every metric that speaks of a partner. */
const everywhere = (result: Result) =>
  Object.fromEntries(
    OF_PARTNERS.flatMap(({ meta }) => Object.keys(meta.measures).map((name) => [`${meta.id}/${name}`, result])),
  );
const find = (results: Record<string, Result>, id: string, before?: Record<string, Result>) =>
  metricGroupsOf(results, before ? { asOf: '2026-06-01', results: before } : null, voice)
    .groups.flatMap(({ metrics }) => metrics)
    .find((metric) => metric.id === id);

describe('all metrics of a partner', () => {
  it('include every metric of the catalogue about partners exactly once, known or not', () => {
    const wanted = OF_PARTNERS.filter(({ meta }) =>
      Object.values(meta.measures).some(({ scope }) => scope !== 'program'),
    ).map(({ meta }) => meta.id);
    for (const result of [value(1), notSetUp('map it')]) {
      const { groups } = metricGroupsOf(everywhere(result), null, voice);
      expect(groups.map(({ key }) => key).slice(0, 4)).toEqual(['activity', 'outcome', 'efficiency', 'health']);
      expect(groups.flatMap(({ metrics }) => metrics.map(({ id }) => id)).toSorted()).toEqual(wanted.toSorted());
    }
  });

  it('say each number with its unit, period and records', () => {
    const close = find({ 'close-rate/close-rate': value(0.375, { sample: 8 }) }, 'close-rate');
    expect(close?.values).toMatchObject([
      { label: 'Close rate', valueText: '38%', periodText: 'last 12 months, 8 records', changeText: null },
    ]);
    expect(close).toMatchObject({
      question: expect.stringMatching(/\?$/),
      formula: expect.stringContaining('Won / (won + lost)'),
    });
  });

  it.each<[string, Result, string]>([
    ['what to map', notSetUp('Map the registration date'), 'Not set up: Map the registration date'],
    ['how many are missing', notEnoughData(3, 5), 'Not enough data (3 of 5 decided deals)'],
    [
      'why it does not apply',
      notApplicable('Signed less than 180 days ago'),
      'Not applicable: Signed less than 180 days ago',
    ],
    ['since when its feed is late', { state: 'stale', since: 20_000 }, 'Stale since Oct 4, 2024'],
  ])('say %s where there is no number, and no number then', (_what, result, text) => {
    expect(find({ 'close-rate/close-rate': result }, 'close-rate')).toMatchObject({ values: [], missing: [text] });
  });

  it.each<[string, string, number, number, string, string]>([
    ['more revenue is good', 'sourced-revenue/revenue-365d', 300_00, 200_00, '+50%', 'good'],
    ['a lower rate is bad, in points', 'close-rate/close-rate', 0.3, 0.375, '\u22127.5 pts', 'bad'],
    ['a longer cycle is bad', 'sales-cycle/median', 60, 40, 'was 40 days', 'bad'],
    ['the same is the same', 'sales-cycle/median', 40, 40, 'no change', 'neutral'],
    ['something from nothing is no share', 'sourced-revenue/revenue-365d', 300_00, 0, 'was EUR\u00a00', 'good'],
  ])('against the baseline: %s', (_what, key, now, before, changeText, changeTone) => {
    const metric = find({ [key]: value(now) }, key.split('/')[0] ?? '', { [key]: value(before) });
    expect(metric?.values[0]).toMatchObject({ changeText, changeTone });
  });

  it('show no change where the baseline knew nothing', () => {
    const key = 'sales-cycle/median';
    expect(find({ [key]: value(4) }, 'sales-cycle', { [key]: notEnoughData(1, 3) })?.values[0]?.changeText).toBeNull();
    expect(metricGroupsOf({}, null, voice).baselineText).toContain('No baseline');
    expect(metricGroupsOf({}, { asOf: '2026-06-01', results: {} }, voice).baselineText).toContain('Jun 1, 2026');
  });
});
