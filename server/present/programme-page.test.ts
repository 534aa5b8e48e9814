import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';
import { parseDay } from '../../app/kit/days.ts';
import { notEnoughData, notSetUp, type Result, value } from '../../app/metrics/result.ts';
import type { PartnerLine } from '../store/programme-page.ts';
import { bandHistory, cohortRamp, concentrationCurve } from './programme-charts.ts';
import { departuresSection } from './programme-lists.ts';
import { performanceSection, worksSection } from './programme-performance.ts';
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

describe('the ramp of a programme that signs few', () => {
  const quarter = (back: number, registered: number, partners: number) => [
    `productivity-ramp/registered-30d-q${back}`,
    notEnoughData(partners, 5, { numerator: registered, denominator: partners }),
  ];

  it('counts four quarters together where none has enough, each day by those that have had it', () => {
    const ramp = cohortRamp(
      {
        ...Object.fromEntries([quarter(1, 0, 3), quarter(2, 1, 4), quarter(3, 2, 3), quarter(4, 0, 2)]),
        'productivity-ramp/registered-60d-q1': notEnoughData(2, 5, { numerator: 1, denominator: 2 }),
        'productivity-ramp/registered-60d-q2': notEnoughData(2, 5, { numerator: 1, denominator: 2 }),
      },
      voice,
    );
    expect(ramp.emptyText).toBeNull();
    expect(ramp.periodText).toContain('count together');
    expect(ramp.cohorts).toMatchObject([
      {
        name: 'Last four quarters',
        partnersText: '12 partners',
        // 3 of 12 by day 30; only 4 have had 60 days, too few.
        points: [{ percent: 25, text: '25% (3 of 12)' }, { percent: null }, { percent: null }],
      },
    ]);
  });

  it('says so where even four quarters are too few', () => {
    const ramp = cohortRamp(Object.fromEntries([quarter(1, 1, 2), quarter(2, 1, 2)]), voice);
    expect(ramp).toMatchObject({ cohorts: [], emptyText: expect.stringContaining('Fewer have') });
  });
});

describe('departures', () => {
  const results = {
    'attrition/attrition': value(0.5, { numerator: 2, denominator: 4 }),
    'attrition/voluntary': value(0.25, { numerator: 1, denominator: 4 }),
    'attrition/involuntary': value(0.25, { numerator: 1, denominator: 4 }),
    'attrition/unknown': value(0, { numerator: 0, denominator: 4 }),
    'attrition-causes/performance': value(2),
    'attrition-causes/unknown': value(1),
  };

  it('are the catalogue\u2019s numbers: the share, who ended it, and the reasons, most first', () => {
    const told = departuresSection(results, f);
    expect(told.sentence).toBe(
      '2 of the 4 partners of a year ago have left since (50%). Ended by the partner 1, by us 1.',
    );
    expect(told.reasons.map(({ countText }) => countText)).toEqual(['2 partners', '1 partner']);
    expect(told.reasons[0]?.word).toBe('Performance');
  });

  it('are not said to be none where no end is ever recorded, nor a share of too few', () => {
    expect(departuresSection({ 'attrition/attrition': notSetUp('map an end date') }, f).emptyText).toContain(
      'map an end date',
    );
    const few = departuresSection({ ...results, 'attrition/attrition': notEnoughData(4, 10) }, f);
    expect(few.sentence).toBe(
      '3 partners left in the last 12 months. There were 4 a year ago: 10 are needed for a share.',
    );
    const none = { 'attrition/attrition': value(0, { numerator: 0, denominator: 12 }) };
    expect(departuresSection(none, f).emptyText).toBe('None of the 12 partners of a year ago has left since.');
  });
});

describe('what works and what needs attention', () => {
  const history = {
    dates: ['2025-05-31', '2025-06-30'],
    measures: { 'close-rate/close-rate': [0.5, 0.4], 'sign-up-rate/year': [4, 's'] },
  };
  const results = { 'close-rate/close-rate': value(0.3), 'sign-up-rate/year': value(9) };

  it('compares with the last month end of a year ago, says what moved, and what is not known', () => {
    const told = performanceSection({ results, history, baseline: null, asOf: AS_OF }, voice);
    expect(told?.periodText).toBe('Against Jun 30, 2025');
    const facet = (name: string) => told?.facets.find((one) => one.name === name);
    expect(facet('Deals')).toMatchObject({ word: 'Worse', tone: 'bad', text: expect.stringContaining('40% to 30%') });
    // Nothing was known of sign-ups then: no change is made up.
    expect(facet('Recruitment')).toMatchObject({ word: 'Not known', tone: 'neutral' });
    expect(told).toMatchObject({ improve: [], improveText: expect.stringContaining('No baseline') });
  });

  it('names what has fallen below what was frozen', () => {
    const baseline = { asOf: '2025-06-30', results: { 'close-rate/close-rate': value(0.6) } };
    const told = performanceSection({ results, history: null, baseline, asOf: AS_OF }, voice);
    expect(told).toMatchObject({
      improve: ['Deals: 50% below it'],
      periodText: expect.stringContaining('no month end'),
    });
  });
});

describe('whether the score works', () => {
  const past = (count: number, revenueOf: (score: number) => number) =>
    Array.from({ length: count }, (_, at) =>
      line(`${at}`, {
        months: [{ ...line('x').point, asOf: AS_OF - 365, score: at }],
        results: { 'sourced-revenue/revenue-365d': value(revenueOf(at)) },
      }),
    );

  it('is said in plain words', () => {
    expect(
      worksSection(
        past(60, (score) => 100 * (score + 1)),
        f,
      )?.sentence,
    ).toBe(
      'Yes, clearly. 60 partners had a score on Jun 30, 2025. The third with the highest scores has since brought 4.8 times as much revenue as the third with the lowest.',
    );
    expect(
      worksSection(
        past(60, (score) => (score < 40 ? 0 : 5)),
        f,
      )?.sentence,
    ).toContain('and the third with the lowest none');
    expect(
      worksSection(
        past(60, () => 0),
        f,
      )?.sentence,
    ).toContain('Not so far');
    expect(
      worksSection(
        past(12, (score) => score),
        f,
      )?.sentence,
    ).toBe('Too early to say: 12 of 30 partners had a score a year ago.');
  });
});
