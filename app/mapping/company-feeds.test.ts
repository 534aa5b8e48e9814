import { describe, expect, it } from '@jest/globals';
import { formatDay } from '../kit/days.ts';
import { mapAccount } from './map-account.ts';
import type { CompanyFeed, PortalSettings } from './settings.ts';
import { account, changed, partnerCompany, SETTINGS } from './testing/records.ts';
import { companyHistoryProperties, wantedCompanyProperties } from './wanted-properties.ts';

const LOGIN: CompanyFeed = {
  ...{ property: 'last_login', feed: 'portal-logins', column: 'date', counts: 'value' },
  values: { user: 'anybody' },
};
const CLAIMED: CompanyFeed = {
  ...{ property: 'mdf_claimed', feed: 'mdf', column: 'amount', counts: 'rise' },
  values: { movement: 'claimed' },
};
const mapped = (companyFeeds: CompanyFeed[], companyHistory: ReturnType<typeof changed>[]) =>
  mapAccount(account({ companies: [partnerCompany('1')], companyHistory, settings: { ...SETTINGS, companyFeeds } }));
const rows = (...from: Parameters<typeof mapped>) =>
  mapped(...from).feedRows.map(({ kind, day, values }) => `${kind} ${formatDay(day)} ${values.amount ?? values.user}`);
const claimed = (value: string | null, day: string) => changed('1', 'mdf_claimed', value, `${day}T09:00:00Z`);

describe('feeds that a property of partner companies fills', () => {
  it('have a row for each date that the property held, known since it was read first', () => {
    const history = [
      changed('1', 'last_login', '2025-11-03', '2025-11-04T09:00:00Z'),
      changed('1', 'last_login', '2025-12-01', '2025-12-01T09:00:00Z'),
      changed('1', 'type', 'PARTNER', '2025-01-01T09:00:00Z'),
    ];
    expect(rows([LOGIN], history)).toEqual(['portal-logins 2025-11-03 anybody', 'portal-logins 2025-12-01 anybody']);
    const facts = mapped([LOGIN], history);
    expect(facts.feedRows.map(({ learnedDay }) => formatDay(learnedDay))).toEqual(['2026-01-01', '2026-01-01']);
    expect(formatDay(facts.coverage['portal-logins']?.covered[0]?.from ?? 0)).toBe('2025-11-03');
    expect(facts.mapped['portal-logins']).toBe(true);
  });

  it('count what a running total rose by; a fall adds nothing, and the next rise counts from there', () => {
    const history = [
      ...[claimed('1000', '2025-03-01'), claimed('1500.50', '2025-06-01'), claimed('0', '2026-01-01')],
      ...[claimed('200', '2026-02-01'), claimed('200', '2026-02-02'), claimed(null, '2026-03-01')],
    ];
    expect(rows([CLAIMED], history)).toEqual(['mdf 2025-03-01 100000', 'mdf 2025-06-01 50050', 'mdf 2026-02-01 20000']);
  });

  it('leave out what the feed would refuse, and dates that are still to come when they are written', () => {
    const history = [
      changed('1', 'last_login', 'soon', '2025-11-04T09:00:00Z'),
      changed('1', 'last_login', '2026-11-03', '2025-11-05T09:00:00Z'),
    ];
    expect(rows([LOGIN], history)).toEqual([]);
  });

  it('do not make a partner: its start is when the property of the rule fits, whatever else was set before', () => {
    const settings: PortalSettings = {
      ...SETTINGS,
      companyFeeds: [LOGIN],
      partner: { ...SETTINGS.partner, startDate: 'rule-history' },
    };
    const companyHistory = [
      changed('1', 'last_login', 'PARTNER', '2024-01-01T09:00:00Z'),
      changed('1', 'type', 'PARTNER', '2025-01-01T09:00:00Z'),
    ];
    const { partners } = mapAccount(account({ companies: [partnerCompany('1')], companyHistory, settings }));
    expect(formatDay(partners[0]?.start?.day ?? 0)).toBe('2025-01-01');
  });

  it('have their properties read, with their past', () => {
    const settings = { ...SETTINGS, companyFeeds: [CLAIMED] };
    expect(wantedCompanyProperties(settings)).toContain('mdf_claimed');
    expect(companyHistoryProperties(settings)).toEqual(['mdf_claimed']);
  });
});
