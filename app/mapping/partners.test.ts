import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../kit/days.ts';
import { mapAccount } from './map-account.ts';
import type { StoredFeedRow } from './records.ts';
import { account, partnerCompany, SETTINGS } from './testing/records.ts';

const day = (text: string): number => parseDay(text) ?? 0;
const ended = (companyId: string, date: string, cause: string, decidedBy: string): StoredFeedRow => ({
  kind: 'partner-ends',
  key: `${companyId}/${date}`,
  companyId,
  values: { date: day(date), cause, decided_by: decidedBy },
  learnedMs: Date.parse('2026-05-02T10:00:00Z'),
});

describe('the end of a partnership', () => {
  const settings = { ...SETTINGS, partner: { ...SETTINGS.partner, endDate: 'until' } };
  const ends = (rows: StoredFeedRow[]) =>
    mapAccount(
      account({
        settings,
        companies: [partnerCompany('1'), partnerCompany('2', { until: '2026-03-31' }), partnerCompany('3')],
        feeds: { rows, coverage: {} },
      }),
    ).partners.map(({ end }) => end);

  it('is told by the feed where the company has no end date, with its cause and who decided', () => {
    const [told, ...others] = ends([ended('1', '2026-04-30', 'competitor', 'partner')]);
    expect(told).toEqual({
      ...{ day: day('2026-04-30'), reason: null, cause: 'competitor', decidedBy: 'partner' },
      learnedDay: day('2026-05-02'),
    });
    expect(others.map((end) => end?.day)).toEqual([day('2026-03-31'), undefined]);
  });

  it('is the company’s own date where it has one', () => {
    expect(ends([ended('2', '2026-04-30', 'competitor', 'partner')])[1]?.day).toBe(day('2026-03-31'));
  });

  it('is the last of several rows, whatever their order', () => {
    const rows = [ended('1', '2026-04-30', 'other', 'us'), ended('1', '2025-04-30', 'performance', 'us')];
    expect([ends(rows)[0]?.day, ends(rows.toReversed())[0]?.day]).toEqual([day('2026-04-30'), day('2026-04-30')]);
  });
});
