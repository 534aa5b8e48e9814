import type { AccountFacts } from '../facts/account-facts.ts';
import type { DealFact } from '../facts/deal.ts';
import type { Finding } from '../facts/finding.ts';
import { memo } from '../kit/memo.ts';
import { zone as zoneOf } from '../kit/zone.ts';
import { groupBy } from './group-by.ts';
import { isSalesDeal } from './map-account.ts';
import { mapDeal } from './map-deal.ts';
import { mapPartners } from './partners.ts';
import type { AccountRecords } from './records.ts';
import { mapRegistrations } from './registrations.ts';
import { stageBook } from './stages.ts';

/** Deals as they are now, with everything that is linked to them or told of their past. */
export type ChangedDeals = Pick<AccountRecords, 'deals' | 'dealCompanyLinks' | 'dealHistory'>;

export interface Remapped {
  readonly facts: AccountFacts;
  /** Indexes of the partners that the changed deals named before or name now. */
  readonly named: ReadonlySet<number>;
}

/**
 * The facts that `mapAccount` would make of the whole account, from facts made earlier and the few deals that have
 * changed since. Null where a change reaches further than the deals themselves: a deal that came or went, or another
 * customer, moves what other facts refer to, and line items make revenue of a deal's state. Then the account is to be read anew.
 * @param records everything but the deals as `facts` were made from it; its deals, their links and history are not read
 */
export function remapDeals(records: AccountRecords, facts: AccountFacts, changed: ChangedDeals): Remapped | null {
  const { registration } = records.settings;
  if (typeof registration === 'object' && ('records' in registration || 'object' in registration)) return null;
  if (changed.deals.some(({ id }) => carriers(records).has(id))) return null;
  const indexOf = new Map(facts.deals.map(({ id }, index) => [id, index]));
  if (changed.deals.some((deal) => deal.archived || !isSalesDeal(deal, records.settings) || !indexOf.has(deal.id))) {
    return null;
  }
  const zone = zoneOf(records.settings.timeZone);
  const partners = mapPartners(records, zone);
  const customers = new Map(facts.customers.map(({ id }, index) => [id, index]));
  const around = {
    ...{ records, zone, partners, book: stageBook(records.stages, records.settings) },
    customerIndex: (id: string) => customers.get(id) ?? -1,
    registrations: mapRegistrations(records, partners, zone),
  };
  const links = groupBy(changed.dealCompanyLinks, (link) => link.fromId);
  const history = groupBy(changed.dealHistory, (entry) => entry.id);
  const deals = [...facts.deals];
  const findings = new Map<string, readonly Finding[]>();
  const named = new Set<number>();
  for (const deal of changed.deals) {
    const index = indexOf.get(deal.id) ?? -1;
    const before = facts.deals[index];
    const { fact, findings: found } = mapDeal(deal, links.get(deal.id) ?? [], history.get(deal.id) ?? [], around);
    if (before === undefined || !isSame(before.customers, fact.customers)) return null;
    deals[index] = fact;
    findings.set(deal.id, found);
    for (const partner of [...namedBy(before), ...namedBy(fact)]) named.add(partner);
  }
  for (const { record, partners: about } of facts.findings) {
    if (record.type === 'deal' && findings.has(record.id)) for (const partner of about) named.add(partner);
  }
  for (const partner of [...findings.values()].flat().flatMap((finding) => finding.partners)) named.add(partner);
  return { facts: { ...facts, deals, findings: withFindings(facts, findings) }, named };
}

/** Deals whose state decides what a customer pays. */
const carriers = memo(
  ({ settings, extras }: AccountRecords): ReadonlySet<string> =>
    new Set(
      settings.recurringRevenue === 'line_items' ? extras.links['line_items>deals']?.map(({ toId }) => toId) : [],
    ),
);

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((index, at) => index === b[at]);

const namedBy = ({ credits, conflict }: DealFact): readonly number[] => [
  ...credits.map(({ partner }) => partner),
  ...(conflict?.partners ?? []),
];

/** In the order in which they come when everything is read: those of partners, then those of each deal. */
function withFindings({ deals, findings }: AccountFacts, changed: ReadonlyMap<string, readonly Finding[]>): Finding[] {
  const ofDeals = groupBy(
    findings.filter(({ record }) => record.type === 'deal'),
    ({ record }) => record.id,
  );
  return [
    ...findings.filter(({ record }) => record.type !== 'deal'),
    ...deals.flatMap(({ id }) => changed.get(id) ?? ofDeals.get(id) ?? []),
  ];
}
