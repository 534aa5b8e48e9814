/**
 * What commissions cost by type and tier, and what became of activity after a change of rates: a table for judgement,
 * without a verdict.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import { WON } from '../facts/deal.ts';
import { isOnRoster, type PartnerFact } from '../facts/partner.ts';
import { ROLE_BIT } from '../facts/role.ts';
import type { Day } from '../kit/days.ts';

const YEAR_DAYS = 365;
/** Two quarters on each side of a change of rates. */
const AROUND_CHANGE_DAYS = 182;

export interface CommissionRow {
  readonly by: 'type' | 'tier';
  readonly value: string;
  readonly partners: number;
  readonly paidMinor: number;
  readonly revenueMinor: number;
  /** paid / sourced revenue of 365 days; null without revenue. */
  readonly effectiveRate: number | null;
  /** Share of the partners that were paid anything. */
  readonly earning: number;
}

/** Commissions of the 365 days that end with `asOf`, by type and by tier of the partners on the roster. */
export function commissionTable(facts: AccountFacts, asOf: Day): CommissionRow[] {
  const paid = paidByPartner(facts, asOf);
  const revenue = revenueByPartner(facts, asOf);
  return (['type', 'tier'] as const).flatMap((by) => {
    const groups = new Map<string, number[]>();
    for (const [index, partner] of facts.partners.entries()) {
      const value = partner[by];
      if (value === null || !isOnRoster(partner, asOf)) continue;
      groups.set(value, [...(groups.get(value) ?? []), index]);
    }
    return [...groups]
      .map(([value, partners]): CommissionRow => {
        const sum = (amounts: ReadonlyMap<number, number>) =>
          partners.reduce((total, one) => total + (amounts.get(one) ?? 0), 0);
        const [paidMinor, revenueMinor] = [sum(paid), sum(revenue)];
        return {
          by,
          value,
          partners: partners.length,
          paidMinor,
          revenueMinor,
          effectiveRate: revenueMinor > 0 ? paidMinor / revenueMinor : null,
          earning: partners.filter((one) => (paid.get(one) ?? 0) > 0).length / partners.length,
        };
      })
      .sort((a, b) => b.paidMinor - a.paidMinor || (a.value < b.value ? -1 : 1));
  });
}

export interface RateChange {
  readonly day: Day;
  /** Type or tier, or `all`. */
  readonly segment: string;
  readonly from: number;
  readonly to: number;
  /** Registrations per partner in the two quarters after / those before - 1; null where there were none before. */
  readonly changed: number | null;
  /** The same of partners whose rate did not change; null for a change for all. */
  readonly others: number | null;
}

/** Each change of a rate that lies two quarters back or more, with activity around it. */
export function rateChanges(facts: AccountFacts, asOf: Day): RateChange[] {
  const rates = facts.feedRows
    .filter(({ kind, day }) => kind === 'commission-rates' && day <= asOf)
    .map(({ day, values }) => ({ day, segment: String(values.segment ?? ''), rate: Number(values.rate) }))
    .sort((a, b) => a.day - b.day || (a.segment < b.segment ? -1 : 1));
  return rates.flatMap((rate, at): RateChange[] => {
    const earlier = rates.slice(0, at).findLast(({ segment, day }) => segment === rate.segment && day < rate.day);
    if (!earlier || earlier.rate === rate.rate || rate.day + AROUND_CHANGE_DAYS > asOf) return [];
    const isMeant = (partner: PartnerFact) =>
      rate.segment === 'all' || partner.type === rate.segment || partner.tier === rate.segment;
    return [
      {
        day: rate.day,
        segment: rate.segment,
        from: earlier.rate,
        to: rate.rate,
        changed: activityChange(facts, rate.day, isMeant),
        others: rate.segment === 'all' ? null : activityChange(facts, rate.day, (partner) => !isMeant(partner)),
      },
    ];
  });
}

/** Of partners that were one through all four quarters, so that the same partners stand on both sides. */
function activityChange(facts: AccountFacts, day: Day, isMeant: (partner: PartnerFact) => boolean): number | null {
  const meant = new Set(
    facts.partners.flatMap((partner, index) =>
      isMeant(partner) && isOnRoster(partner, day - AROUND_CHANGE_DAYS) && isOnRoster(partner, day + AROUND_CHANGE_DAYS)
        ? [index]
        : [],
    ),
  );
  let [before, after] = [0, 0];
  for (const { registration, credits } of facts.deals) {
    const isTheirs = credits.some(({ partner, roles }) => roles & ROLE_BIT.sourced && meant.has(partner));
    if (!registration || !isTheirs) continue;
    if (registration.day > day - AROUND_CHANGE_DAYS && registration.day <= day) before++;
    else if (registration.day > day && registration.day <= day + AROUND_CHANGE_DAYS) after++;
  }
  return before === 0 ? null : after / before - 1;
}

function paidByPartner(facts: AccountFacts, asOf: Day): Map<number, number> {
  const paid = new Map<number, number>();
  for (const { kind, partner, day, values } of facts.feedRows) {
    if (kind !== 'commissions' || partner === null || day > asOf || day <= asOf - YEAR_DAYS) continue;
    paid.set(partner, (paid.get(partner) ?? 0) + Number(values.amount ?? 0));
  }
  return paid;
}

/** Won amounts by close date of the deals each partner sourced. */
function revenueByPartner(facts: AccountFacts, asOf: Day): Map<number, number> {
  const revenue = new Map<number, number>();
  for (const { spans, credits } of facts.deals) {
    const span = spans.findLast(({ from }) => from <= asOf);
    const closed = span?.state === WON ? (span.closeDay ?? span.from) : null;
    if (closed === null || closed > asOf || closed <= asOf - YEAR_DAYS) continue;
    for (const { partner, roles } of credits) {
      if (roles & ROLE_BIT.sourced) revenue.set(partner, (revenue.get(partner) ?? 0) + (span?.amountMinor ?? 0));
    }
  }
  return revenue;
}
