/**
 * An account's own definitions: who is a partner, how deals name partners, which dates and stages mean what.
 * The same shape is stored per account and read from a world's `settings.json`; the server parses it with zod at the edge.
 */
import type { Role } from '../facts/role.ts';

/** Where a date comes from. Once a property is named there is no fall-through to another source. */
export type DateSource = { readonly property: string } | 'rule-history' | 'create-date' | 'none';

/**
 * Where a deal's registration date comes from. `auto` takes the first available: the date the deal entered the stage
 * mapped as `registered`, the time the partner property was first set, the create date (a proxy, flagged).
 */
export type RegistrationSource =
  | { readonly property: string }
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
  /** Pipeline id -> stage id -> step. Stages left out belong to no step. Won and lost follow HubSpot where left out. */
  readonly stages: Readonly<Record<string, Readonly<Record<string, FunnelStep>>>>;
  /** Pipelines that hold sales deals; null means all except `recruitmentPipelines`. */
  readonly salesPipelines: readonly string[] | null;
  readonly recruitmentPipelines: readonly string[];
  readonly targets: readonly Target[];
  /** Which deals receive the partner's name, role and band. */
  readonly writeDeals: 'open' | 'all' | 'none';
}

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
  },
  roles: { labels: {}, property: null },
  registration: 'auto',
  stages: {},
  salesPipelines: null,
  recruitmentPipelines: [],
  targets: [],
  writeDeals: 'open',
};
