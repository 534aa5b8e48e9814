import type { Day } from '../kit/days.ts';

export const ENGAGEMENT_KINDS = ['email', 'call', 'meeting'] as const;
export type EngagementKind = (typeof ENGAGEMENT_KINDS)[number];

/** A mail, a call or a meeting between us and people at partners. */
export interface EngagementFact {
  /** HubSpot record id. */
  readonly id: string;
  readonly kind: EngagementKind;
  readonly day: Day;
  /** Orders what happened on one day: milliseconds since 1970-01-01T00:00:00Z. */
  readonly atMs: number;
  /**
   * Working minutes from 1970-01-01 to this moment by the account's calendar and hours: the difference of two is the
   * working time between them.
   */
  readonly workingMinutes: number;
  /** Who wrote, called or booked; null where HubSpot does not say. */
  readonly from: 'partner' | 'us' | null;
  /** Mails of one conversation; null where HubSpot names none. */
  readonly thread: string | null;
  /** Indexes into `AccountFacts.partners`: whose people took part. */
  readonly partners: readonly number[];
  /** Indexes into `AccountFacts.contacts`. */
  readonly contacts: readonly number[];
  readonly ownerId: string | null;
  /** Indexes into `AccountFacts.deals` that it is logged on. */
  readonly deals: readonly number[];
  /** Whether a person of a customer company took part as well: an introduction. */
  readonly withCustomer: boolean;
  /** Meetings: it took place. Mails and calls: always true. */
  readonly isHeld: boolean;
}
