/** The ordinary deals of every partner, and the direct ones, month after month. */
import { dayOf } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import { CHARACTERS } from './cast.ts';
import { type Customer, PARTNERS, type Partner, SELLERS } from './companies.ts';
import { type DealDraft, FIRST_DAY, LAST_DAY, liveDeal, registered } from './deal-draft.ts';
import type { Member, Shape } from './member.ts';
import { PRODUCTS } from './names.ts';

const MONTH_DAYS = 30;
/** Direct deals per 30 days; chosen so that they are about 45 % of all. */
const DIRECT_PER_MONTH = 52;
/** The cast's rates are those of good months; over the years a partner reaches about three quarters of them. */
const USUAL_PACE = 0.77;
const DIRECT = { closeRate: 0.28, cycleDays: 61, amount: 19500 } as const;

function pace(shape: Shape, day: number): number {
  const daysAgo = LAST_DAY - day;
  switch (shape.kind) {
    case 'none':
      return 0;
    case 'steady':
      return 1;
    case 'growing':
      return 0.7 + (0.6 * (day - FIRST_DAY)) / (LAST_DAY - FIRST_DAY);
    case 'stopped':
      return daysAgo < shape.sinceDaysAgo ? 0 : 1;
    case 'declining':
      return daysAgo < shape.sinceDaysAgo ? shape.to : 1;
  }
}

/** A partner needs some weeks from signing to full pace. */
function ramp(member: Member, day: number): number {
  if (member.since === null) return 1;
  return Math.max(0, Math.min(1, (day - dayOf(member.since) - 10) / 90));
}

/**
 * Days on which a flow of `perMonth` deals starts one: evenly spaced by the expected count, then moved by up to eight
 * days. Counts of a quarter stay near their mean, so that a partner's story is not drowned by chance.
 */
function startDays(random: Random, perMonth: number, factor: (day: number) => number): number[] {
  const days: number[] = [];
  let due = random.next();
  for (let day = FIRST_DAY; day < LAST_DAY; day += 1) {
    const pace = factor(day);
    due += (perMonth / MONTH_DAYS) * pace;
    for (; due >= 1; due -= 1) {
      const moved = Math.max(FIRST_DAY, Math.min(LAST_DAY - 1, day + random.int(-8, 8)));
      days.push(factor(moved) > 0 ? moved : day);
    }
  }
  return days.sort((a, b) => a - b);
}

/** Deals out outcomes so that every twenty deals hold the partner's own share of wins, in an order left to chance. */
function outcomes(random: Random): (closeRate: number) => boolean {
  let deck: number[] = [];
  return (closeRate) => {
    if (deck.length === 0) deck = random.shuffle(Array.from({ length: 20 }, (_, at) => (at + 0.5) / 20));
    return (deck.pop() ?? 1) < closeRate;
  };
}

/** Which customers a partner brings: a circle of its own within its region, and now and then somebody else's. */
function circleOf(random: Random, partner: Partner, customers: readonly Customer[]): readonly Customer[] {
  const local = customers.filter((customer) => customer.region === partner.member.region);
  const wanted = Math.max(3, Math.round(partner.member.perMonth * 7));
  return random.shuffle(local.length >= 3 ? local : customers).slice(0, wanted);
}

function name(random: Random, draft: DealDraft, partner: Partner): void {
  const { member } = partner;
  if (member.named === 'property') {
    draft.sourcingPartner = member.name;
    return;
  }
  // Most deals of a partner are sourced; consultants and resellers are also drawn into deals that others found.
  const influencedShare = { reseller: 0.1, referrer: 0.05, consultant: 0.3 }[member.type];
  if (random.chance(influencedShare)) {
    draft.links.push({ partner, label: 'Influenced by' });
    if (member.type === 'consultant' && random.chance(0.4)) draft.links.push({ partner, label: 'Serviced by' });
    return;
  }
  draft.links.push({ partner, label: 'Sourced by' });
  if (member.type === 'reseller' && random.chance(0.6)) draft.links.push({ partner, label: 'Resold by' });
  if (member.type === 'consultant' && random.chance(0.25)) draft.links.push({ partner, label: 'Serviced by' });
  // A few deals say the same thing twice, in both ways that this account knows.
  if (random.chance(0.03)) draft.sourcingPartner = member.name;
}

/** From the declining partner's turn on, its deals also take longer and close less often. */
function planFor(member: Member, createdDay: number): { closeRate: number; cycleDays: number; amount: number } {
  const { closeRate, cycleDays, amount } = member;
  const slipping = member === CHARACTERS.declining && createdDay > LAST_DAY - 330;
  return slipping
    ? { closeRate: closeRate * 0.55, cycleDays: cycleDays * 1.3, amount: amount * 0.85 }
    : { closeRate, cycleDays, amount };
}

function dealsOf(random: Random, partner: Partner, customers: readonly Customer[]): DealDraft[] {
  const { member } = partner;
  const circle = circleOf(random, partner, customers);
  const isWon = outcomes(random);
  const flow = (day: number): number => pace(member.shape, day) * ramp(member, day);
  return startDays(random, USUAL_PACE * member.perMonth, flow).map((createdDay) => {
    const customer = random.pick(random.chance(0.06) ? customers : circle);
    const { closeRate, ...usual } = planFor(member, createdDay);
    const plan = { createdDay, wins: isWon(closeRate), ...usual };
    const draft = liveDeal(random, plan, customer, random.pick(PRODUCTS), random.pick(SELLERS));
    name(random, draft, partner);
    return registered(draft);
  });
}

/** Every partner draws from a source of its own, so that changing one line of the cast changes one partner. */
export function partnerDeals(seed: number, customers: readonly Customer[]): DealDraft[] {
  return PARTNERS.flatMap((partner) => dealsOf(seededRandom(seed + Number(partner.id)), partner, customers));
}

export function directDeals(random: Random, customers: readonly Customer[]): DealDraft[] {
  const isWon = outcomes(random);
  const { closeRate, ...usual } = DIRECT;
  return startDays(random, DIRECT_PER_MONTH, () => 1).map((createdDay) => {
    const plan = { createdDay, wins: isWon(closeRate), ...usual };
    return liveDeal(random, plan, random.pick(customers), random.pick(PRODUCTS), random.pick(SELLERS));
  });
}
