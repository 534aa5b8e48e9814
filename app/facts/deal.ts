import type { Day } from '../kit/days.ts';
import type { Minor } from '../kit/money.ts';

export const OPEN = 0;
export const WON = 1;
export const LOST = 2;
export type DealState = typeof OPEN | typeof WON | typeof LOST;

/** Why an amount cannot be counted. A deal without a countable amount is left out of money and shown as left out. */
export const AMOUNT_OK = 0;
export const AMOUNT_MISSING = 1;
export const AMOUNT_NEGATIVE = 2;
export const AMOUNT_OTHER_CURRENCY = 3;
export type AmountState =
  | typeof AMOUNT_OK
  | typeof AMOUNT_MISSING
  | typeof AMOUNT_NEGATIVE
  | typeof AMOUNT_OTHER_CURRENCY;

/** What was true of a deal from the end of day `from` up to, but not on, day `until`. */
export interface DealSpan {
  readonly from: Day;
  readonly until: Day;
  /** Index into `AccountFacts.stages`. */
  readonly stage: number;
  readonly state: DealState;
  /** Home currency; null unless `amountState` is AMOUNT_OK. */
  readonly amountMinor: Minor | null;
  readonly amountState: AmountState;
  /** HubSpot's close date: expected while open, real once closed. */
  readonly closeDay: Day | null;
}

/** One entry into a stage, in order of time. */
export interface StageEntry {
  readonly stage: number;
  readonly day: Day;
  /** Day the next stage was entered; null while the deal is still there. */
  readonly leftDay: Day | null;
}

export interface Credit {
  /** Index into `AccountFacts.partners`. */
  readonly partner: number;
  /** Bits of ROLE_BIT. */
  readonly roles: number;
  readonly via: 'label' | 'property';
  /** The day on which we could first know. Labels have no history in HubSpot: before the first sync it is that day. */
  readonly learnedDay: Day;
}

export type Conflict =
  | 'two-sourced-partners'
  | 'label-and-property-disagree'
  | 'partner-is-its-own-customer'
  | 'partner-name-matches-several';

export interface DealFact {
  readonly id: string;
  readonly pipelineId: string;
  readonly createdDay: Day;
  readonly spans: readonly DealSpan[];
  readonly entries: readonly StageEntry[];
  readonly registration: {
    readonly day: Day;
    readonly from: 'property' | 'stage' | 'partner-property' | 'create-date' | 'record';
    readonly approvedDay: Day | null;
    readonly rejectedDay: Day | null;
    readonly expiresDay: Day | null;
    /** Day on which the date was entered; a date typed in later is a correction, not behaviour. */
    readonly learnedDay: Day;
  } | null;
  /** Empty on a direct deal, and on a conflict. */
  readonly credits: readonly Credit[];
  /** Set where feeds disagree: the deal counts for nobody and is listed. */
  readonly conflict: { readonly kind: Conflict; readonly partners: readonly number[] } | null;
  /** Customer companies, as indexes into `AccountFacts.customers`. */
  readonly customers: readonly number[];
  readonly hasOwner: boolean;
  /** Business with a new customer or an existing one; null where HubSpot does not say. */
  readonly business: 'new' | 'existing' | null;
  /** Why it was lost: the account's own word. */
  readonly lostReason: string | null;
}
