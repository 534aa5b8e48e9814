import { type Day, FOREVER, NEVER } from '../kit/days.ts';
import { TableBuilder } from '../kit/table.ts';
import type { AccountFacts } from './account-facts.ts';
import { type DealFact, type DealSpan, OPEN, WON } from './deal.ts';
import { FINDING_KINDS } from './finding.ts';
import { firstWinIntervals, type WonInterval } from './first-wins.ts';
import { ROLE_BIT } from './role.ts';
import { EVENT_KINDS, FUNNEL, type PackedFacts, TABLES, type TableName, type Tables } from './tables.ts';

type Builders = { readonly [N in TableName]: TableBuilder<(typeof TABLES)[N]> };
const REGISTRATION = EVENT_KINDS.indexOf('registration');
const WON_DEAL = EVENT_KINDS.indexOf('won-deal');

/** Turns facts into the columns that metrics sweep over. Linear in the number of deals and their changes. */
export function packFacts(facts: AccountFacts): PackedFacts {
  const partners = builders();
  const program = builders();
  const wins = new Map<number, WonInterval[]>();

  for (const [index, deal] of facts.deals.entries()) {
    let all = 0;
    for (const credit of deal.credits) {
      all |= credit.roles;
      addDeal(partners, credit.partner, facts, deal, index, credit.roles, 0);
    }
    addDeal(program, 0, facts, deal, index, all, deal.credits.length === 0 && deal.conflict === null ? 1 : 0);
    for (const customer of deal.customers) collectWins(wins, customer, deal, index);
  }
  addFirstWins(facts, wins, partners, program);
  for (const [index, finding] of facts.findings.entries()) {
    const row = {
      day: finding.day,
      from: finding.day,
      until: FOREVER,
      kind: FINDING_KINDS.indexOf(finding.kind),
      finding: index,
    };
    program.findings.add(0, row);
    for (const partner of finding.partners) partners.findings.add(partner, row);
  }
  return { partners: pack(partners, facts.partners.length), program: pack(program, 1) };
}

function addDeal(
  to: Builders,
  subject: number,
  facts: AccountFacts,
  deal: DealFact,
  index: number,
  roles: number,
  direct: number,
): void {
  const base = {
    deal: index,
    roles,
    direct,
    createdDay: deal.createdDay,
    registeredDay: deal.registration?.day ?? NEVER,
  };
  const registered = deal.registration;
  if (registered) {
    const row = { ...base, day: registered.day, from: registered.day, until: FOREVER };
    to.registrations.add(subject, row);
    if (roles & ROLE_BIT.sourced) to.events.add(subject, { ...row, kind: REGISTRATION });
  }
  for (const decision of decisionsOf(deal)) {
    to.decisions.add(subject, { ...base, ...decision });
    if (decision.won && roles) to.events.add(subject, { ...base, ...decision, kind: WON_DEAL });
  }
  addSpans(to, subject, facts, deal, base);
  addSteps(to, subject, facts, deal, base);
}

interface Decision {
  readonly day: Day;
  readonly from: Day;
  readonly until: Day;
  readonly won: number;
  readonly amount: number;
  readonly amountState: number;
}

/**
 * When a deal counts as decided. Its close date is the business date; a deal closed with a date still to come counts
 * from that date on, and one closed with an earlier date counts from there, since that is when it happened.
 */
function decisionsOf(deal: DealFact): Decision[] {
  const rows: Decision[] = [];
  let previous: DealSpan | undefined;
  for (const span of deal.spans) {
    if (span.state !== OPEN) {
      const day = span.closeDay ?? enteredClosed(deal, span);
      const isContinued = previous !== undefined && previous.state === span.state;
      // A close date never reaches back behind an earlier decision of the same deal, or both would count at once.
      const from = Math.max(day, isContinued ? span.from : (rows.at(-1)?.until ?? day));
      if (from < span.until) {
        rows.push({
          day,
          from,
          until: span.until,
          won: span.state === WON ? 1 : 0,
          amount: span.amountMinor ?? Number.NaN,
          amountState: span.amountState,
        });
      }
    }
    previous = span;
  }
  return rows;
}

