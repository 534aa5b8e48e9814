import type { FunnelStep, PortalSettings } from '../mapping/settings.ts';
import type { DealFact } from './deal.ts';
import type { Finding } from './finding.ts';
import type { PartnerFact } from './partner.ts';

export interface StageFact {
  readonly pipelineId: string;
  readonly id: string;
  readonly label: string;
  readonly order: number;
  /** 0..1, HubSpot's own for the stage; null for a stage that the account has deleted. */
  readonly probability: number | null;
  readonly step: FunnelStep | null;
}

/** Everything known of one account, as facts with a time. Metrics read nothing else. */
export interface AccountFacts {
  readonly settings: PortalSettings;
  readonly partners: readonly PartnerFact[];
  readonly deals: readonly DealFact[];
  readonly stages: readonly StageFact[];
  /** Ids of customer companies. */
  readonly customers: readonly string[];
  readonly findings: readonly Finding[];
  readonly mapped: Mapped;
  /** Day of the first sync: points before it are reconstructed from HubSpot's history, later ones were observed. */
  readonly firstSyncDay: number;
}

/** What the account's records and settings make it possible to say. */
export interface Mapped {
  /** A label or a property names partners on deals. */
  readonly roles: boolean;
  readonly registration: boolean;
  /** Partners have a start date from a source that the account chose. */
  readonly startDate: boolean;
  /** Stages are mapped to the funnel's steps. */
  readonly stages: boolean;
  readonly targets: boolean;
}
