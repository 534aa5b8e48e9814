import type { FunnelStep, PortalSettings } from '../mapping/settings.ts';
import type { ContactFact } from './contact.ts';
import type { CustomerFact } from './customer.ts';
import type { DealFact } from './deal.ts';
import type { EngagementFact } from './engagement.ts';
import type { Coverage, FeedRowFact } from './feed-row.ts';
import type { Finding } from './finding.ts';
import type { DiscussionFact, LeadFact } from './lead.ts';
import type { Mapped } from './need.ts';
import type { PartnerFact } from './partner.ts';
import type { LooseRegistration } from './registration.ts';
import type { TicketFact } from './ticket.ts';

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
  readonly registrations: readonly LooseRegistration[];
  readonly stages: readonly StageFact[];
  readonly customers: readonly CustomerFact[];
  readonly contacts: readonly ContactFact[];
  readonly engagements: readonly EngagementFact[];
  readonly tickets: readonly TicketFact[];
  readonly leads: readonly LeadFact[];
  readonly discussions: readonly DiscussionFact[];
  readonly feedRows: readonly FeedRowFact[];
  /** Which days each feed speaks for. A true zero is a value only where the feed covered the window. */
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  readonly mapped: Mapped;
  /** Owners from whose inbox mail is logged: at least one mail in 30 days before the last sync. Ids of owners. */
  readonly loggingOwners: readonly string[];
  /** Day of the first sync: points before it are reconstructed from HubSpot's history, later ones were observed. */
  readonly firstSyncDay: number;
  /** Why the goal that the settings name gives no target, or not every one, in words; left out where it does. */
  readonly goalProblem?: string;
}
