import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';
import type { HealthPoint } from '../../app/health/health.ts';
import { type Day, parseDay as day, previousMonthEnds } from '../../app/kit/days.ts';
import { trendOf } from './trend.ts';

const f = createFormatter({ locale: 'en-US', timeZone: 'UTC' });
const AS_OF = day('2026-06-30') ?? 0;
const FIRST_SYNC = day('2026-04-10') ?? 0;

const at = (asOf: Day, score: number | null, state: HealthPoint['state'] = 'scored'): HealthPoint => ({
  ...{ asOf, score, state, band: score === null ? null : 'watch' },
  provenance: asOf >= FIRST_SYNC ? 'observed' : 'reconstructed',
});

/** Two years: 5 months before the partner, 3 too new, 2 without data in between, scores elsewhere. */
const ends = previousMonthEnds(AS_OF, 24).map((end, index) => {
  if (index < 5) return at(end, null, 'not-yet');
  if (index < 8) return at(end, null, 'new');
  return index === 14 || index === 15 ? at(end, null, 'not-enough-data') : at(end, 40 + index);
});
const trend = (more: object = {}) =>
  trendOf(
    {
      health: { months: ends.slice(12), earlierMonths: ends.slice(0, 12), weeks: [], point: at(AS_OF, 70) },
      ...{ definitionVersion: '1.9', definitions: [], firstSyncDay: FIRST_SYNC, ...more },
    },
    f,
  );

describe('the trend', () => {
  it('has two years of month ends and today, each with where it comes from or why it is missing', () => {
    const { points, rows } = trend();
    expect(points).toHaveLength(25);
    expect(new Set(points.map(({ label }) => label)).size).toBe(25);
    expect(points.map(({ provenance }) => provenance).filter((one) => one === 'unavailable')).toHaveLength(10);
    expect(rows).toHaveLength(25);
    expect(rows[0]).toBe('Jun 30, 2026: 70, from what was read on its day');
    expect(rows.at(-1)).toBe('Jun 30, 2024: no score, not a partner yet');
    expect(rows.filter((row) => row.includes('worked out from dated records'))).toHaveLength(12);
  });

  it('marks gaps with their reason, changed definitions and the first sync, oldest first', () => {
    const definitions = [
      { day: day('2022-01-01') ?? 0, version: '1.2', before: '1.1' },
      { day: day('2026-05-04') ?? 0, version: '1.9', before: '1.8' },
      { day: day('2026-06-02') ?? 0, version: '1.9', before: '1.9' },
    ];
    expect(trend({ definitions }).marks).toEqual([
      'Jun 2024 to Oct 2024: no score, not a partner yet',
      'Nov 2024 to Jan 2025: no score, too new for a score',
      'Aug 2025 to Sep 2025: no score, not enough data',
      'Apr 10, 2026: first sync; what lies before was worked out later',
      'May 4, 2026: definition v1.9 instead of v1.8; what was shown before may differ from this line',
      'Jun 2, 2026: settings changed; what was shown before may differ from this line',
    ]);
  });

  it('is said in one sentence for who does not see it', () => {
    expect(trend().altText).toBe(
      'Health score by month end: 48 in Feb 2025 at first, lowest 48 in Feb 2025, highest 63 in May 2026, 70 today',
    );
  });

  it('of models of before two years were kept has what they have', () => {
    const health = { months: ends.slice(12), weeks: [], point: at(AS_OF, 70) };
    const { points, marks } = trendOf({ health, definitionVersion: '1.9' }, f);
    expect([points.length, marks]).toEqual([13, ['Aug 2025 to Sep 2025: no score, not enough data']]);
  });
});
