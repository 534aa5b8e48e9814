import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { csvRows } from '../csv-rows.ts';
import { resolveWorld } from '../resolve-world.ts';
import type { World } from '../world.ts';
import { convertSalesRecords, isoDate } from './sales-records.ts';
import { convertSellerFunnel } from './seller-funnel.ts';
import { sharedDataDir } from './source-folder.ts';

const DIR = sharedDataDir();
const isHere = (name: string): boolean => existsSync(join(DIR, name));
for (const name of ['sales-records', 'seller-funnel']) {
  if (!isHere(name))
    console.log(`${join(DIR, name)} is absent: its world was not checked (WORLD_DATA_DIR names another place)`);
}

/** Ids that a deal, history row or association names and no record has. */
function dangling(world: World): string[] {
  const known = new Set([
    ...world.companies.map((row) => `company:${row.hs_object_id}`),
    ...world.deals.map((row) => `deal:${row.hs_object_id}`),
  ]);
  const named = [
    ...world.associations.flatMap(({ from, to }) => [from, to]),
    ...world.dealHistory.map(({ deal }) => `deal:${deal}`),
  ];
  return named.filter((key) => !known.has(key));
}

function stageCounts(world: World): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { dealstage } of world.deals) counts[dealstage ?? ''] = (counts[dealstage ?? ''] ?? 0) + 1;
  return counts;
}

describe('a converted world', () => {
  it('is refused with the place to look and the variable to set when its records are absent', () => {
    const elsewhere = join(import.meta.dirname, 'no-such-folder');
    expect(() => convertSalesRecords(elsewhere)).toThrow(/sales_teams\.csv is not there.*WORLD_DATA_DIR/);
    expect(() => convertSellerFunnel(elsewhere)).toThrow(/leads_dataset\.csv is not there.*WORLD_DATA_DIR/);
  });

  it('reads American dates by month, day and year, and nothing else', () => {
    expect(isoDate('3/1/2017')).toBe('2017-03-01');
    expect(isoDate('12/31/2017')).toBe('2017-12-31');
    expect(() => isoDate('2017-12-31')).toThrow('M/D/YYYY');
  });

  for (const name of ['sales-records', 'seller-funnel'].filter(isHere)) {
    it(`${name} names no record that it does not have, and has numeric ids that are used once`, () => {
      const { world, problems } = resolveWorld(name);
      const ids = [...world.companies, ...world.deals].map((row) => row.hs_object_id ?? '');
      expect(dangling(world)).toEqual([]);
      expect(ids.filter((id) => !/^\d+$/.test(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(problems).toEqual([]);
    });
  }

  if (isHere('sales-records')) {
    it('sales-records has 8,800 opportunities of 35 agents and 85 customers, 1,425 of them without a customer', () => {
      const { world } = resolveWorld('sales-records');
      expect(world.deals).toHaveLength(8800);
      expect(world.companies.filter(({ type }) => type === 'PARTNER')).toHaveLength(35);
      expect(world.companies.filter(({ type }) => type !== 'PARTNER')).toHaveLength(85);
      expect(world.associations.filter(({ label }) => label === 'Sourced by')).toHaveLength(8800);
      expect(world.associations.filter(({ label }) => label === 'primary')).toHaveLength(8800 - 1425);
      expect(stageCounts(world)).toEqual({ prospecting: 500, engaging: 1589, closedwon: 4238, closedlost: 2473 });
    });

    it('sales-records leaves Prospecting unregistered, created on the first day of the data', () => {
      const waiting = resolveWorld('sales-records').world.deals.filter(({ dealstage }) => dealstage === 'prospecting');
      expect(
        new Set(waiting.map(({ engage_date, createdate }) => `${engage_date} ${createdate?.slice(0, 10)}`)),
      ).toEqual(new Set(['null 2016-10-20']));
    });
  }

  if (isHere('seller-funnel')) {
    it('seller-funnel has 8,000 discussions and a partner for each of the 842 that signed, of 3,095 sellers', () => {
      const { world } = resolveWorld('seller-funnel');
      expect(stageCounts(world)).toEqual({ contacted: 8000 - 842, signed: 842 });
      expect(world.companies).toHaveLength(842);
      expect(world.associations).toHaveLength(842);
      expect(csvRows(join(DIR, 'seller-funnel', 'olist_sellers_dataset.csv'), () => {})).toHaveLength(3095);
    });

    it('seller-funnel keeps the one discussion that signed before its first contact, and the empty cells', () => {
      const { deals, companies } = resolveWorld('seller-funnel').world;
      const early = deals.filter((deal) => deal.closedate && deal.closedate < (deal.createdate ?? ''));
      expect(early.map(({ createdate, closedate }) => [createdate?.slice(0, 10), closedate?.slice(0, 10)])).toEqual([
        ['2018-03-08', '2018-03-06'],
      ]);
      expect(deals.filter(({ lead_origin }) => lead_origin === null)).toHaveLength(60);
      expect(deals.filter(({ lead_origin }) => lead_origin === 'unknown')).toHaveLength(1099);
      expect(companies.filter(({ partner_type }) => partner_type === null)).toHaveLength(10);
    });
  }
});
