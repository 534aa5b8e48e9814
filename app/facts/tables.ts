/**
 * The packed tables that metrics select from. Every row has three days: `day`, the business date that windows look at;
 * `from` and `until`, the as-of dates between which the row is true (half-open). A row counts in a window of n days
 * ending with T when T-n < day <= T and from <= T < until.
 *
 * Each table exists twice: grouped by partner, with that partner's roles; and once for the programme, where each deal
 * stands once with the roles of all partners together and direct deals stand beside them.
 */
import type { FeedColumnType } from '../feeds/feed-spec.ts';
import { FEED_KINDS, FEEDS, type FeedKind } from '../feeds/feeds.ts';
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

const DEAL_TABLES = {
  /** A deal registered; `deal` is -1 and `loose` an index into `AccountFacts.registrations` where no sales deal stands behind it. */
  registrations: { ...DEAL, approvedDay: 'i32', rejectedDay: 'i32', expiresDay: 'i32', loose: 'i32' },
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
  decisions: {
    ...DEAL,
    won: 'u8',
    amount: 'f64',
    amountState: 'u8',
    /** Index into `AccountFacts.words` of the pipeline's id. */
    pipeline: 'i32',
  },
  /** First entry into a step of the funnel; `step` is an index into FUNNEL. */
  steps: {
    ...DEAL,
    step: 'u8',
    /** How many steps the deal had reached before it, skipped ones among them: the entry reaches those from here to `step`. */
    reached: 'u8',
  },
  /** A completed stay in a stage; `day` is the day it was left. */
  stays: { ...DEAL, stage: 'i32', days: 'i32' },
  /** A customer's first ever won deal; `customer` is an index into `AccountFacts.customers`. */
  firstWins: { ...DEAL, customer: 'i32' },
  /** Doubtful data; `kind` is an index into FINDING_KINDS, `finding` into `AccountFacts.findings`. */
  findings: {
    ...ROW,
    kind: 'u8',
    finding: 'i32',
    /** 1 on the first finding of a deal; 0 on later ones, and on those of companies. */
    isFirst: 'u8',
    /** 1 while the deal is one of those of the subject; before, the finding has a row that says 0. */
    isHeld: 'u8',
  },
} as const satisfies Record<string, Spec>;

const PEOPLE_TABLES = {
  /**
   * A qualifying event of a partner; `kind` is an index into EVENT_KINDS. Of the indexes all but one are -1. `partner` is
   * one into `AccountFacts.partners`; -1 on a deal's event of the programme, which is that of all its credited partners.
   */
  events: { ...ROW, kind: 'u8', partner: 'i32', deal: 'i32', engagement: 'i32', ticket: 'i32', feedRow: 'i32' },
  /** A mail, call or meeting; `kind` is an index into ENGAGEMENT_KINDS. */
  touches: {
    ...ROW,
    kind: 'u8',
    /** 1 from the partner, 2 from us, 0 not known. */
    sender: 'u8',
    /** 1 when the partner began: a mail into silence, a call, a meeting it booked. */
    isPartnerInitiated: 'u8',
    isHeld: 'u8',
    withCustomer: 'u8',
    /** Index into `AccountFacts.words`; -1 without an owner. */
    owner: 'i32',
    engagement: 'i32',
  },
  /** The part of one person in a mail, call or meeting; `contact` is an index into `AccountFacts.contacts`. */
  contactTouches: { ...ROW, kind: 'u8', sender: 'u8', contact: 'i32', engagement: 'i32' },
  /**
   * A mail that waits for an answer of the other side, and then has it. While it waits the row says `answered` 0, from
   * the answer on another row says 1; `day` is the day of the mail in both.
   */
  exchanges: {
    ...ROW,
    /** 1: the partner wrote and we are to answer; 2: we wrote and the partner is. */
    sender: 'u8',
    /** 1 when it begins a conversation; 0 when it is itself an answer. */
    opens: 'u8',
    answered: 'u8',
    /** Working minutes until the answer; NaN while there is none. */
    minutes: 'f64',
    /** Working minutes at which the mail was sent, so that the wait so far can be worked out. */
    sentAt: 'f64',
    engagement: 'i32',
  },
  /** A request for support; `category` is an index into TICKET_CATEGORIES or -1. */
  tickets: { ...ROW, category: 'i32', closedDay: 'i32', ticket: 'i32' },
  /** A lead; days are NEVER where it did not happen. Compare them with the date asked for before counting. */
  leads: {
    ...ROW,
    qualifiedDay: 'i32',
    wonDay: 'i32',
    lostDay: 'i32',
    /** Minor units; NaN without a won amount. */
    amount: 'f64',
    /** Index into `AccountFacts.words`; -1 where unknown. */
    origin: 'i32',
    /** 1 when no partner brought it. */
    direct: 'u8',
    lead: 'i32',
  },
  /** A talk about a partnership; of the programme only. */
  discussions: {
    ...ROW,
    signedDay: 'i32',
    lostDay: 'i32',
    source: 'i32',
    /** 1 they came to us, 0 we went to them, 2 not known. */
    unprompted: 'u8',
    partner: 'i32',
    discussion: 'i32',
  },
} as const satisfies Record<string, Spec>;

