import type { FeedKind, FeedValue } from '../feeds/feeds.ts';
import type { Day } from '../kit/days.ts';

/** One row of a feed, read. Dates are days, money is in minor units. */
export interface FeedRowFact {
  readonly kind: FeedKind;
  /** What makes the row the same row in a later upload. */
  readonly key: string;
  /** Index into `AccountFacts.partners`; null for a row about the programme or a customer. */
  readonly partner: number | null;
  /** Index into `AccountFacts.customers`; null unless the feed is about customers. */
  readonly customer: number | null;
  /** The day of the column that dates rows of the kind. */
  readonly day: Day;
  /** Day on which the row was received. */
  readonly learnedDay: Day;
  readonly values: Readonly<Record<string, FeedValue>>;
}

/** Which days a feed speaks for, both ends inclusive, in order and without overlaps, and when it was last heard. */
export interface FeedCoverage {
  readonly covered: readonly { readonly from: Day; readonly to: Day }[];
  readonly lastReceivedDay: Day;
}

export type Coverage = Readonly<Partial<Record<FeedKind, FeedCoverage>>>;
