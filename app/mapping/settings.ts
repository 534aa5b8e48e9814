/**
 * An account's own definitions: who is a partner, how deals name partners, which dates and stages mean what.
 * The same shape is stored per account and read from a world's `settings.json`; the server parses it with zod at the edge.
 */

import type { EndCause } from '../facts/partner.ts';
import type { Role } from '../facts/role.ts';
import type { EventKind } from '../facts/tables.ts';
import type { TicketCategory } from '../facts/ticket.ts';
import type { FeedKind } from '../feeds/feeds.ts';
import { type ScoreChoices, STANDARD_CHOICES } from '../health/account-model.ts';

/** Where a date comes from. Once a property is named there is no fall-through to another source. */
export type DateSource = { readonly property: string } | 'rule-history' | 'create-date' | 'none';

/**
 * Where a deal's registration date comes from. `auto` takes the first available: the date the deal entered the stage
 * mapped as `registered`, the time the partner property was first set, the create date (a proxy, flagged).
 */
export type RegistrationSource =
  | { readonly property: string }
  /** Deals of a pipeline of their own, or tickets of one; its stages say what was approved and what was refused. */
  | {
      readonly records: 'deals' | 'tickets';
      readonly pipeline: string;
      readonly approvedStages: readonly string[];
      readonly rejectedStages: readonly string[];
      /** Date property; the record's create date where left out. */
      readonly date: string | null;
    }
  /** Records of a custom object, linked to the partner company and, where there is one, to the deal. */
  | {
      readonly object: string;
      readonly date: string;
      readonly approved: string | null;
      readonly rejected: string | null;
    }
  | { readonly stage: true }
  | { readonly partnerProperty: true }
  | 'create-date'
  | 'auto'
  | 'none';

/** The five steps of the funnel, plus the step where a deal counts as registered. */
export type FunnelStep = 'registered' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost';

export interface Target {
  /** HubSpot company id of the partner; null for the programme as a whole. */
  readonly partnerId: string | null;
  /** Calendar dates, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** In major units of the account's currency, as people write it. */
  readonly amount: number;
}

/** Where leads from partners are kept. */
export type LeadSource =
  | { readonly object: 'leads' }
  | { readonly pipeline: string; readonly qualifiedStages: readonly string[] }
  | 'none';

/**
 * Where recurring revenue is told beside the feed: line items of won deals, or HubSpot's subscriptions. One of them only,
 * since a quote that is paid makes a subscription out of its line items.
 */
export type RecurringSource = 'feed' | 'line_items' | 'subscriptions';

/** A company property that holds what a feed would tell of a partner. */
export interface CompanyFeed {
  readonly property: string;
  readonly feed: FeedKind;
  /** The column that the property fills. */
  readonly column: string;
  /** The other columns that the feed needs, the same in every row, written as in its file. */
  readonly values: Readonly<Record<string, string>>;
  /** `rise` for a running total, such as funds claimed so far: a row is what it rose by. */
  readonly counts: 'value' | 'rise';
}

/** Hours in which an answer can be expected. */
export interface WorkingHours {
  /** 1 = Monday to 7 = Sunday. */
  readonly days: readonly number[];
  /** `HH:MM`; `to` is later on the same day. */
  readonly from: string;
  readonly to: string;
}

/** An account's choices about one metric; what is left out keeps the catalogue's default. */
export interface MetricChoice {
  readonly isActive?: boolean | undefined;
  /** HubSpot owner who answers for it; a metric without one cannot be activated. */
  readonly ownerId?: string | undefined;
  readonly cadence?: 'weekly' | 'monthly' | 'quarterly' | undefined;
  /** Date of the last review of its definition. */
  readonly reviewed?: string | undefined;
}

/** A reward that partners can meet: listed with its proof, never paid by us. */
export interface RewardRule {
  readonly name: string;
  readonly metric: string;
  readonly measure: string;
  readonly atLeast: number;
}

