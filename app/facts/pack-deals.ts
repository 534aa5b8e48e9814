import { type Day, FOREVER, NEVER } from '../kit/days.ts';
import type { AccountFacts } from './account-facts.ts';
import { creditedFrom } from './credited-from.ts';
import { type DealFact, OPEN } from './deal.ts';
import { decidedFrom, decisionsOf } from './deal-decisions.ts';
import { DoubtedDeals, packFindings } from './pack-findings.ts';
import { packFirstWins } from './pack-first-wins.ts';
import type { Builders, FactsView, Packing } from './packing.ts';
import { ROLE_BIT } from './role.ts';
import { EVENT_KINDS, FUNNEL } from './tables.ts';
import { wordBook } from './words.ts';

const REGISTRATION = EVENT_KINDS.indexOf('registration');
const WON_DEAL = EVENT_KINDS.indexOf('won-deal');

/** Deals, registrations and doubtful data. */
export function packDeals(packing: Packing): void {
  const { facts, partners, program } = packing;
  const doubted = new DoubtedDeals(facts);
  for (const [index, deal] of facts.deals.entries()) {
    let all = 0;
    let knownFrom = FOREVER;
    for (const credit of deal.credits) {
      all |= credit.roles;
      const from = creditedFrom(credit, packing);
      knownFrom = Math.min(knownFrom, from);
      const held = addDeal(partners, credit.partner, packing, deal, index, credit.roles, 0, from);
      doubted.held(credit.partner, deal.id, held);
    }
    const isDirect = deal.credits.length === 0 && deal.conflict === null;
    const from = deal.credits.length > 0 ? knownFrom : NEVER;
    const held = addDeal(program, 0, packing, deal, index, all, isDirect ? 1 : 0, from);
    if (all !== 0) doubted.held(null, deal.id, held);
  }
  packFirstWins(packing);
  addLooseRegistrations(packing);
  packFindings(packing, doubted);
}

function addLooseRegistrations({ facts, partners, program, view }: Packing): void {
  for (const [loose, one] of facts.registrations.entries()) {
    const from = view === 'known' ? Math.max(one.day, one.learnedDay) : one.day;
    const row = {
      day: one.day,
      from,
      until: FOREVER,
      deal: -1,
      roles: ROLE_BIT.sourced,
      direct: 0,
      createdDay: one.day,
      registeredDay: one.day,
      approvedDay: one.approvedDay ?? NEVER,
      rejectedDay: one.rejectedDay ?? NEVER,
      expiresDay: one.expiresDay ?? NEVER,
      loose,
    };
    for (const [to, subject] of [
      [partners, one.partner],
      [program, 0],
    ] as const) {
      to.registrations.add(subject, row);
      if (facts.settings.qualifyingEvents.includes('registration')) {
        to.events.add(subject, { ...NO_EVENT, partner: one.partner, day: row.day, from, kind: REGISTRATION });
      }
    }
  }
}

/** An event that points to nothing yet. */
export const NO_EVENT = { until: FOREVER, deal: -1, engagement: -1, ticket: -1, feedRow: -1 } as const;

