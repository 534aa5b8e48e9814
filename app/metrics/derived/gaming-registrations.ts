/** Registrations made in bulk, and those of customers that several partners registered. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { lastDays, type Rows } from '../fold.ts';
import { BULK_FROM, crowdedDays } from './gaming-days.ts';
import { customerOf, NONE, SEVERAL, sourcedBy } from './sourced-by.ts';

/** How far back registrations are looked at. */
const DAYS = 90;
export const LATELY = lastDays(DAYS);
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
  rows.count < BULK_FROM ? [] : crowdedDays(rows.map(readRow), BULK_FROM);

/** By partner and by how many days ago, so that a crowded day is found without putting anything together. */
const roomFor = memo(({ partners }: AccountFacts) => new Int32Array(partners.length * DAYS));

/** Those of each partner, each registration once. */
export function programBulk(rows: Registrations, asOf: Day, facts: AccountFacts): Registered[] {
  const each = registeredOf(crowdedPartners(rows, asOf, facts), rows, facts);
  const byPartner = Map.groupBy(each, ({ partner }) => partner);
  const found = [...byPartner.values()].flatMap((own) => crowdedDays(own, BULK_FROM));
  return [...new Map(found.map(({ one }) => [`${one.deal}/${one.loose}`, one])).values()];
}

/** Partners that registered so many on one day: as a rule hardly any. */
function crowdedPartners(rows: Registrations, asOf: Day, facts: AccountFacts): ReadonlySet<number> {
  const counts = roomFor(facts).fill(0);
  const crowded = new Set<number>();
  eachRegistrant(rows, facts, (partner, { day }) => {
    const place = partner * DAYS + asOf - day;
    counts[place] = (counts[place] as number) + 1;
    if (counts[place] === BULK_FROM) crowded.add(partner);
  });
  return crowded;
}

/** What some partners registered: a registration of two stands there twice. */
function registeredOf(partners: ReadonlySet<number>, rows: Registrations, facts: AccountFacts) {
  const each: { readonly day: Day; readonly partner: number; readonly one: Registered }[] = [];
  if (partners.size === 0) return each;
  eachRegistrant(rows, facts, (partner, { day, deal, loose }) => {
    if (partners.has(partner)) each.push({ day, partner, one: { deal, loose } });
  });
  return each;
}

/** A registration of two partners is told of each; one that stands for itself and names no partner of nobody. */
function eachRegistrant(
  rows: Registrations,
  facts: AccountFacts,
  read: (partner: number, row: TableRow<'registrations'>) => void,
): void {
  const sourcers = sourcedBy(facts);
  rows.each((row) => {
    const loose = row.deal < 0 ? facts.registrations[row.loose] : undefined;
    if (loose) read(loose.partner, row);
    for (const partner of sourcers(row.deal)) read(partner, row);
  });
}

const NOT_NAMED: readonly number[] = [];

/** Registrations of customers that more than one partner registered, worked out once for all partners. */
export const shared = memo((rows: Registrations, facts: AccountFacts) => {
  const all: Registered[] = [];
  const byPartner = new Map<number, Registered[]>();
  const isShared = sharedDeals(rows, facts);
  const sourcers = sourcedBy(facts);
  if (isShared) {
    rows.each(({ deal, loose }) => {
      if (!isShared(deal)) return;
      const one = { deal, loose };
      const partners = sourcers(deal);
      if (partners.length > 0) all.push(one);
      for (const partner of partners) {
        const own = byPartner.get(partner);
        if (own) own.push(one);
        else byPartner.set(partner, [one]);
      }
    });
  }
  return { all, of: (partner: number): readonly Registered[] => byPartner.get(partner) ?? [] };
});

/** Whether several partners registered a customer of a deal; undefined where there is no such deal. */
function sharedDeals(rows: Registrations, facts: AccountFacts): ((deal: number) => boolean) | undefined {
  /** By customer. */
  const registrant = new Int32Array(facts.customers.length).fill(NONE);
  const [only, sourcers] = [customerOf(facts), sourcedBy(facts)];
  const severalOf = (deal: number) => facts.deals[deal]?.customers ?? NOT_NAMED;
  let isAny = false;
  const note = (customer: number, partner: number) => {
    const known = registrant[customer];
    if (known === partner || known === SEVERAL) return;
    registrant[customer] = known === NONE ? partner : SEVERAL;
    isAny ||= known !== NONE;
  };
  rows.each(({ deal }) => {
    const customer = only[deal] ?? NONE;
    if (customer === NONE) return;
    for (const partner of sourcers(deal)) {
      if (customer !== SEVERAL) note(customer, partner);
      else for (const each of severalOf(deal)) note(each, partner);
    }
  });
  if (!isAny) return undefined;
  const isSeverals = (customer: number) => registrant[customer] === SEVERAL;
  return (deal) => {
    const customer = only[deal] ?? NONE;
    return customer === SEVERAL ? severalOf(deal).some(isSeverals) : isSeverals(customer);
  };
}
