/**
 * The packed tables that metrics select from. Every row has three days: `day`, the business date that windows look at;
 * `from` and `until`, the as-of dates between which the row is true (half-open). A row counts in a window of n days
 * ending with T when T-n < day <= T and from <= T < until.
 *
 * Each table exists twice: grouped by partner, with that partner's roles; and once for the programme, where each deal
 * stands once with the roles of all partners together and direct deals stand beside them.
 */
import type { Row, Spec, Table } from '../kit/table.ts';

const ROW = { day: 'i32', from: 'i32', until: 'i32' } as const satisfies Spec;
const DEAL = {
  ...ROW,
  /** Index into `AccountFacts.deals`. */
  deal: 'i32',
  /** Bits of ROLE_BIT. */
  roles: 'u8',
  /** 1 when no partner is on the deal in any role. Conflicts are neither direct nor anybody's. */
  direct: 'u8',
  createdDay: 'i32',
  /** NEVER when the deal is not registered. */
  registeredDay: 'i32',
} as const satisfies Spec;

export const TABLES = {
  /** A deal registered. */
  registrations: DEAL,
  /** What a deal was between two changes: state, amount, expected close. `day` equals `from`. */
  spans: {
    ...DEAL,
    state: 'u8',
    stage: 'i32',
    /** Minor units; NaN unless amountState is AMOUNT_OK. */
    amount: 'f64',
    amountState: 'u8',
    /** 0..1; NaN when the stage is unknown. */
    probability: 'f64',
    /** NEVER when empty. */
    closeDay: 'i32',
    /** Day the deal entered the stage it is in. */
    stageDay: 'i32',
    hasOwner: 'u8',
  },
  /** A deal won or lost; `day` is its close date. */
  decisions: { ...DEAL, won: 'u8', amount: 'f64', amountState: 'u8' },
  /** First entry into a step of the funnel; `step` is an index into FUNNEL. */
  steps: { ...DEAL, step: 'u8' },
  /** A completed stay in a stage; `day` is the day it was left. */
  stays: { ...DEAL, stage: 'i32', days: 'i32' },
  /** A customer's first ever won deal; `customer` is an index into `AccountFacts.customers`. */
  firstWins: { ...DEAL, customer: 'i32' },
  /** A qualifying event of a partner; `kind` is an index into EVENT_KINDS. */
  events: { ...ROW, kind: 'u8', deal: 'i32' },
  /** Doubtful data; `kind` is an index into FINDING_KINDS, `finding` into `AccountFacts.findings`. */
  findings: { ...ROW, kind: 'u8', finding: 'i32' },
} as const satisfies Record<string, Spec>;

export type TableName = keyof typeof TABLES;
export type TableRow<N extends TableName> = Row<(typeof TABLES)[N]>;
export type Tables = { readonly [N in TableName]: Table<(typeof TABLES)[N]> };

/** Steps of the funnel in order; a deal that skips one has still reached it. */
export const FUNNEL = ['registered', 'qualified', 'proposal', 'negotiation', 'won'] as const;

/** Kinds of qualifying event known from deals. Feeds add theirs. */
export const EVENT_KINDS = ['registration', 'won-deal'] as const;

/** The facts of one account, packed. `partners.spans.starts[p]` begins partner p; the programme is subject 0 of its own. */
export interface PackedFacts {
  readonly partners: Tables;
  readonly program: Tables;
}