/** `everyone` is everyone in the account who sees the card. */
export type Allowed = 'admins' | 'everyone';

/** Who may do on a partner's card what others then see. Reviewing is open to everyone. */
export interface JudgementRights {
  readonly overrides: Allowed;
  readonly sharing: Allowed;
}

export type SegmentDimension = 'type' | 'region' | 'tier' | 'tenure' | 'vertical';

export interface PortalSettings {
  /** IANA name; every calendar date below is a date there. */
  readonly timeZone: string;
  /** ISO 4217 code of the account's home currency. */
  readonly currency: string;
  /** 1 = January. */
  readonly fiscalYearStartMonth: number;
  /** A company is a partner when this property has one of these values. `version` rises with every change of the rule. */
  readonly partnerRule: { readonly property: string; readonly in: readonly string[]; readonly version: number };
  /** Company properties that describe a partner; null where the account has none. */
  readonly partner: {
    readonly startDate: DateSource;
    readonly endDate: string | null;
    readonly endReason: string | null;
    readonly type: string | null;
    readonly region: string | null;
    readonly tier: string | null;
    readonly vertical: string | null;
    readonly country: string | null;
    readonly industry: string | null;
    readonly employees: string | null;
    /** How the partner was found. */
    readonly source: string | null;
    /** Names the partner that brought it, by record id, name or domain. */
    readonly referrer: string | null;
    readonly onboarded: string | null;
  };
  /** What the values of `partner.endReason` mean; a value left out is a cause that is not known. */
  readonly endReasons: Readonly<
    Record<string, { readonly cause: EndCause; readonly decidedBy: 'partner' | 'us' | 'unknown' }>
  >;
  /** Properties of customer companies that markets are made of, and the date on which one was lost. */
  readonly customer: {
    readonly country: string | null;
    readonly industry: string | null;
    readonly employees: string | null;
    readonly lostDate: string | null;
  };
  /** How deals name partners. Labels are those of deal-company associations, matched without regard to case. */
  readonly roles: {
    readonly labels: Readonly<Record<string, Role>>;
    /** A deal property that names the partner: by record id, by name or by domain. */
    readonly property: {
      readonly name: string;
      readonly matches: 'id' | 'name' | 'domain';
      readonly role: Role;
    } | null;
  };
  readonly registration: RegistrationSource;
  /** Deal properties with the dates on which a registration was approved, refused and runs out. */
  readonly registrationDates: {
    readonly approved: string | null;
    readonly rejected: string | null;
    readonly expires: string | null;
  };
  /** Pipeline id -> stage id -> step. Stages left out belong to no step. Won and lost follow HubSpot where left out. */
  readonly stages: Readonly<Record<string, Readonly<Record<string, FunnelStep>>>>;
  /** Pipelines that hold sales deals; null means all except `recruitmentPipelines`. */
  readonly salesPipelines: readonly string[] | null;
  readonly recruitmentPipelines: readonly string[];
  readonly leads: LeadSource;
  /** Properties that tell where a lead, or a talk about a partnership, came from. */
  readonly leadOrigin: string | null;
  readonly discussionSource: string | null;
  /** Values of `discussionSource` that mean: they came to us. */
  readonly unpromptedSources: readonly string[];
  readonly tickets: {
    readonly categoryProperty: string;
    readonly categories: Readonly<Record<string, TicketCategory>>;
  };
  readonly recurringRevenue: RecurringSource;
  /** Name of the HubSpot goal whose targets are those of the programme; null for none. */
  readonly targetGoal: string | null;
  readonly companyFeeds: readonly CompanyFeed[];
  readonly workingHours: WorkingHours;
  /** One published list for every metric that speaks of activity. */
  readonly qualifyingEvents: readonly EventKind[];
  /** Programme tools offered to partners; use of them is measured against this list. */
  readonly tools: readonly string[];
  /** People with a valid certificate that a partner of a tier must have; `all` for the others. */
  readonly certifiedPeople: Readonly<Record<string, number>>;
  readonly businessReviewEveryDays: number;
  /** Values of the reason for which a deal was lost that mean: to a competitor. Matched without regard to case. */
  readonly competitorLostReasons: readonly string[];
  /** Who answers for a feed, and how often the account expects it where that differs from the feed's own. */
  readonly feeds: Readonly<
    Partial<
      Record<FeedKind, { readonly ownerId?: string | undefined; readonly expectedEveryDays?: number | undefined }>
    >
  >;
  readonly targets: readonly Target[];
  readonly segments: readonly SegmentDimension[];
  /** By metric id. */
  readonly metrics: Readonly<Record<string, MetricChoice>>;
  /** Most metrics in the score at a time. */
  readonly activeMetricsLimit: number;
  readonly rewards: readonly RewardRule[];
  /** Suspected gaming takes a metric out of the score only where the account says so. */
  readonly gamingAffectsScore: boolean;
  /** What a scorecard shared with a partner shows, as `metric/measure`, in this order. */
  readonly scorecard: { readonly measures: readonly string[] };
  readonly judgements: JudgementRights;
  readonly score: ScoreChoices;
  /** Which deals receive the partner's name, role and band. */
  readonly writeDeals: 'open' | 'all' | 'none';
}