/** First day of the unbroken run of spans in the same state that ends with `span`. */
function enteredClosed(deal: DealFact, span: DealSpan): Day {
  let entered = span.from;
  for (let i = deal.spans.indexOf(span) - 1; i >= 0; i--) {
    const earlier = deal.spans[i];
    if (!earlier || earlier.state !== span.state) break;
    entered = earlier.from;
  }
  return entered;
}

interface DealBase {
  readonly deal: number;
  readonly roles: number;
  readonly direct: number;
  readonly createdDay: Day;
  readonly registeredDay: Day;
}

function addSpans(to: Builders, subject: number, facts: AccountFacts, deal: DealFact, base: DealBase): void {
  const decided = decidedFrom(deal);
  let stageDay = deal.createdDay;
  let stage = -1;
  for (const [i, span] of deal.spans.entries()) {
    if (span.stage !== stage) stageDay = span.from;
    stage = span.stage;
    // A backdated close ends the open deal on its close date, not on the day somebody moved the card.
    const closes = decided[i] ?? FOREVER;
    const from = span.state === OPEN ? span.from : Math.min(span.from, closes);
    const until = span.state === OPEN ? Math.min(span.until, closes) : span.until;
    if (until <= from) continue;
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
}

/** For each span, the day from which the decision counts that it is part of or, while open, that ends it. */
function decidedFrom(deal: DealFact): (Day | undefined)[] {
  const decisions = decisionsOf(deal);
  const days: (Day | undefined)[] = [];
  for (let i = deal.spans.length - 1; i >= 0; i--) {
    const span = deal.spans[i];
    const own = span?.state === OPEN ? undefined : decisions.find((decision) => decision.until === span?.until)?.from;
    days[i] = span?.state === OPEN ? days[i + 1] : own;
  }
  return days;
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
        from: entry.leftDay,
        until: FOREVER,
        stage: entry.stage,
        days,
      });
    }
  }
  for (const [step, day] of first) to.steps.add(subject, { ...base, day, from: day, until: FOREVER, step });
}

function collectWins(wins: Map<number, WonInterval[]>, customer: number, deal: DealFact, index: number): void {
  for (const decision of decisionsOf(deal)) {
    if (!decision.won) continue;
    const list = wins.get(customer) ?? [];
    list.push({ day: decision.day, from: decision.from, until: decision.until, deal: index, id: deal.id });
    wins.set(customer, list);
  }
}

function addFirstWins(
  facts: AccountFacts,
  wins: Map<number, WonInterval[]>,
  partners: Builders,
  program: Builders,
): void {
  for (const [customer, list] of wins) {
    for (const first of firstWinIntervals(list)) {
      const deal = facts.deals[first.deal];
      if (!deal) continue;
      const base = {
        day: first.day,
        from: first.from,
        until: first.until,
        deal: first.deal,
        customer,
        createdDay: deal.createdDay,
        registeredDay: deal.registration?.day ?? NEVER,
      };
      let all = 0;
      for (const credit of deal.credits) {
        all |= credit.roles;
        partners.firstWins.add(credit.partner, { ...base, roles: credit.roles, direct: 0 });
      }
      program.firstWins.add(0, { ...base, roles: all, direct: deal.credits.length || deal.conflict ? 0 : 1 });
    }
  }
}

function builders(): Builders {
  return {
    registrations: new TableBuilder(TABLES.registrations),
    spans: new TableBuilder(TABLES.spans),
    decisions: new TableBuilder(TABLES.decisions),
    steps: new TableBuilder(TABLES.steps),
    stays: new TableBuilder(TABLES.stays),
    firstWins: new TableBuilder(TABLES.firstWins),
    events: new TableBuilder(TABLES.events),
    findings: new TableBuilder(TABLES.findings),
  };
}

function pack(from: Builders, subjects: number): Tables {
  return {
    registrations: from.registrations.pack(subjects),
    spans: from.spans.pack(subjects),
    decisions: from.decisions.pack(subjects),
    steps: from.steps.pack(subjects),
    stays: from.stays.pack(subjects),
    firstWins: from.firstWins.pack(subjects),
    events: from.events.pack(subjects),
    findings: from.findings.pack(subjects),
  };
}
