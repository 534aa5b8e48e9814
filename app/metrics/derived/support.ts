/**
 * Support that partners ask for, held against the deals they have: tickets of 90 days for each deal that is open or was
 * registered in them. What is usual is taken from comparable partners.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import { HEALTH_MODEL } from '../../health/model.ts';
import type { Day } from '../../kit/days.ts';
import { fences } from '../../kit/fences.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { quantile } from '../../kit/quantile.ts';
import { type FoldValues, lastDays, rowsOf, standing } from '../fold.ts';
import { notEnoughData, type Result } from '../result.ts';
import { isAnyRole, isOpen, isSourced } from './deals.ts';
import { creditedTo, NONE, SEVERAL, sourcedBy } from './sourced-by.ts';

export const SUPPORT = {
  tickets: rowsOf('tickets', { reach: lastDays(90) }),
  open: rowsOf('spans', { reach: standing, where: (row) => isOpen(row) && isAnyRole(row) }),
  registered: rowsOf('registrations', { reach: lastDays(90), where: isSourced }),
};
export type Support = FoldValues<typeof SUPPORT>;

/** Fewer partners with deals than this, and nothing is usual. */
export const MIN_PARTNERS = HEALTH_MODEL.segmentMinimum;

/** By deal of the account, in which count it was last seen: made once, since partners are counted at many dates. */
const seenIn = memo(({ deals }: AccountFacts) => ({ counts: 0, last: new Int32Array(deals.length) }));

/** The deals that support may be about, each once: what is open, and registrations of what is not. */
export function dealsOf({ open, registered }: Support, facts: AccountFacts): number {
  const seen = seenIn(facts);
  const [now, { last }] = [++seen.counts, seen];
  let deals = 0;
  open.each(({ deal }) => {
    if (last[deal] !== now) deals++;
    last[deal] = now;
  });
  registered.each(({ deal }) => {
    if (deal < 0 || last[deal] !== now) deals++;
  });
  return deals;
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
  const { deals, asked } = amountsByPartner(reference, facts);
  for (const [index, partner] of facts.partners.entries()) {
    const count = deals[index] as number;
    if (count === 0 || !isOnRoster(partner, asOf)) continue;
    const perDeal = (asked[index] as number) / count;
    all.push(perDeal);
    const same = partner.type === null ? undefined : (byType.get(partner.type) ?? []);
    same?.push(perDeal);
    if (same && partner.type !== null) byType.set(partner.type, same);
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

/** Deals and tickets of every partner. */
const amountsByPartner = memo(({ tickets, open, registered }: Support, facts: AccountFacts) => {
  const [deals, asked] = [new Int32Array(facts.partners.length), new Int32Array(facts.partners.length)];
  const add = (counts: Int32Array, partner: number) => {
    counts[partner] = (counts[partner] as number) + 1;
  };
  const seen = seenIn(facts);
  const [now, { last }] = [++seen.counts, seen];
  const [credited, sourcers] = [creditedTo(facts), sourcedBy(facts)];
  open.each(({ deal }) => {
    if (last[deal] === now) return;
    last[deal] = now;
    for (const partner of credited(deal)) add(deals, partner);
  });
  registered.each(({ deal, loose }) => {
    const known = facts.registrations[loose];
    if (deal < 0 && known) add(deals, known.partner);
    else if (last[deal] !== now) for (const partner of sourcers(deal)) add(deals, partner);
  });
  const only = askedBy(facts);
  tickets.each(({ ticket }) => {
    const partner = only[ticket] ?? NONE;
    if (partner >= 0) add(asked, partner);
    else if (partner === SEVERAL) for (const each of facts.tickets[ticket]?.partners ?? []) add(asked, each);
  });
  return { deals, asked };
});

/** By index of ticket the only partner that asked; NONE or SEVERAL. */
const askedBy = memo(
  ({ tickets }: AccountFacts): Int32Array =>
    Int32Array.from(tickets, ({ partners }) => (partners.length > 1 ? SEVERAL : (partners[0] ?? NONE))),
);
