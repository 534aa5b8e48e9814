/** Registrations made in bulk, and those of customers that several partners registered. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import type { Rows } from '../fold.ts';
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

/** Those of each partner, each registration once. */
export function programBulk(rows: Registrations, facts: AccountFacts): Registered[] {
  const suspects = mayHaveBulk(rows, facts);
  if (suspects.size === 0) return [];
  const byPartner = new Map<number, { readonly day: Day; readonly one: Registered }[]>();
  eachRegistrant(rows, facts, (partner, { day, deal, loose }) => {
    if (!suspects.has(partner)) return;
    const own = byPartner.get(partner) ?? [];
    own.push({ day, one: { deal, loose } });
    byPartner.set(partner, own);
  });
  const found = [...byPartner.values()].flatMap((own) => crowdedDays(own, BULK_FROM));
  return [...new Map(found.map(({ one }) => [`${one.deal}/${one.loose}`, one])).values()];
}

/** Partners of whom some day may hold so many: nearly always none, and told without putting together what each registered. */
function mayHaveBulk(rows: Registrations, facts: AccountFacts): ReadonlySet<number> {
  const counts = new DayCounts(facts.partners.length + 1);
  const suspects = new Set<number>();
  eachRegistrant(rows, facts, (partner, { day }) => {
    if (counts.add(partner + 1, day) >= BULK_FROM) suspects.add(partner);
  });
  return suspects;
}

type Row = TableRow<'registrations'>;

/** Reads each row with each partner that registered it: a registration of two is read twice; -1 where nobody is known. */
function eachRegistrant(rows: Registrations, facts: AccountFacts, read: (partner: number, row: Row) => void): void {
  const sourcers = sourcedBy(facts);
  rows.each((row) => {
    if (row.deal < 0) read(facts.registrations[row.loose]?.partner ?? NOBODY, row);
    else for (const partner of sourcers(row.deal)) read(partner, row);
  });
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
export const shared = memo((rows: Registrations, facts: AccountFacts): Shared => {
  const sourcers = sourcedBy(facts);
  const customers = new CustomersOf(facts);
  const named = new Int32Array(rows.count);
  let length = 0;
  rows.each(({ deal }) => {
    if (deal < 0) return;
    named[length++] = deal;
    for (const partner of sourcers(deal)) customers.register(deal, partner);
  });
  const counts = new Int32Array(facts.partners.length);
  const deals: number[] = [];
  for (let i = 0; i < length; i++) {
    const deal = named[i] as number;
    if (!customers.isOfSeveral(deal)) continue;
    const partners = sourcers(deal);
    if (partners.length > 0) deals.push(deal);
    for (const partner of partners) counts[partner] = (counts[partner] as number) + 1;
  }
  return { deals, counts };
});

/** Who registered each customer. Nearly all deals have one, which is asked for without a look at the deal. */
class CustomersOf {
  readonly #facts: AccountFacts;
  readonly #only: Int32Array;
  /** By index of customer, the partner; NOBODY or SEVERAL where it is not one. */
  readonly #registrants: Int32Array;

  constructor(facts: AccountFacts) {
    this.#facts = facts;
    this.#only = onlyCustomers(facts);
    this.#registrants = new Int32Array(facts.customers.length).fill(NOBODY);
  }

  register(deal: number, partner: number): void {
    const only = this.#only[deal] as number;
    if (only >= 0) this.#registerOne(only, partner);
    else if (only === SEVERAL) for (const each of this.#all(deal)) this.#registerOne(each, partner);
  }

  #registerOne(customer: number, partner: number): void {
    const known = this.#registrants[customer];
    if (known !== partner) this.#registrants[customer] = known === NOBODY ? partner : SEVERAL;
  }

  isOfSeveral(deal: number): boolean {
    const only = this.#only[deal] as number;
    if (only >= 0) return this.#registrants[only] === SEVERAL;
    return only === SEVERAL && this.#all(deal).some((each) => this.#registrants[each] === SEVERAL);
  }

  #all(deal: number): readonly number[] {
    return this.#facts.deals[deal]?.customers ?? [];
  }
}

/** Those that one partner registered. */
export const sharedOf = (partner: number, { deals }: Shared, facts: AccountFacts): readonly number[] =>
  deals.filter((deal) => sourcedBy(facts)(deal).includes(partner));
