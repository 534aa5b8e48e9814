import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../app/kit/days.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import { type AccountRecords, type CrmRecord, NO_EXTRAS, NO_FEEDS } from '../../app/mapping/records.ts';
import { remapDeals } from '../../app/mapping/remap-deals.ts';
import { seededRandom } from '../../test/worlds/kit/random.ts';
import { resolveWorld } from '../../test/worlds/resolve-world.ts';
import { worldRecords } from '../../test/worlds/world-records.ts';
import { computeFacts, type WholeComputed } from './computed.ts';

const AS_OF = parseDay('2026-11-20') ?? 0;
/** The deals of half a year and their partners, without mail: enough for every kind of change, in little time. */
const records = withDealsOf(worldRecords(resolveWorld('programme').world, Date.parse('2026-11-20T12:00:00Z')), 250);
const LABELS = ['Sourced by', 'Influenced by', 'Resold by', 'Serviced by'];

function withDealsOf(account: AccountRecords, count: number): AccountRecords {
  const deals = account.deals.filter(({ properties }) => properties.pipeline === 'default').slice(-count);
  const ids = new Set(deals.map(({ id }) => id));
  return { ...account, ...part(account, ids), extras: NO_EXTRAS, feeds: NO_FEEDS };
}

/** A deal of the account with another amount, stage, close date, label, source or reason, as people change them. */
function withOneChange(account: AccountRecords, random: ReturnType<typeof seededRandom>): [AccountRecords, string] {
  const sales = account.deals.filter(({ properties }) => properties.pipeline === 'default');
  const deal = random.pick(sales);
  const set = (properties: CrmRecord['properties']): AccountRecords => ({
    ...account,
    deals: account.deals.map((one) =>
      one.id === deal.id ? { ...one, properties: { ...one.properties, ...properties } } : one,
    ),
  });
  const links = account.dealCompanyLinks.filter(({ fromId, label }) => fromId === deal.id && label !== null);
  const changes: (() => AccountRecords)[] = [
    () => set({ amount: String(random.int(1, 90_000)), amount_in_home_currency: String(random.int(1, 90_000)) }),
    () => set({ amount: null, amount_in_home_currency: null }),
    () => set({ dealstage: random.pick(['new', 'proposal', 'closedwon', 'closedlost']) }),
    () => set({ closedate: `2026-${random.pick(['02', '06', '10'])}-1${random.int(0, 9)}T10:00:00.000Z` }),
    () => set({ sourcing_partner: random.pick(['Thornbury Gate', 'Waterloop Channel', 'Nobody', '']) }),
    () => set({ closed_lost_reason: random.pick(['competitor', 'price']) }),
    () => set({ registered_on: random.pick(['2026-03-02', '2026-10-30', 'soon']) }),
    () => ({
      ...account,
      dealCompanyLinks: account.dealCompanyLinks.map((link) =>
        links.includes(link) ? { ...link, label: random.pick(LABELS) } : link,
      ),
    }),
  ];
  return [random.pick(changes)(), deal.id];
}

function part(account: AccountRecords, ids: ReadonlySet<string>) {
  return {
    deals: account.deals.filter(({ id }) => ids.has(id)),
    dealCompanyLinks: account.dealCompanyLinks.filter(({ fromId }) => ids.has(fromId)),
    dealHistory: account.dealHistory.filter(({ id }) => ids.has(id)),
  };
}
const withoutDeals = (account: AccountRecords): AccountRecords => ({
  ...account,
  ...{ deals: [], dealCompanyLinks: [], dealHistory: [] },
});
/** Measures that differ, by partner: what to look at first when this fails. */
const wrong = (kept: WholeComputed, whole: WholeComputed): string[] =>
  [...whole.results].flatMap(([index, results]) =>
    [...results].flatMap(([name, result]) =>
      isDeepStrictEqual(result, kept.results.get(index)?.get(name)) ? [] : [`${index} ${name}`],
    ),
  );
/** Every answer as text; of numbers, all their digits. */
const said = ({ health, results, history }: WholeComputed): string =>
  JSON.stringify([
    health,
    [...results].map(([index, of]) => [index, [...of]]),
    [...history.keys()].sort().map((key) => [key, [...(history.get(key) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))]),
  ]);

describe('a computation after a few changed deals', () => {
  it('answers bit for bit what a computation of everything answers, and works out few partners', () => {
    const random = seededRandom(7);
    let account = records;
    let kept = computeFacts(mapAccount(account), AS_OF);
    expect(kept.recomputed).toBe(kept.facts.partners.length);
    const worked: number[] = [];
    for (let round = 0; round < 5; round++) {
      const ids = new Set<string>();
      for (let change = random.int(1, 3); change > 0; change--) {
        const [next, id] = withOneChange(account, random);
        account = next;
        ids.add(id);
      }
      const remapped = remapDeals(withoutDeals(account), kept.facts, part(account, ids));
      const facts = mapAccount(account);
      expect(JSON.stringify(remapped?.facts) === JSON.stringify(facts)).toBe(true);
      if (!remapped) return;
      kept = computeFacts(remapped.facts, AS_OF, { earlier: { computed: kept, named: remapped.named } });
      worked.push(kept.recomputed);
      const whole = computeFacts(facts, AS_OF);
      expect(wrong(kept, whole)).toEqual([]);
      expect(said(kept) === said(whole)).toBe(true);
    }
    // Of 64: a change concerns the partners it names, and those whose first win it takes or gives.
    expect(Math.max(...worked)).toBeLessThan(20);
  });
});
