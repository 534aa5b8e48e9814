/** A deal while it is being made up: what happened to it and when, before it becomes CSV rows. */
import { dateOf, dayOf, weekdayFrom } from '../kit/calendar.ts';
import type { Random } from '../kit/random.ts';
import type { Customer, Partner } from './companies.ts';

/** Everything in this world has happened by the evening of the day before its end date. */
export const END_DATE = '2026-11-20';
export const LAST_DAY = dayOf(END_DATE) - 1;
/** Thirty months before the end. */
export const FIRST_DAY = dayOf('2024-05-21');

export const STAGES = ['new', 'qualified', 'proposal', 'negotiation'] as const;
/** A stage that somebody has deleted since: deals and histories still name it, the pipeline does not. */
export const DELETED_STAGE = 'proofofconcept';
export type StageId = (typeof STAGES)[number] | 'closedwon' | 'closedlost' | typeof DELETED_STAGE;

export type LabelText = 'Sourced by' | 'Influenced by' | 'Resold by' | 'Serviced by';

export interface PartnerLink {
  readonly partner: Partner;
  readonly label: LabelText;
}

export interface DealDraft {
  createdDay: number;
  customer: Customer;
  product: string;
  owner: string;
  /** EUR unless `currency` says otherwise; null where nobody entered one. */
  amount: number | null;
  currency: string | null;
  stages: { stage: StageId; day: number }[];
  /** Expected while open, actual once closed; null where nobody entered one. */
  closeDay: number | null;
  links: PartnerLink[];
  /** The deal property `sourcing_partner`, as somebody typed it. */
  sourcingPartner: string | null;
  /** When it was typed, where that is later than the deal itself. */
  sourcingPartnerDay?: number;
  registeredOn: string | null;
  lostReason: string | null;
  /** A second value the amount took, and when; its first is `amount`. */
  amountWas?: readonly { readonly amount: number; readonly day: number }[];
  /** `contract_signed_on`, a free text that people fill in as they like. */
  contractSigned?: string;
  /** True for deals that carry somebody's story and must not be changed by the dirt that is spread afterwards. */
  readonly told?: boolean;
}

export interface DealPlan {
  readonly createdDay: number;
  /** Whether it is won once it has run its course. */
  readonly wins: boolean;
  readonly cycleDays: number;
  /** Median amount in EUR. */
  readonly amount: number;
}

const LOST_REASONS = ['price', 'no decision', 'competitor', 'missing feature', 'budget moved'] as const;
/** Shares of a deal's life spent in new, qualified, proposal and negotiation. */
const STAGE_SHARES = [0.14, 0.26, 0.34, 0.26] as const;

function stagePath(
  random: Random,
  created: number,
  days: number,
  reached: number,
): { stage: (typeof STAGES)[number]; day: number }[] {
  let at = created;
  return STAGES.slice(0, reached).map((stage, index) => {
    const entry = { stage, day: index === 0 ? created : weekdayFrom(at) };
    at += Math.max(1, Math.round(days * (STAGE_SHARES[index] ?? 0) * (0.7 + 0.6 * random.next())));
    return entry;
  });
}

/**
 * One deal's life from registration to today: won, lost, or still open. A few are forgotten and stay open past their
 * close date; they are the overdue pipeline.
 */
export function liveDeal(
  random: Random,
  plan: DealPlan,
  customer: Customer,
  product: string,
  owner: string,
): DealDraft {
  const createdDay = weekdayFrom(plan.createdDay);
  const { wins } = plan;
  const forgotten = !wins && random.chance(0.07);
  const days = Math.max(9, Math.round(random.lognormal(plan.cycleDays * (wins ? 1 : 1.12), 0.42)));
  const reached = wins ? 4 : random.pick([1, 2, 2, 3, 3, 3, 4]);
  const path = stagePath(random, createdDay, days, reached);
  const closeDay = weekdayFrom(Math.max(createdDay + days, (path.at(-1)?.day ?? createdDay) + 1));
  const closed = closeDay <= LAST_DAY && !forgotten;
  const stages: DealDraft['stages'] = path.filter((entry) => entry.day <= LAST_DAY);
  if (closed) stages.push({ stage: wins ? 'closedwon' : 'closedlost', day: closeDay });
  const expected = forgotten ? Math.min(closeDay, LAST_DAY - random.int(5, 120)) : closeDay;
  return {
    createdDay,
    customer,
    product,
    owner,
    amount: Math.max(900, Math.round(random.lognormal(plan.amount, 0.62) / 50) * 50),
    currency: null,
    stages,
    closeDay: closed ? closeDay : Math.max(expected, createdDay + 7),
    links: [],
    sourcingPartner: null,
    registeredOn: null,
    lostReason: closed && !wins ? random.pick(LOST_REASONS) : null,
  };
}

/** Written as the registration date of `draft`: the day it was created. */
export function registered(draft: DealDraft): DealDraft {
  draft.registeredOn = dateOf(draft.createdDay);
  return draft;
}
