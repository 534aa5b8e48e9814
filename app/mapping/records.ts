/**
 * What sync keeps of a HubSpot account, as plain objects: the input of mapping. Times are epoch milliseconds (UTC),
 * ids and property values are the strings HubSpot answers, an absent or cleared property is null.
 */
import type { Coverage } from '../facts/feed-row.ts';
import type { FeedKind, FeedValue } from '../feeds/feeds.ts';
import type { PortalSettings } from './settings.ts';

export interface CrmRecord {
  readonly id: string;
  /** Only the properties listed by `wantedProperties`; a missing key means HubSpot has no such property. */
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** In HubSpot's recycle bin, or gone for good: `deletedMs` says since when we know. */
  readonly archived: boolean;
  readonly deletedMs: number | null;
  /** When our store first saw it. */
  readonly firstSeenMs: number;
}

/** One association with one label. Deal-company links run from the deal, company-contact links from the company. */
export interface CrmLink {
  readonly fromId: string;
  readonly toId: string;
  /** HubSpot's association type id in that direction: 5 is the primary company of a deal, 341 an unlabelled one. */
  readonly typeId: number;
  readonly category: string;
  readonly label: string | null;
  readonly learnedMs: number;
  /** When we noticed that it was gone; null while it stands. */
  readonly removedMs: number | null;
  /** True where it was there before we looked first: HubSpot keeps no history of associations. */
  readonly reconstructed: boolean;
}

/** One value a property took. HubSpot forgets all but the latest 20; our store does not. */
export interface CrmHistory {
  readonly id: string;
  readonly property: string;
  readonly value: string | null;
  readonly atMs: number;
  readonly learnedMs: number;
  /** HubSpot's word for what made the change, such as CRM_UI or INTEGRATION; null where it did not say. */
  readonly sourceType: string | null;
}

export interface CrmStage {
  readonly pipeline: string;
  readonly pipelineLabel: string;
  readonly stage: string;
  readonly label: string;
  /** 0..1; null where HubSpot gives none. */
  readonly probability: number | null;
  readonly isClosed: boolean;
  /** Position within the pipeline, from 0. */
  readonly order: number;
}

export interface CrmOwner {
  readonly id: string;
  /** The same person among HubSpot's users; absent where it was read before this was kept. */
  readonly userId?: string | null;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly archived: boolean;
}

/** A row of a feed as the store keeps it: read, and resolved to a company where it names one. */
export interface StoredFeedRow {
  readonly kind: FeedKind;
  readonly key: string;
  /** HubSpot id of the partner or customer company; null for the programme. */
  readonly companyId: string | null;
  readonly values: Readonly<Record<string, FeedValue>>;
  readonly learnedMs: number;
}

/** Kinds of record that only some accounts have, or let us read. */
export const EXTRA_TYPES = [
  'emails',
  'calls',
  'meetings',
  'tickets',
  'leads',
  'feedback_submissions',
  'line_items',
  'subscriptions',
  'goal_targets',
] as const;
export type ExtraType = (typeof EXTRA_TYPES)[number];

/**
 * Records beside companies, deals and contacts. `read` names the types that the account lets us read: a type that is
 * missing there is not set up, one that is there and empty means there is nothing.
 */
export interface ExtraRecords {
  readonly read: readonly ExtraType[];
  readonly records: Readonly<Partial<Record<ExtraType, readonly CrmRecord[]>>>;
  /** Links from these records to companies, contacts and deals, as `emails>companies`. */
  readonly links: Readonly<Record<string, readonly CrmLink[]>>;
  /** Stages of the pipelines of tickets and leads. */
  readonly stages: Readonly<Partial<Record<ExtraType, readonly CrmStage[]>>>;
  readonly history: Readonly<Partial<Record<ExtraType, readonly CrmHistory[]>>>;
  /** Records that register deals, where the account keeps them in an object of its own, with links `registrations>companies` and `registrations>deals`. */
  readonly registrations: readonly CrmRecord[];
}

export interface FeedRecords {
  readonly rows: readonly StoredFeedRow[];
  /** Days each feed speaks for, as its uploads said, and when the last one came. */
  readonly coverage: Coverage;
}

export const NO_EXTRAS: ExtraRecords = { read: [], records: {}, links: {}, stages: {}, history: {}, registrations: [] };
export const NO_FEEDS: FeedRecords = { rows: [], coverage: {} };

/** Everything mapping needs of one account. */
export interface AccountRecords {
  readonly portalId: number;
  readonly settings: PortalSettings;
  readonly companies: readonly CrmRecord[];
  readonly deals: readonly CrmRecord[];
  /** From deal to company: customers (primary, unlabelled) of every deal, and every label towards a partner. */
  readonly dealCompanyLinks: readonly CrmLink[];
  /** From partner company to contact. */
  readonly companyContactLinks: readonly CrmLink[];
  readonly contacts: readonly CrmRecord[];
  /** Stage, amount, close date, pipeline and the mapped partner and registration properties of partner deals. */
  readonly dealHistory: readonly CrmHistory[];
  /** The partner rule's property, of partner companies, when the start date comes from `rule-history`. */
  readonly companyHistory: readonly CrmHistory[];
  readonly stages: readonly CrmStage[];
  readonly owners: readonly CrmOwner[];
  /** `pipeline/stage` -> the deal property holding when a deal entered that stage (`hs_v2_date_entered_...`). */
  readonly stageEnteredProperties: Readonly<Record<string, string>>;
  readonly extras: ExtraRecords;
  readonly feeds: FeedRecords;
  /** When our first sync of this account began. */
  readonly firstSyncMs: number;
}

/** The key of `stageEnteredProperties`. */
export function stageKey(pipeline: string, stage: string): string {
  return `${pipeline}/${stage}`;
}
