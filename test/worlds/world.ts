/**
 * A world: one HubSpot account's records, as a folder of CSV files would hold them. Columns are HubSpot property names
 * (`hs_object_id` is the record id), values are the strings that HubSpot would answer; an empty cell is null.
 * `docs/worlds.md` is the page for people.
 */
export type Properties = Record<string, string | null>;

export interface WorldHistory {
  /** hs_object_id of the deal. */
  readonly deal: string;
  readonly property: string;
  readonly value: string | null;
  /** ISO 8601 instant. */
  readonly at: string;
}

export interface WorldAssociation {
  /** `type:id`, for example `deal:501`. Types: company, deal, contact, ticket, email, call, meeting, lead, feedback_submission, line_item, subscription, registration. */
  readonly from: string;
  readonly to: string;
  /** Association label; empty for none. `primary` marks the primary company. */
  readonly label: string;
}

export interface WorldStage {
  /** `deals`, `tickets` or `leads`. */
  readonly object: string;
  readonly pipeline: string;
  readonly pipelineLabel: string;
  readonly stage: string;
  readonly stageLabel: string;
  readonly displayOrder: number;
  /** 0..1; 1 with isClosed is closed-won. */
  readonly probability: number;
  readonly isClosed: boolean;
}

export interface WorldOwner {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface World {
  readonly name: string;
  readonly companies: readonly Properties[];
  readonly deals: readonly Properties[];
  readonly dealHistory: readonly WorldHistory[];
  readonly associations: readonly WorldAssociation[];
  readonly contacts: readonly Properties[];
  /** Each has `hs_engagement_type`: EMAIL, CALL or MEETING. */
  readonly engagements: readonly Properties[];
  readonly tickets: readonly Properties[];
  /** HubSpot's lead object. */
  readonly leads?: readonly Properties[];
  /** Answers to surveys. */
  readonly feedback?: readonly Properties[];
  readonly lineItems?: readonly Properties[];
  /** HubSpot's subscriptions of customers. */
  readonly subscriptions?: readonly Properties[];
  /** Targets of goals. */
  readonly goals?: readonly Properties[];
  /** Records of a custom object `p_registrations`. */
  readonly registrations?: readonly Properties[];
  /** What people would upload, as rows of the published files, by kind of feed. */
  readonly feeds?: Readonly<Record<string, readonly Properties[]>>;
  readonly pipelines: readonly WorldStage[];
  readonly owners: readonly WorldOwner[];
  /** The parsed `settings.json`: a partial `PortalSettings` (app/mapping/settings.ts); timeZone and currency are required. */
  readonly settings: { readonly timeZone: string; readonly currency: string; readonly [key: string]: unknown };
}
