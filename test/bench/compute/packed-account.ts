/**
 * The generated account as facts and as packed tables. The tables are built from the columns themselves: millions of
 * fact objects would measure the generator's memory and not the product's.
 */
import type { AccountFacts } from '../../../app/facts/account-facts.ts';
import { AMOUNT_MISSING, AMOUNT_OK, type DealFact, LOST, OPEN, WON } from '../../../app/facts/deal.ts';
import { FINDING_KINDS } from '../../../app/facts/finding.ts';
import { ROLE_BIT } from '../../../app/facts/role.ts';
import {
  EVENT_KINDS,
  FUNNEL,
  type PackedFacts,
  TABLES,
  type TableName,
  type Tables,
} from '../../../app/facts/tables.ts';
import { FOREVER, formatDay, NEVER } from '../../../app/kit/days.ts';
import { allocate, type Column, type ColumnType, groupBySubject, tableOf } from '../../../app/kit/table.ts';
import { account } from '../../../app/metrics/testing/facts.ts';
import { LAST_DAY, type RawAccount } from './raw-account.ts';

export interface BenchAccount {
  readonly facts: AccountFacts;
  readonly packed: PackedFacts;
}

/** Stages of one pipeline as the sentences of the tests know them: three open ones that are used, then won and lost. */
const STAGES_EACH = 6;
const [WON_STAGE, LOST_STAGE] = [4, 5];
const PIPELINES = ['sales', 'renewals'] as const;
const EXPECTED_DAYS = 60;
const PARTNERS_WITH_TARGET = 20;
/** One activity in so many is a contact that the partner began. */
const CONTACT_EVERY = 10;

const rolesOf = (deal: number): number => {
  const die = (Math.imul(deal, 2_654_435_761) >>> 8) % 20;
  if (die < 12) return ROLE_BIT.sourced;
  if (die < 15) return ROLE_BIT.sourced | ROLE_BIT.resold;
  return die < 19 ? ROLE_BIT.influenced : ROLE_BIT.resold;
};
const pipelineOf = (deal: number): number => (deal % 4 === 0 ? 1 : 0);

export function benchAccount(raw: RawAccount): BenchAccount {
  const facts = factsOf(raw);
  const rows = rowsOf(raw, facts);
  return {
    facts,
    packed: { partners: tables(rows, raw.size.partners, 'partner'), program: tables(rows, 1, 'program') },
  };
}

/** One fact object per deal is kept, as the product keeps them, but its history stands in the tables only. */
function factsOf(raw: RawAccount): AccountFacts {
  const year = { from: formatDay(LAST_DAY - 400), to: formatDay(LAST_DAY + 10) };
  const base = account({
    partners: [{ name: 'p' }],
    deals: PIPELINES.map((pipeline) => ({ customer: 'c', pipeline, sourced: 'p' })),
    settings: {
      targets: [
        { partnerId: null, ...year, amount: 1e9 },
        ...Array.from({ length: PARTNERS_WITH_TARGET }, (_, i) => ({ partnerId: `p${i}`, ...year, amount: 1e6 })),
      ],
    },
  });
  const [partner, deal, customer] = [base.partners[0], base.deals[0], base.customers[0]];
  if (!partner || !deal || customer === undefined) throw new Error('the template account is empty');
  const customers = Array.from({ length: Math.max(1, Math.round(raw.size.deals / 5)) }, () => customer);
  const ofCustomer = customers.map((_, index) => [index]);
  const partners = Array.from({ length: raw.size.partners }, (_, i) => {
    const day = LAST_DAY - 1460 + ((i * 37) % 1450);
    return {
      ...partner,
      id: `p${i}`,
      name: `Partner ${i}`,
      createdDay: day,
      start: { day, from: 'property' as const },
    };
  });
  const none: readonly never[] = [];
  const creditsOf = partners.map((_, index) => {
    const credit = (roles: number) => [{ partner: index, roles, via: 'label' as const, learnedDay: 0 }];
    return new Map([1, 2, 4, 5].map((roles) => [roles, credit(roles)]));
  });
  const deals = Array.from(
    raw.partner,
    (index, i): DealFact => ({
      ...deal,
      id: `d${i}`,
      pipelineId: PIPELINES[pipelineOf(i)] ?? 'sales',
      createdDay: raw.entered[0][i] ?? NEVER,
      spans: none,
      entries: none,
      registration: null,
      credits: creditsOf[index]?.get(rolesOf(i)) ?? none,
      customers: ofCustomer[i % ofCustomer.length] ?? none,
    }),
  );
  return { ...base, partners, deals, customers, findings: [] };
}

