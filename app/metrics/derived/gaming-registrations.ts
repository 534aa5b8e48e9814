/** Registrations made in bulk, and those of customers that several partners registered. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import type { Roll, RolledRows, Rows } from '../fold.ts';
import { BULK_FROM, crowdedDays, DayCounts, mayBeCrowded } from './gaming-days.ts';
import { sourcedBy } from './sourced-by.ts';

export type Registrations = Rows<'registrations'>;

/** A registration: of a deal, or one that stands for itself. */
export interface Registered {
  readonly deal: number;
  readonly loose: number;
}

const readRow = ({ day, deal, loose }: { readonly day: number; readonly deal: number; readonly loose: number }) => ({
  day,
  deal,
  loose,
});

export const partnerBulk = (rows: Registrations): readonly Registered[] =>
  mayBeCrowded(rows, BULK_FROM) ? crowdedDays(rows.map(readRow), BULK_FROM) : [];

/** What is kept of all registrations from date to date. */
interface Kept {
  readonly byDay: DayCounts;
  /** Partners of whom some day may hold so many that it is a list, with how many such days: nearly always none. */
  readonly suspects: Map<number, number>;
  readonly customers: CustomersOf;
}
export const ALL_REGISTRATIONS: Roll<'registrations', Kept> = {
  start: (facts) => ({
    byDay: new DayCounts(facts.partners.length + 1),
    suspects: new Map(),
    customers: new CustomersOf(facts),
  }),
  change({ byDay, suspects, customers }, row, by, facts) {
    eachRegistrantOf(row, facts, (partner) => {
      customers.register(row.deal, partner, by);
      const count = byDay.add(partner + 1, row.day, by);
      if (count !== (by === 1 ? BULK_FROM : BULK_FROM - 1)) return;
      const days = (suspects.get(partner) ?? 0) + by;
      if (days > 0) suspects.set(partner, days);
      else suspects.delete(partner);
    });
  },
};
export type AllRegistrations = RolledRows<'registrations', Kept>;

/** Those of each partner, each registration once. */
export function programBulk(rows: AllRegistrations, facts: AccountFacts): Registered[] {
  const { suspects } = rows.rolled();
  if (suspects.size === 0) return [];
  const byPartner = new Map<number, { readonly day: Day; readonly one: Registered }[]>();
  rows.each((row) => {
    const { day, deal, loose } = row;
    eachRegistrantOf(row, facts, (partner) => {
      if (!suspects.has(partner)) return;
      const own = byPartner.get(partner) ?? [];
      own.push({ day, one: { deal, loose } });
      byPartner.set(partner, own);
    });
  });
  const found = [...byPartner.values()].flatMap((own) => crowdedDays(own, BULK_FROM));
  return [...new Map(found.map(({ one }) => [`${one.deal}/${one.loose}`, one])).values()];
}

type Row = TableRow<'registrations'>;

/** A registration of two is read twice; of -1 where nobody is known. */
function eachRegistrantOf({ deal, loose }: Row, facts: AccountFacts, read: (partner: number) => void): void {
  if (deal < 0) read(facts.registrations[loose]?.partner ?? NOBODY);
  else for (const partner of sourcedBy(facts)(deal)) read(partner);
}

const NOBODY = -1;
const SEVERAL = -2;

/** By index of deal, its customer; NOBODY or SEVERAL where it has not exactly one. */
const onlyCustomers = memo(({ deals }: AccountFacts) =>
  Int32Array.from(deals, ({ customers: [first = NOBODY, ...others] }) => (others.length > 0 ? SEVERAL : first)),
);

/** Registrations of customers that more than one partner registered. */
interface Shared {
  /** Each once, as indexes into `AccountFacts.deals`: what stands for itself names no customer. */
  readonly deals: readonly number[];
  /** How many each partner registered, by index of partner. */
  readonly counts: Int32Array;
}

/** Worked out once for all partners. */
export const shared = memo((rows: AllRegistrations, facts: AccountFacts): Shared => {
  const counts = new Int32Array(facts.partners.length);
  const deals: number[] = [];
  const { customers } = rows.rolled();
  const sourcers = sourcedBy(facts);
  if (customers.ofSeveral === 0) return { deals, counts };
  rows.each(({ deal }) => {
    if (deal < 0 || !customers.isOfSeveral(deal)) return;
    const partners = sourcers(deal);
    if (partners.length > 0) deals.push(deal);
    for (const partner of partners) counts[partner] = (counts[partner] as number) + 1;
  });
  return { deals, counts };
});

/** Who registered each customer. Nearly all deals have one, which is asked for without a look at the deal. */
class CustomersOf {
  readonly #facts: AccountFacts;
  readonly #only: Int32Array;
  /** By customer and partner together, how many registrations. */
  readonly #counts = new Map<number, number>();
  /** By index of customer, how many partners registered it. */
  readonly #registrants: Uint16Array;
  /** How many customers were registered by several partners. */
  ofSeveral = 0;

  constructor(facts: AccountFacts) {
    this.#facts = facts;
    this.#only = onlyCustomers(facts);
    this.#registrants = new Uint16Array(facts.customers.length);
  }

  /** Once more, or once less. */
  register(deal: number, partner: number, by: 1 | -1): void {
    const only = this.#only[deal] ?? NOBODY;
    if (only >= 0) this.#registerOne(only, partner, by);
    else if (only === SEVERAL) for (const each of this.#all(deal)) this.#registerOne(each, partner, by);
  }

  #registerOne(customer: number, partner: number, by: 1 | -1): void {
    const key = customer * this.#facts.partners.length + partner;
    const count = (this.#counts.get(key) ?? 0) + by;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
    if (count !== (by === 1 ? 1 : 0)) return;
    const registrants = (this.#registrants[customer] as number) + by;
    this.#registrants[customer] = registrants;
    if (registrants === (by === 1 ? 2 : 1)) this.ofSeveral += by;
  }

  isOfSeveral(deal: number): boolean {
    const only = this.#only[deal] as number;
    if (only >= 0) return (this.#registrants[only] as number) > 1;
    return only === SEVERAL && this.#all(deal).some((each) => (this.#registrants[each] as number) > 1);
  }

  #all(deal: number): readonly number[] {
    return this.#facts.deals[deal]?.customers ?? [];
  }
}

/** Those that one partner registered. */
export const sharedOf = (partner: number, { deals }: Shared, facts: AccountFacts): readonly number[] =>
  deals.filter((deal) => sourcedBy(facts)(deal).includes(partner));
