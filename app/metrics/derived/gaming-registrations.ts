/** Registrations made in bulk, and those of customers that several partners registered. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { memo } from '../../kit/memo.ts';
import type { Rows } from '../fold.ts';
import { BULK_FROM, crowdedDays } from './gaming-days.ts';
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
  rows.count < BULK_FROM ? [] : crowdedDays(rows.map(readRow), BULK_FROM);

/** Those of each partner, each registration once. */
export function programBulk(rows: Registrations, facts: AccountFacts): Registered[] {
  const each = registeredBy(rows, facts);
  const byPartner = Map.groupBy(each, ({ partner }) => partner);
  const found = [...byPartner.values()].flatMap((own) => crowdedDays(own, BULK_FROM));
  return [...new Map(found.map(({ one }) => [`${one.deal}/${one.loose}`, one])).values()];
}

/** What each partner registered: a registration of two stands there twice. */
const registeredBy = memo((rows: Registrations, facts: AccountFacts) => {
  const each: { readonly day: number; readonly partner: number; readonly one: Registered }[] = [];
  const sourcers = sourcedBy(facts);
  rows.each(({ day, deal, loose }) => {
    const one = { deal, loose };
    const partners = deal < 0 ? [facts.registrations[loose]?.partner ?? -1] : sourcers(deal);
    for (const partner of partners) each.push({ day, partner, one });
  });
  return each;
});

const NOT_NAMED: readonly number[] = [];
const NOBODY = -1;
const SEVERAL = -2;

/** Registrations of customers that more than one partner registered, worked out once for all partners. */
export const shared = memo((rows: Registrations, facts: AccountFacts) => {
  const registrant = new Int32Array(facts.customers.length).fill(NOBODY);
  const registered = registeredBy(rows, facts);
  let isAny = false;
  for (const { one, partner } of registered) {
    for (const customer of facts.deals[one.deal]?.customers ?? NOT_NAMED) {
      const known = registrant[customer];
      if (known === partner) continue;
      registrant[customer] = known === NOBODY ? partner : SEVERAL;
      isAny ||= known !== NOBODY;
    }
  }
  const all = new Set<Registered>();
  const byPartner = new Map<number, Registered[]>();
  for (const { one, partner } of isAny ? registered : []) {
    const customers = facts.deals[one.deal]?.customers ?? NOT_NAMED;
    if (!customers.some((customer) => registrant[customer] === SEVERAL)) continue;
    all.add(one);
    const own = byPartner.get(partner);
    if (own) own.push(one);
    else byPartner.set(partner, [one]);
  }
  return { all: [...all], of: (partner: number): readonly Registered[] => byPartner.get(partner) ?? [] };
});
