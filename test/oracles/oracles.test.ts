import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../app/facts/pack.ts';
import { parseDay } from '../../app/kit/days.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import { exportResults } from '../../server/export/export-results.ts';
import { testDatabase } from '../support/postgres.ts';
import { sharedDataDir } from '../worlds/convert/source-folder.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { worldRecords } from '../worlds/world-records.ts';
import { withOracle } from './run-oracle.ts';
import { compareSales, SALES_FILES } from './sales-comparison.ts';

const DIR = sharedDataDir();
const isHere = (name: string): boolean => existsSync(join(DIR, name));
for (const name of ['sales-records', 'seller-funnel']) {
  if (!isHere(name))
    console.log(`${join(DIR, name)} is absent: nothing was compared (WORLD_DATA_DIR names another place)`);
}

const LEADS = 'olist_marketing_qualified_leads_dataset.csv';
const SIGNED = 'olist_closed_deals_dataset.csv';

/** Month -> how many of the dates fall into it. */
function byMonth(dates: readonly (string | null | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const date of dates) if (date) counts[date.slice(0, 7)] = (counts[date.slice(0, 7)] ?? 0) + 1;
  return counts;
}

describe('a comparison', () => {
  const agents = [{ agent: 'Ann', sourced_revenue_w365: '100', deals_won_w365: '1', median_won_cycle_days: 4 }];
  const line = {
    catalogue: 27,
    measure: 'revenue-365d',
    scope: 'partner',
    partnerName: 'Ann',
    window: 'W365',
  } as const;
  const told = (state: string, value: number | null, other: { measure?: string; catalogue?: number } = {}) =>
    compareSales([{ ...line, ...other, segment: null, state, value }], agents, {}).partners[0]?.verdicts;

  it('finds equal what is equal, and different what differs or is missing', () => {
    expect(told('value', 100)?.[0]).toMatchObject({ same: true, cell: '100 | 100' });
    expect(told('value', 100.01)?.[0]).toMatchObject({ same: false, cell: '100 | 100 DIFFERS' });
    expect(told('not-set-up', null)?.[0]).toMatchObject({ same: false, cell: 'not-set-up | 100' });
    expect(told('value', 100, { measure: 'revenue-90d' })?.[0]).toMatchObject({ same: false, cell: '0 lines | 100' });
  });

  it('lets the product withhold a number only below its minimum sample', () => {
    const cycle = told('not-enough-data', null, { measure: 'median', catalogue: 45 })?.find(
      ({ title }) => title === 'won cycle',
    );
    expect(cycle).toMatchObject({ same: true });
  });
});

if (isHere('sales-records')) {
  describe('the sales records', () => {
    const database = testDatabase({ migrated: false });
    const facts = mapAccount(worldRecords(resolveWorld('sales-records').world, Date.parse('2018-01-02T00:00:00Z')));
    const packed = packFacts(facts);

    it.each(['2017-12-31', '2017-09-30', '2017-06-15'])(
      'give the same numbers by SQL and by the product as of %s',
      async (asOf) => {
        const lines = exportResults(facts, packed, parseDay(asOf) ?? 0);
        const question = { sourceDir: join(DIR, 'sales-records'), files: SALES_FILES, asOf, url: database.url };
        const { partners, programme } = await withOracle('sales-records', question, async ({ rows }) => {
          const [whole = {}] = await rows('whole_programme');
          return compareSales(lines, await rows('per_agent'), whole);
        });
        const differing = [
          ...partners.flatMap(({ name, verdicts }) => verdicts.map((one) => ({ name, ...one }))),
          ...programme,
        ];
        expect(partners).toHaveLength(35);
        expect(differing.filter(({ same }) => !same)).toEqual([]);
      },
    );
  });
}

if (isHere('seller-funnel')) {
  describe('the recruitment funnel', () => {
    const database = testDatabase({ migrated: false });

    it('has the same sign-ups and discussions by month in SQL and in the converted account', async () => {
      const { companies, deals } = resolveWorld('seller-funnel').world;
      const question = {
        ...{ sourceDir: join(DIR, 'seller-funnel'), files: [LEADS, SIGNED] },
        ...{ asOf: '2018-12-31', url: database.url },
      };
      const { signups, opened } = await withOracle('seller-funnel', question, async ({ rows }) => ({
        signups: await rows('signups_by_month'),
        opened: await rows('conversion_by_opening_month'),
      }));
      const signed = deals.filter(({ dealstage }) => dealstage === 'signed');
      const table = (rows: typeof signups, column: string) =>
        Object.fromEntries(rows.filter((row) => row[column] !== 0).map((row) => [row.month, row[column]]));
      expect(table(signups, 'signups')).toEqual(byMonth(companies.map(({ partner_since }) => partner_since)));
      expect(table(opened, 'discussions')).toEqual(byMonth(deals.map(({ createdate }) => createdate)));
      expect(table(opened, 'signed')).toEqual(byMonth(signed.map(({ createdate }) => createdate)));
    });

    const { world } = resolveWorld('seller-funnel');
    const facts = mapAccount(worldRecords(world, Date.parse('2018-12-01T00:00:00Z')));
    const packed = packFacts(facts);

    it.each(['2018-11-30', '2018-08-31', '2018-03-15'])(
      'gives the same ten numbers of the programme by SQL and by the product as of %s',
      async (asOf) => {
        const question = {
          ...{ sourceDir: join(DIR, 'seller-funnel'), files: [LEADS, SIGNED] },
          ...{ asOf, url: database.url },
        };
        const [told = {}] = await withOracle('seller-funnel', question, ({ rows }) => rows('programme_numbers'));
        const lines = exportResults(facts, packed, parseDay(asOf) ?? 0);
        const of = (metric: string, measure: string) =>
          lines.find((line) => line.scope === 'program' && line.metric === metric && line.measure === measure);
        const conversion = of('discussion-conversion', 'conversion');
        const ours = {
          signed_week: of('sign-up-rate', 'week')?.value,
          signed_week_before: of('sign-up-rate', 'week-before')?.value,
          signed_month: of('sign-up-rate', 'month')?.value,
          signed_month_before: of('sign-up-rate', 'month-before')?.value,
          signed_year: of('sign-up-rate', 'year')?.value,
          signed_year_before: of('sign-up-rate', 'year-before')?.value,
          mature: conversion?.denominator,
          mature_signed: conversion?.numerator,
          open: of('discussion-conversion', 'open')?.value,
          days_to_sign: of('discussion-conversion', 'days-to-sign')?.value,
        };
        expect(ours).toEqual(told);
      },
    );
  });
}