/** Rows of one table as they are made: whose each is, and its columns. */
interface Rows {
  readonly subjects: Int32Array;
  readonly names: readonly string[];
  readonly list: readonly Column[];
  length: number;
}

type AllRows = { readonly [N in TableName]: Rows };

function rowsOf(raw: RawAccount, facts: AccountFacts): AllRows {
  const [deals, activities] = [raw.partner.length, raw.size.activities];
  const capacity: Partial<Record<TableName, number>> = {
    registrations: deals,
    spans: 4 * deals,
    decisions: deals,
    steps: 4 * deals,
    stays: 3 * deals,
    firstWins: deals,
    events: 2 * deals + Math.ceil(activities / CONTACT_EVERY),
    touches: activities,
    findings: deals,
  };
  const all = Object.fromEntries(
    Object.entries(TABLES).map(([name, spec]): [string, Rows] => {
      const length = capacity[name as TableName] ?? 0; // the keys of TABLES
      const list = Object.entries<ColumnType>(spec).map(([column, type]) => unknown(column, type, length));
      return [name, { subjects: new Int32Array(length), names: Object.keys(spec), list, length: 0 }];
    }),
  ) as AllRows; // one entry for each table
  const firstWin = new Map<number, number>();
  for (let i = 0; i < deals; i++) {
    addDeal(all, raw, i);
    const customer = facts.deals[i]?.customers[0] ?? -1;
    const best = firstWin.get(customer);
    if (raw.isWon[i] && (best === undefined || (raw.closed[i] ?? 0) < (raw.closed[best] ?? 0)))
      firstWin.set(customer, i);
  }
  for (const [customer, i] of firstWin) {
    const day = raw.closed[i] ?? NEVER;
    add(all.firstWins, raw.partner[i] ?? -1, { ...baseOf(raw, i), day, from: day, until: FOREVER, customer });
  }
  for (let i = 0; i < activities; i++) {
    const day = raw.activityDay[i] ?? NEVER;
    const row = { day, from: day, until: FOREVER };
    const begun = i % CONTACT_EVERY === 0 ? 1 : 0;
    const touch = { kind: i % 3, sender: 1 + (i % 2), isPartnerInitiated: begun, isHeld: 1 };
    add(all.touches, raw.activityPartner[i] ?? -1, { ...row, ...touch });
    const kind = EVENT_KINDS.indexOf('partner-contact');
    if (begun) add(all.events, raw.activityPartner[i] ?? -1, { ...row, kind });
  }
  return all;
}

/** A column that says of every row that there is no such day, record or number. */
function unknown(name: string, type: ColumnType, length: number): Column {
  const column = allocate(type, length);
  if (type === 'u8') return column;
  return column.fill(type === 'f64' ? Number.NaN : name.endsWith('Day') ? NEVER : -1);
}

/** Column by column in the table's own order, which is the same place for every row: names are looked up once. */
function add(rows: Rows, subject: number, row: Readonly<Record<string, number>>): void {
  const at = rows.length++;
  rows.subjects[at] = subject;
  for (let c = 0; c < rows.names.length; c++) {
    const value = row[rows.names[c] as string];
    if (value !== undefined) (rows.list[c] as Column)[at] = value;
  }
}

function baseOf(raw: RawAccount, deal: number) {
  const isDirect = raw.partner[deal] === -1;
  const createdDay = raw.entered[0][deal] ?? NEVER;
  return {
    deal,
    roles: isDirect ? 0 : rolesOf(deal),
    direct: isDirect ? 1 : 0,
    createdDay,
    registeredDay: isDirect ? NEVER : createdDay,
  };
}