/** What somebody has set; everything else keeps its default. */
export type SettingsGiven = Partial<Omit<PortalSettings, 'partner'>> & {
  readonly timeZone: string;
  readonly currency: string;
  readonly partner: Partial<PortalSettings['partner']>;
};

/** What a fresh installation starts with. Everything can be changed on the settings page. */
export const DEFAULT_SETTINGS: PortalSettings = {
  timeZone: 'UTC',
  currency: 'USD',
  fiscalYearStartMonth: 1,
  partnerRule: { property: 'type', in: ['PARTNER', 'RESELLER'], version: 1 },
  partner: {
    startDate: 'rule-history',
    endDate: null,
    endReason: null,
    type: null,
    region: null,
    tier: null,
    vertical: null,
    country: 'country',
    industry: 'industry',
    employees: 'numberofemployees',
    source: null,
    referrer: null,
    onboarded: null,
  },
  endReasons: {},
  customer: { country: 'country', industry: 'industry', employees: 'numberofemployees', lostDate: null },
  roles: { labels: {}, property: null },
  registration: 'auto',
  registrationDates: { approved: null, rejected: null, expires: null },
  stages: {},
  salesPipelines: null,
  recruitmentPipelines: [],
  leads: 'none',
  leadOrigin: null,
  discussionSource: null,
  unpromptedSources: [],
  tickets: { categoryProperty: 'hs_ticket_category', categories: {} },
  recurringRevenue: 'feed',
  targetGoal: null,
  companyFeeds: [],
  workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
  qualifyingEvents: ['registration', 'won-deal', 'partner-contact', 'meeting', 'ticket', 'training', 'login'],
  tools: [],
  certifiedPeople: {},
  businessReviewEveryDays: 92,
  competitorLostReasons: ['competitor'],
  feeds: {},
  targets: [],
  segments: ['type', 'region', 'tier', 'tenure', 'vertical'],
  metrics: {},
  activeMetricsLimit: 8,
  rewards: [],
  gamingAffectsScore: false,
  score: STANDARD_CHOICES,
  // Workflows act on bands, and a link leaves the account.
  judgements: { overrides: 'admins', sharing: 'admins' },
  // Results that a partner can check against its own books.
  scorecard: {
    measures: [
      'sourced-revenue/revenue-365d',
      'influenced-revenue/revenue-365d',
      'pipeline/sourced',
      'registration-volume/registrations',
      'close-rate/close-rate',
      'sales-cycle/median',
    ],
  },
  writeDeals: 'open',
};
