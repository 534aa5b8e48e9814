import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';
import { parseDay } from '../../app/kit/days.ts';
import { notEnoughData, notSetUp, type Result, value } from '../../app/metrics/result.ts';
import type { PartnerLine } from '../store/programme-page.ts';
import { bandHistory, cohortRamp, concentrationCurve } from './programme-charts.ts';
import { departuresSection } from './programme-lists.ts';
import { programmeTiles } from './programme-tiles.ts';

const f = createFormatter({ locale: 'en-US', timeZone: 'UTC' });
const voice = { f, currency: 'EUR' };
const AS_OF = parseDay('2026-06-30') ?? 0;

const line = (id: string, more: Partial<PartnerLine> = {}): PartnerLine => ({
  partner: { id, name: id, type: null, region: null, tier: null, startDay: AS_OF - 900, startIsProxy: false },
  owner: null,
  point: { asOf: AS_OF, state: 'scored', score: 50, band: 'watch', provenance: 'observed' },
  override: null,
  direction: { key: 'steady', points: 0, since: AS_OF - 91 },
  months: [],
  before: null,
  results: {},
  findings: {},
  quality: 'A',
  ...more,
});

describe('the header row', () => {
  const tiles = (results: Record<string, Result>, before: number | string | null = null) =>
    programmeTiles(
      {
        results,
        history: { dates: ['2025-05-31', '2025-06-30'], measures: { 'sourced-revenue/revenue-365d': [1, before] } },
        asOf: AS_OF,
      },
      voice,
    );

  it('compares revenue with the month end nearest to a year before', () => {
    const [, sourced] = tiles({ 'sourced-revenue/revenue-365d': value(15_000_000, { sample: 3 }) }, 12_000_000);
    expect(sourced).toMatchObject({ value: 'EUR\u00a0150K', note: 'last 12 months, 3 won deals' });
    // 150 of 120 thousand.
    expect(sourced?.change).toEqual({ direction: 'increase', text: '25% on the year to Jun 30, 2025', tone: 'good' });
  });

  it.each([
    ['nothing was known then', 'n'],
    ['there was nothing then', 0],
    ['it is the same', 15_000_000],
  ])('tells no change where %s', (_, before) => {
    const [, sourced] = tiles({ 'sourced-revenue/revenue-365d': value(15_000_000, { sample: 3 }) }, before);
    expect(sourced?.change).toBeNull();
  });

  it('calls a falling active share bad, and less concentration good', () => {
    const [active] = tiles({
      'active-partners/share': value(0.6, { numerator: 6, denominator: 10 }),
      'active-share-decline/change': value(-0.07),
    });
    expect(active).toMatchObject({ value: '60%', note: 'last 90 days, 6 of 10 partners' });
    expect(active?.change).toEqual({ direction: 'decrease', text: '7 points in 26 weeks', tone: 'bad' });
  });

  it('never shows 0 for what is not known', () => {
    const told = tiles({
      'active-partners/share': notEnoughData(3, 5),
      'concentration-risk/top-5': notEnoughData(0, 1),
      'coverage/coverage': notSetUp('Enter a target'),
    });
    for (const { value: text } of told) expect(text).not.toMatch(/^(EUR\s)?0/);
    expect(told.at(-1)).toMatchObject({ value: 'No target set' });
  });
});

describe('the charts', () => {
  it('count each partner in one band at each date, and none before it was there or after it left', () => {
    const month = parseDay('2026-05-31') ?? 0;
    const past = (state: PartnerLine['point']['state'], band: PartnerLine['point']['band']) => ({
      months: [{ asOf: month, state, score: band ? 50 : null, band, provenance: 'observed' as const }],
    });
    const { months } = bandHistory(
      [
        line('a', past('scored', 'healthy')),
        line('b', past('not-yet', null)),
        line('c', { ...past('new', null), point: { ...line('c').point, state: 'left', band: null } }),
      ],
      AS_OF,
      f,
    );
    expect(months).toEqual([
      { label: 'May ’26', counts: { healthy: 1, new: 1 } },
      { label: 'Today', counts: { watch: 2 } },
    ]);
  });

  it('draw what the largest partners hold together', () => {
    const sums = [40, 20, 20, 10, 10, 0];
    const lines = sums.map((sum, index) =>
      line(String(index), { results: { 'sourced-revenue/revenue-365d': value(sum) } }),
    );
    const { points } = concentrationCurve(lines, true, f);
    expect(points).toEqual([
      { label: '1', percent: 40 },
      { label: '2', percent: 60 },
      { label: '3', percent: 80 },
      { label: 'all 5', percent: 100 },
    ]);
    expect(concentrationCurve([line('a')], false, f)).toMatchObject({ points: [], emptyText: expect.any(String) });
  });

  it('leave a cohort\u2019s day out until enough of it have had that day', () => {
    const ramp = cohortRamp(
      {
        'productivity-ramp/registered-30d-q1': value(0.5, { denominator: 8, reason: 'Signed in 2026-Q1' }),
        'productivity-ramp/registered-60d-q1': value(0.75, { denominator: 8 }),
        'productivity-ramp/registered-90d-q1': notEnoughData(3, 5),
      },
      voice,
    );
    expect(ramp.emptyText).toBeNull();
    expect(ramp.cohorts).toEqual([
      {
        name: 'Q1 2026',
        partnersText: '8 partners',
        points: [
          { label: 'Day 30', percent: 50, text: '50%' },
          { label: 'Day 60', percent: 75, text: '75%' },
          { label: 'Day 90', percent: null, text: 'too few yet' },
        ],
        revenueText: 'too early',
      },
    ]);
  });
});

describe('departures', () => {
  const ended = (id: string, daysAgo: number, cause: 'performance' | 'unknown') =>
    line(id, { partner: { ...line(id).partner, end: { day: AS_OF - daysAgo, cause } } });

  it('are those of the last 12 months, out of all that were there', () => {
    const told = departuresSection(
      [ended('a', 10, 'performance'), ended('b', 364, 'performance'), ended('c', 365, 'unknown'), line('d'), line('e')],
      AS_OF,
      f,
    );
    // The third left before the window and was not there in it.
    expect(told.sentence).toBe('2 of the 4 partners that were there in the last 12 months left (50%).');
    expect(told.reasons).toEqual([{ word: 'Performance', countText: '2 partners' }]);
  });

  it('are not said to be none where no end is ever recorded', () => {
    expect(departuresSection([line('a')], AS_OF, f).emptyText).toContain('map an end date');
  });
});
