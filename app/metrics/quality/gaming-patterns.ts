/**
 * Which records look as if a number was aimed at, and not what it stands for?
 * Each list is worth a look and proves nothing: a campaign registers many deals in a day, and a deal found by the partner
 * may be won within hours.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { RecordRef } from '../../facts/record-ref.ts';
import { ROLE_BIT } from '../../facts/role.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { BULK_FROM, crowdedDays } from '../derived/gaming-days.ts';
import { countOf, type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { defineMetric, type Lists, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

/** Days from creation to a win from which nobody asks: 48 hours, in whole days. */
const CLAIMED_LATE_WITHIN_DAYS = 2;

const folds = {
  registrations: rowsOf('registrations', { reach: lastDays(90), where: isSourced }),
  quick: rowsOf('decisions', {
    reach: lastDays(365),
    where: (row) => isWon(row) && isSourced(row) && row.day - row.createdDay <= CLAIMED_LATE_WITHIN_DAYS,
  }),
  won: countOf('decisions', { reach: lastDays(365), where: (row) => isWon(row) && isSourced(row) }),
};
type Values = FoldValues<typeof folds>;
type Registrations = Rows<'registrations'>;

const measure = (label: string, window: string): Measure => ({
  label,
  unit: 'records',
  window,
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
});

export const gamingPatterns = defineMetric({
  meta: {
    id: 'gaming-patterns',
    catalogue: 108,
    name: 'Patterns worth a look',
    question: 'Which records look as if a number was aimed at, and not what it stands for?',
    formula:
      `Registrations of 90 days made on a day on which the partner registered at least ${BULK_FROM}; registrations of 90 ` +
      'days of a customer that another partner registered in them as well; sourced deals of 365 days won within two days ' +
      'of their creation. Each list names its records.',
    category: 'data-quality',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'registration'],
    minimumSample: 0,
    better: 'neither',
    decision: 'Look at the records with the partner before anything is decided; change the rule that invites them.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Common Measurement Pitfalls": gaming'],
    exclusions: [
      'Deleted deals, of which nothing is left to see',
      'Registrations that name no customer, for registrations by several partners',
      'Spikes, which registration spike tells',
    ],
    version: 1,
    changelog: ['1: registrations in bulk, of one customer by several partners, and wins right after creation'],
    measures: {
      bulk: measure('Registrations made in bulk', 'W90'),
      shared: measure('Registrations of a customer that another partner registered', 'W90'),
      'won-at-once': measure('Sourced deals won within two days', 'W365'),
    },
  },
  partner: {
    folds,
    reference: { registrations: folds.registrations },
    finish: (values, { facts, index, reference }) =>
      counts(
        values,
        partnerBulk(values.registrations),
        shared(reference.registrations, facts).of(index),
        values.won.count,
      ),
    list: (values, { facts, index, reference }) =>
      lists(values, partnerBulk(values.registrations), shared(reference.registrations, facts).of(index), facts),
  },
  program: {
    folds,
    finish: (values, { facts }) =>
      counts(
        values,
        programBulk(values.registrations, facts),
        shared(values.registrations, facts).all,
        values.won.count,
      ),
    list: (values, { facts }) =>
      lists(values, programBulk(values.registrations, facts), shared(values.registrations, facts).all, facts),
  },
});

/** A registration: of a deal, or one that stands for itself. */
interface Registered {
  readonly deal: number;
  readonly loose: number;
}

function counts(values: Values, bulk: readonly Registered[], same: readonly Registered[], won: number) {
  const of = (found: number, among: number): Result =>
    value(found, { numerator: found, denominator: among, sample: among });
  const { count } = values.registrations;
  return {
    bulk: of(bulk.length, count),
    shared: of(same.length, count),
    'won-at-once': of(values.quick.count, won),
  };
}

function lists(values: Values, bulk: readonly Registered[], same: readonly Registered[], facts: AccountFacts): Lists {
  const refer = ({ deal, loose }: Registered): number | RecordRef => {
    const one = facts.registrations[loose];
    return one ? { type: one.record, id: one.id } : deal;
  };
  return {
    bulk: bulk.map(refer),
    shared: same.map(refer),
    'won at once': values.quick.map(({ deal }) => deal),
  };
}

const readRow = ({ day, deal, loose }: { readonly day: number; readonly deal: number; readonly loose: number }) => ({
  day,
  deal,
  loose,
});

const partnerBulk = (rows: Registrations): Registered[] => crowdedDays(rows.map(readRow), BULK_FROM);

/** Those of each partner, each registration once. */
function programBulk(rows: Registrations, facts: AccountFacts): Registered[] {
  const each = rows.map(readRow).flatMap((one) => partnersOf(one, facts).map((partner) => ({ ...one, partner })));
  const found = [...Map.groupBy(each, ({ partner }) => partner).values()].flatMap((own) => crowdedDays(own, BULK_FROM));
  return [...new Map(found.map((one) => [`${one.deal}/${one.loose}`, one])).values()];
}

/** Partners that registered it. */
function partnersOf({ deal, loose }: Registered, { deals, registrations }: AccountFacts): number[] {
  if (deal < 0) return [registrations[loose]?.partner ?? -1];
  return (deals[deal]?.credits ?? [])
    .filter(({ roles }) => (roles & ROLE_BIT.sourced) !== 0)
    .map(({ partner }) => partner);
}

/** Registrations of customers that more than one partner registered, worked out once for all partners. */
const shared = memo((rows: Registrations, facts: AccountFacts) => {
  const registered = rows.map(readRow);
  const byCustomer = new Map<number, Set<number>>();
  const customersOf = ({ deal }: Registered) => facts.deals[deal]?.customers ?? [];
  for (const one of registered) {
    for (const customer of customersOf(one)) {
      const partners = byCustomer.get(customer) ?? new Set();
      for (const partner of partnersOf(one, facts)) partners.add(partner);
      byCustomer.set(customer, partners);
    }
  }
  const all = registered.filter((one) =>
    customersOf(one).some((customer) => (byCustomer.get(customer)?.size ?? 0) > 1),
  );
  return { all, of: (partner: number) => all.filter((one) => partnersOf(one, facts).includes(partner)) };
});
