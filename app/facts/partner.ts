import type { END_CAUSES } from '../feeds/business-feeds.ts';
import type { Day } from '../kit/days.ts';

export type EndCause = (typeof END_CAUSES)[number];

export interface PartnerFact {
  /** HubSpot record id of the company. */
  readonly id: string;
  readonly name: string;
  readonly createdDay: Day;
  /** Day of signing. A proxy is the company's create date: good enough to order by, flagged wherever it shows. */
  readonly start: { readonly day: Day; readonly from: 'property' | 'rule-history' | 'create-date' } | null;
  readonly end: {
    readonly day: Day;
    /** The account's own word. */
    readonly reason: string | null;
    readonly cause: EndCause;
    readonly decidedBy: 'partner' | 'us' | 'unknown';
    readonly learnedDay: Day;
  } | null;
  readonly ownerId: string | null;
  readonly type: string | null;
  readonly region: string | null;
  readonly tier: string | null;
  readonly vertical: string | null;
  readonly domain: string | null;
  readonly country: string | null;
  readonly industry: string | null;
  /** Band of the number of employees. */
  readonly size: string | null;
  /** How it was found: the account's own word. */
  readonly source: string | null;
  /** Index into `AccountFacts.partners` of the partner that brought it. */
  readonly referredBy: number | null;
  /** Day on which onboarding was completed. */
  readonly onboardedDay: Day | null;
}

/** The partner had signed by the end of `day` and had not left. Without a start date, its creation in HubSpot counts. */
export function isOnRoster(partner: PartnerFact, day: Day): boolean {
  const start = partner.start?.day ?? partner.createdDay;
  return start <= day && (partner.end === null || partner.end.day > day);
}

/** Whole days since signing; null where no start date is known. */
export function tenureDays(partner: Pick<PartnerFact, 'start'>, day: Day): number | null {
  return partner.start === null ? null : day - partner.start.day;
}