/** @returns from when it is one of the subject's deals; FOREVER for never */
function addDeal(
  to: Builders,
  subject: number,
  { facts, view, partners }: Packing,
  deal: DealFact,
  index: number,
  roles: number,
  direct: number,
  knownFrom: Day,
): Day {
  const base: DealBase = {
    deal: index,
    roles,
    direct,
    createdDay: deal.createdDay,
    registeredDay: deal.registration?.day ?? NEVER,
    knownFrom,
  };
  const { qualifyingEvents } = facts.settings;
  const pipeline = wordBook(facts).indexOf(deal.pipelineId);
  const partner = to === partners ? subject : -1;
  const registered = deal.registration;
  if (registered) {
    const typed = view === 'known' ? registered.learnedDay : NEVER;
    const row = {
      ...base,
      day: registered.day,
      from: Math.max(registered.day, typed, knownFrom),
      until: FOREVER,
      approvedDay: registered.approvedDay ?? NEVER,
      rejectedDay: registered.rejectedDay ?? NEVER,
      expiresDay: registered.expiresDay ?? NEVER,
      loose: -1,
    };
    to.registrations.add(subject, row);
    if (roles & ROLE_BIT.sourced && qualifyingEvents.includes('registration')) {
      const event = { ...NO_EVENT, partner, kind: REGISTRATION, deal: index };
      to.events.add(subject, { ...event, day: row.day, from: row.from });
    }
  }
  for (const decision of decisionsOf(deal, view)) {
    const from = Math.max(decision.from, knownFrom);
    if (from >= decision.until) continue;
    to.decisions.add(subject, { ...base, ...decision, from, pipeline });
    if (decision.won && roles && qualifyingEvents.includes('won-deal')) {
      const { day, until } = decision;
      to.events.add(subject, { ...NO_EVENT, partner, day, from, until, kind: WON_DEAL, deal: index });
    }
  }
  addSteps(to, subject, facts, deal, base);
  return addSpans(to, subject, facts, deal, base, view);
}

interface DealBase {
  /** Before it, nobody could know that the deal is this subject's. */
  readonly knownFrom: Day;
  readonly deal: number;
  readonly roles: number;
  readonly direct: number;
  readonly createdDay: Day;
  readonly registeredDay: Day;
}

/** @returns the earliest day of any */
function addSpans(
  to: Builders,
  subject: number,
  facts: AccountFacts,
  deal: DealFact,
  base: DealBase,
  view: FactsView,
): Day {
  let earliest: Day = FOREVER;
  const decided = decidedFrom(deal, view);
  let stageDay = deal.createdDay;
  let stage = -1;
  for (const [i, span] of deal.spans.entries()) {
    if (span.stage !== stage) stageDay = span.from;
    stage = span.stage;
    // A backdated close ends the open deal on its close date, not on the day somebody moved the card.
    const closes = decided[i] ?? FOREVER;
    const begins = span.state === OPEN ? span.from : Math.min(span.from, closes);
    const from = Math.max(begins, base.knownFrom);
    const until = span.state === OPEN ? Math.min(span.until, closes) : span.until;
    if (until <= from) continue;
    earliest = Math.min(earliest, from);
    to.spans.add(subject, {
      ...base,
      day: from,
      from,
      until,
      state: span.state,
      stage: span.stage,
      amount: span.amountMinor ?? Number.NaN,
      amountState: span.amountState,
      probability: facts.stages[span.stage]?.probability ?? Number.NaN,
      closeDay: span.closeDay ?? NEVER,
      stageDay,
      hasOwner: deal.hasOwner ? 1 : 0,
    });
  }
  return earliest;
}

function addSteps(to: Builders, subject: number, facts: AccountFacts, deal: DealFact, base: DealBase): void {
  const first = new Map<number, Day>();
  if (deal.registration) first.set(0, deal.registration.day);
  for (const entry of deal.entries) {
    const name = facts.stages[entry.stage]?.step;
    const step = name && name !== 'lost' ? FUNNEL.indexOf(name) : -1;
    if (step >= 0 && !first.has(step)) first.set(step, entry.day);
    if (entry.leftDay !== null) {
      const days = entry.leftDay - entry.day;
      to.stays.add(subject, {
        ...base,
        day: entry.leftDay,
        from: Math.max(entry.leftDay, base.knownFrom),
        until: FOREVER,
        stage: entry.stage,
        days,
      });
    }
  }
  let reached = 0;
  for (const [step, day] of [...first].sort(([a, day], [b, later]) => day - later || a - b)) {
    to.steps.add(subject, { ...base, day, from: Math.max(day, base.knownFrom), until: FOREVER, step, reached });
    reached = Math.max(reached, step + 1);
  }
}
