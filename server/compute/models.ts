/**
 * What is stored per record for its card: numbers and ids, not texts, so that one stored model answers every viewer in
 * their own language. `server/http/present` turns a model into the contract's answer.
 */
import type { Conflict } from '../../app/facts/deal.ts';
import type { FindingKind } from '../../app/facts/finding.ts';
import type { EndCause } from '../../app/facts/partner.ts';
import type { Role } from '../../app/facts/role.ts';
import type { PartnerHealth } from '../../app/health/health.ts';
import type { ComponentKey } from '../../app/health/model.ts';
import type { QualityGrade } from '../../app/metrics/derived/quality.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { bandValue } from '../../app/plans/property-plan.ts';
import type { DefinitionChange } from '../store/definition-versions.ts';

export interface PartnerRef {
  readonly id: string;
  readonly name: string;
}

export interface OwnerRef {
  readonly id: string;
  readonly name: string;
}

/** Ids of the deals behind a number, at most 100, and how many there are. */
export interface Evidence {
  readonly ids: readonly string[];
  readonly total: number;
  /** Deals left out, by reason. */
  readonly excluded: Readonly<Record<string, number>>;
}

export interface PartnerModel {
  readonly kind: 'partner';
  readonly partner: PartnerRef & {
    readonly type: string | null;
    readonly region: string | null;
    readonly tier: string | null;
    readonly startDay: number | null;
    readonly startIsProxy: boolean;
    readonly vertical?: string | null;
    /** When and why the partner left; absent in models of before it was kept. */
    readonly end?: { readonly day: number; readonly cause: EndCause } | null;
  };
  readonly owner: OwnerRef | null;
  readonly contactId: string | null;
  readonly health: PartnerHealth;
  /** By `metric/measure`. */
  readonly results: Readonly<Record<string, Result>>;
  readonly evidence: Readonly<Partial<Record<ComponentKey, Evidence>>>;
  readonly findings: Readonly<Partial<Record<FindingKind, number>>>;
  readonly quality: QualityGrade;
  readonly definitionVersion: string;
  /** Latest changes of the definition, oldest first; left out of models of before they were kept, like the next. */
  readonly definitions?: readonly DefinitionChange[];
  /** What lies before was worked out from HubSpot's history. */
  readonly firstSyncDay?: number;
  readonly customer: CustomerPartner[] | null;
}

/** A partner that brought or serves a customer. */
export interface CustomerPartner {
  readonly partner: PartnerRef;
  readonly roles: readonly Role[];
  readonly sinceDay: number;
  readonly deals: number;
  readonly band: ReturnType<typeof bandValue>;
  readonly owner: OwnerRef | null;
  readonly contactId: string | null;
}

export interface CustomerModel {
  readonly kind: 'customer';
  readonly company: PartnerRef;
  readonly partners: readonly CustomerPartner[];
}

export interface DealParty extends PartnerRef {
  readonly roles: readonly Role[];
  readonly via: 'label' | 'property';
}

/** A partner that suits an open deal that nobody is on. */
export interface DealSuggestion extends PartnerRef {
  /** What its won customers have in common with this one. */
  readonly market: string;
  readonly won: number;
  readonly lost: number;
  readonly openDeals: number;
  readonly isBusy: boolean;
  readonly band: ReturnType<typeof bandValue> | null;
}

export interface DealModel {
  readonly kind: 'deal';
  readonly dealId: string;
  readonly parties: readonly DealParty[];
  readonly conflict: Conflict | null;
  readonly state: 'open' | 'won' | 'lost';
  readonly stageLabel: string;
  readonly stageDay: number;
  readonly registeredDay: number | null;
  /** Median days that this partner's won deals spent in the same stage; null below three of them. */
  readonly stageMedianDays: number | null;
  readonly closeDay: number | null;
  /** Only of an open deal without a partner. */
  readonly suggestions?: readonly DealSuggestion[];
}

export type CardModel = PartnerModel | CustomerModel | DealModel;

/** What every card of an account says of its data. */
export interface AccountView {
  readonly currency: string;
  readonly timeZone: string;
  readonly asOfDay: number;
  readonly computedMs: number;
  readonly syncedMs: number;
}