function addDeal(to: AllRows, raw: RawAccount, i: number): void {
  const subject = raw.partner[i] ?? -1;
  const base = baseOf(raw, i);
  const closed = raw.closed[i] ?? NEVER;
  const isWon = raw.isWon[i] === 1;
  const offset = pipelineOf(i) * STAGES_EACH;
  // Some direct deals lack an amount, so that leaving out is part of what is measured.
  const isPriced = base.direct === 0 || i % 10 !== 0;
  const money = {
    amount: isPriced ? (raw.amount[i] ?? 0) : Number.NaN,
    amountState: isPriced ? AMOUNT_OK : AMOUNT_MISSING,
  };
  const lasting = (day: number) => ({ ...base, day, from: day, until: FOREVER });
  if (base.direct === 0) {
    add(to.registrations, subject, lasting(base.createdDay));
    if (base.roles & ROLE_BIT.sourced) add(to.events, subject, { ...lasting(base.createdDay), kind: 0 });
  }
  const days = [...raw.entered.map((column) => column[i] ?? NEVER), closed];
  let reached = 0;
  for (const [stage, day] of days.slice(0, 3).entries()) {
    if (day === NEVER) break;
    const next = days.slice(stage + 1).find((later) => later !== NEVER) ?? FOREVER;
    add(to.spans, subject, {
      ...lasting(day),
      ...money,
      until: next,
      state: OPEN,
      stage: offset + stage,
      probability: PROBABILITIES[stage] ?? Number.NaN,
      closeDay: base.createdDay + EXPECTED_DAYS,
      stageDay: day,
      hasOwner: 1,
    });
    add(to.steps, subject, { ...lasting(day), step: stage, reached: stage });
    reached = stage + 1;
    if (next !== FOREVER) add(to.stays, subject, { ...lasting(next), stage: offset + stage, days: next - day });
  }
  if (i % 100 === 0) {
    const kind = FINDING_KINDS.indexOf('deal-owner-missing');
    add(to.findings, subject, { ...lasting(base.createdDay), kind, finding: 0, isFirst: 1, isHeld: 1 - base.direct });
  }
  if (closed === NEVER) return;
  add(to.decisions, subject, { ...lasting(closed), ...money, won: isWon ? 1 : 0, pipeline: pipelineOf(i) });
  add(to.spans, subject, {
    ...lasting(closed),
    ...money,
    state: isWon ? WON : LOST,
    stage: offset + (isWon ? WON_STAGE : LOST_STAGE),
    probability: isWon ? 1 : 0,
    closeDay: closed,
    stageDay: closed,
    hasOwner: 1,
  });
  if (!isWon) return;
  add(to.steps, subject, { ...lasting(closed), step: FUNNEL.indexOf('won'), reached });
  if (base.roles) add(to.events, subject, { ...lasting(closed), kind: EVENT_KINDS.indexOf('won-deal') });
}

/** HubSpot's own probability of the three open stages, as the template account has them. */
export const PROBABILITIES = [0.1, 0.2, 0.4] as const;

/** Direct deals belong to no partner: they are put behind the last one and cut off. */
function tables(rows: AllRows, subjects: number, whose: 'partner' | 'program'): Tables {
  const packed = Object.entries(TABLES).map(([name, spec]) => {
    const { names, list, subjects: owner, length } = rows[name as TableName]; // the keys of TABLES
    const columns = Object.fromEntries(names.map((column, c) => [column, list[c] as Column]));
    const placed = owner.map((subject) => (whose === 'program' ? 0 : subject === -1 ? subjects : subject));
    const grouped = groupBySubject<Record<string, ColumnType>>(spec, columns, placed, length, subjects + 1);
    return [name, tableOf<Record<string, ColumnType>>(grouped.columns, grouped.starts.slice(0, subjects + 1))];
  });
  return Object.fromEntries(packed) as Tables; // one table for each name
}
