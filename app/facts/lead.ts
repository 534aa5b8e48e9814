import type { Day } from '../kit/days.ts';
import type { Minor } from '../kit/money.ts';

/** A possible customer, named by a partner or found without one. */
export interface LeadFact {
  /** HubSpot record id. */
  readonly id: string;
  readonly record: 'lead' | 'deal';
  readonly createdDay: Day;
  /** Index into `AccountFacts.partners`; null for a lead that no partner brought. */
  readonly partner: number | null;
  /** Referral form, mail, event, marketplace: the account's own word; null where it says nothing. */
  readonly origin: string | null;
  /** Day on which it became an opportunity. */
  readonly qualifiedDay: Day | null;
  readonly wonDay: Day | null;
  readonly lostDay: Day | null;
  /** Of the won deal; null where there is none. */
  readonly wonMinor: Minor | null;
}

/** A talk with a company about becoming a partner. */
export interface DiscussionFact {
  /** HubSpot record id of the deal or lead, or the key of the feed's row. */
  readonly id: string;
  readonly record: 'deal' | 'lead' | 'feed-row';
  readonly openedDay: Day;
  readonly signedDay: Day | null;
  readonly lostDay: Day | null;
  /** Index into `AccountFacts.partners` once the company is one. */
  readonly partner: number | null;
  readonly source: string | null;
  /** They came to us; null where nothing tells. */
  readonly isUnprompted: boolean | null;
}
