import { TableBuilder } from '../kit/table.ts';
import type { AccountFacts } from './account-facts.ts';
import { packDeals } from './pack-deals.ts';
import { packFeeds } from './pack-feeds.ts';
import { packPeople } from './pack-people.ts';
import type { Builders, FactsView, Packing } from './packing.ts';
import { type PackedFacts, TABLE_NAMES, TABLES, type Tables } from './tables.ts';

/** Turns facts into the columns that metrics sweep over. Linear in the number of facts. */
export function packFacts(facts: AccountFacts, view: FactsView = 'happened'): PackedFacts {
  const packing: Packing = { facts, view, partners: builders(), program: builders() };
  packDeals(packing);
  packPeople(packing);
  packFeeds(packing);
  return { partners: pack(packing.partners, facts.partners.length), program: pack(packing.program, 1) };
}

const builders = (): Builders =>
  Object.fromEntries(TABLE_NAMES.map((name) => [name, new TableBuilder(TABLES[name])])) as Builders; // one per table

const pack = (from: Builders, subjects: number): Tables =>
  Object.fromEntries(TABLE_NAMES.map((name) => [name, from[name].pack(subjects)])) as Tables; // one per table