type FeedColumnTypes = {
  readonly date: 'i32';
  readonly text: 'i32';
  readonly choice: 'i32';
  readonly number: 'f64';
  readonly money: 'f64';
};
type FeedTables = {
  readonly [K in FeedKind]: typeof ROW & {
    /** Index into `AccountFacts.feedRows`. */
    readonly feedRow: 'i32';
    /** Index into `AccountFacts.customers`; -1 unless the feed is about customers. */
    readonly customer: 'i32';
  } & {
    readonly [C in keyof (typeof FEEDS)[K]['columns']]: FeedColumnTypes[ColumnTypeOf<(typeof FEEDS)[K]['columns'][C]>];
  };
};
type ColumnTypeOf<C> = C extends { readonly type: infer T extends FeedColumnType } ? T : never;

/**
 * One table per feed, under the name of its kind, with the feed's own columns: dates as days (NEVER when empty), numbers
 * and money as they are (NaN when empty), text as an index into `AccountFacts.words`, choices as an index into the
 * feed's list of choices (-1 when empty).
 */
const FEED_TABLES = Object.fromEntries(
  FEED_KINDS.map((kind) => {
    const columns = Object.entries(FEEDS[kind].columns).map(([name, { type }]) => [name, feedColumn(type)] as const);
    return [kind, { ...ROW, feedRow: 'i32', customer: 'i32', ...Object.fromEntries(columns) }];
  }),
) as FeedTables; // the same walk over FEEDS that the type makes

function feedColumn(type: FeedColumnType): 'i32' | 'f64' {
  return type === 'number' || type === 'money' ? 'f64' : 'i32';
}

export const TABLES = { ...DEAL_TABLES, ...PEOPLE_TABLES, ...FEED_TABLES };

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[]; // the keys of TABLES
export type TableRow<N extends TableName> = Row<(typeof TABLES)[N]>;
export type Tables = { readonly [N in TableName]: Table<(typeof TABLES)[N]> };

/** Steps of the funnel in order; a deal that skips one has still reached it. */
export const FUNNEL = ['registered', 'qualified', 'proposal', 'negotiation', 'won'] as const;

/** Kinds of qualifying event. Which of them count is the account's published list. */
export const EVENT_KINDS = [
  'registration',
  'won-deal',
  'partner-contact',
  'meeting',
  'ticket',
  'training',
  'login',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** The facts of one account, packed. `partners.spans.starts[p]` begins partner p; the programme is subject 0 of its own. */
export interface PackedFacts {
  readonly partners: Tables;
  readonly program: Tables;
}
