/**
 * Support that partners ask for, held against the deals they have: tickets of 90 days for each deal that is open or was
 * registered in them. What is usual is taken from comparable partners.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import { HEALTH_MODEL } from '../../health/model.ts';
import type { Day } from '../../kit/days.ts';
import { fences } from '../../kit/fences.ts';
import { memoByDay } from '../../kit/memo.ts';
import { quantile } from '../../kit/quantile.ts';
import { type FoldValues, lastDays, rowsOf, standing } from '../fold.ts';
import { notEnoughData, type Result } from '../result.ts';
import { isAnyRole, isOpen, isSourced } from './deals.ts';

export const SUPPORT = {
  tickets: rowsOf('tickets', { reach: lastDays(90) }),
  open: rowsOf('spans', { reach: standing, where: (row) => isOpen(row) && isAnyRole(row) }),
  registered: rowsOf('registrations', { reach: lastDays(90), where: isSourced }),
};
export type Support = FoldValues<typeof SUPPORT>;

/** Fewer partners with deals than this, and nothing is usual. */
export const MIN_PARTNERS = HEALTH_MODEL.segmentMinimum;

/** The deals that support may be about, each once. */
export function dealsOf({ open, registered }: Support): number {
  const deals = new Set<string>(open.map(({ deal }) => `${deal}`));
  registered.each(({ deal, loose }) => deals.add(deal < 0 ? `loose ${loose}` : `${deal}`));
  return deals.size;
}

/** What is usual among comparable partners, in tickets per deal. */
export interface Usual {
  readonly partners: number;
  readonly low: number;
  readonly high: number;
  /** Beyond it a partner stands apart from the others. */
  readonly fence: number;
}

/**
 * @param reference the folds above over the whole programme
 * @returns what to hold a partner against: those of its type where enough of them have deals, else all
 */
export const usualFor = memoByDay((reference: Support, asOf: Day, facts: AccountFacts) => {
  const byType = new Map<string, number[]>();
  const all: number[] = [];
  for (const [index, perDeal] of perDealByPartner(reference, facts)) {
    const partner = facts.partners[index];
    if (!partner || !isOnRoster(partner, asOf)) continue;
    all.push(perDeal);
    if (partner.type !== null) byType.set(partner.type, [...(byType.get(partner.type) ?? []), perDeal]);
  }
  const known = new Map([...byType].map(([type, values]) => [type, usual(values)]));
  const ofAll = usual(all);
  return ({ type }: PartnerFact): Usual | Result =>
    (type === null ? undefined : known.get(type)) ??
    ofAll ??
    notEnoughData(all.length, MIN_PARTNERS, { reason: 'Too few partners have deals to say what is usual' });
});

export const isUsual = (one: Usual | Result): one is Usual => !('state' in one);

function usual(values: readonly number[]): Usual | undefined {
  const [low, high, beyond] = [quantile(values, 0.25), quantile(values, 0.75), fences(values)];
  if (values.length < MIN_PARTNERS || low === undefined || high === undefined || !beyond) return undefined;
  return { partners: values.length, low, high, fence: beyond.high };
}

/** Tickets per deal of every partner that has deals. */
function perDealByPartner({ tickets, open, registered }: Support, facts: AccountFacts): Map<number, number> {
  const deals = new Map<number, Set<string>>();
  const add = (partner: number, deal: string) => deals.set(partner, (deals.get(partner) ?? new Set()).add(deal));
  open.each(({ deal }) => {
    for (const { partner } of facts.deals[deal]?.credits ?? []) add(partner, `${deal}`);
  });
  registered.each(({ deal, loose }) => {
    const known = facts.registrations[loose];
    if (deal < 0 && known) add(known.partner, `loose ${loose}`);
    for (const credit of facts.deals[deal]?.credits ?? []) if (isSourced(credit)) add(credit.partner, `${deal}`);
  });
  const asked = new Map<number, number>();
  tickets.each(({ ticket }) => {
    for (const partner of facts.tickets[ticket]?.partners ?? []) asked.set(partner, (asked.get(partner) ?? 0) + 1);
  });
  return new Map([...deals].map(([partner, { size }]) => [partner, (asked.get(partner) ?? 0) / size]));
}
