import { describe, expect, it } from '@jest/globals';
import { formatDay } from '../kit/days.ts';
import { mapAccount } from './map-account.ts';
import { type AccountRecords, NO_EXTRAS } from './records.ts';
import type { PortalSettings } from './settings.ts';
import { account, company, deal, link, partnerCompany, SETTINGS } from './testing/records.ts';

const settings: PortalSettings = {
  ...SETTINGS,
  registration: { records: 'deals', pipeline: 'reg', approvedStages: [], rejectedStages: [], date: null },
};
const registration = (id: string, day: string) => deal(id, { pipeline: 'reg' }, `${day}T09:00:00Z`);
const became = (from: string, to: string) => link(from, to, null, 451);
const parts = {
  companies: [partnerCompany('1'), partnerCompany('2'), company('c1')],
  settings,
  dealCompanyLinks: [link('r1', '1', null), link('r2', '2', null), link('d1', '1', 'Sourced by')],
};

/** Sale d1 with the registrations that became it, as `deal day` and `alone id`. */
function registered(deals: AccountRecords['deals'], more: Partial<AccountRecords> = {}) {
  const links = { 'deals>deals': [became('r1', 'd1'), became('r2', 'd1')] };
  const facts = mapAccount(account({ ...parts, extras: { ...NO_EXTRAS, links }, ...more, deals }));
  return [
    ...facts.deals.flatMap(({ id, registration: told }) => (told ? [`${id} ${formatDay(told.day)}`] : [])),
    ...facts.registrations.map(({ id, partner }) => `alone ${id} of ${facts.partners[partner]?.id}`),
  ];
}

describe('registrations that are deals of a pipeline of their own', () => {
  it('are the registration of the sale they became, and count once', () => {
    expect(registered([registration('r1', '2026-01-05'), deal('d1')])).toEqual(['d1 2026-01-05']);
  });

  it('of a second partner for the same sale are its own: the first one counts for the sale', () => {
    const deals = [registration('r1', '2026-01-05'), registration('r2', '2026-01-08'), deal('d1')];
    expect(registered(deals)).toEqual(['d1 2026-01-05', 'alone r2 of 2']);
  });

  it('still count for the partner where the sale does not name it, and for nobody where the sale is in conflict', () => {
    const deals = [registration('r1', '2026-01-05'), deal('d1')];
    const labels = (...named: readonly string[]) => ({
      dealCompanyLinks: [link('r1', '1', null), ...named.map((id) => link('d1', id, 'Sourced by'))],
    });
    expect(registered(deals, labels())).toEqual(['d1 2026-01-05', 'alone r1 of 1']);
    expect(registered(deals, labels('2'))).toEqual(['d1 2026-01-05', 'alone r1 of 1']);
    expect(registered(deals, labels('1', '2'))).toEqual(['d1 2026-01-05']);
  });

  it('stand alone where the sale is gone, or is a registration as well', () => {
    expect(registered([registration('r1', '2026-01-05'), { ...deal('d1'), archived: true }])).toEqual([
      'alone r1 of 1',
    ]);
    const links = { 'deals>deals': [became('r1', 'r2')] };
    const both = [registration('r1', '2026-01-05'), registration('r2', '2026-01-06')];
    expect(registered(both, { extras: { ...NO_EXTRAS, links } })).toEqual(['alone r1 of 1', 'alone r2 of 2']);
  });
});
