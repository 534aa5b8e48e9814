/** What each record should say in HubSpot. Computed here, sent elsewhere. */
import type { AccountFacts } from '../facts/account-facts.ts';
import { type DealFact, OPEN } from '../facts/deal.ts';
import type { Finding } from '../facts/finding.ts';
import { ROLE_BIT, ROLES, type Role } from '../facts/role.ts';
import type { PartnerHealth } from '../health/health.ts';
import { shownScore } from '../health/override.ts';
import { formatDay } from '../kit/days.ts';
import { currencyDigits } from '../kit/money.ts';
import { qualityOf } from '../metrics/derived/quality.ts';
import type { Result } from '../metrics/result.ts';
import { MEASURE_PROPERTIES } from './properties.ts';

/** Property values as HubSpot takes them; '' clears a property. */
export type Values = Readonly<Record<string, string>>;

export interface RecordPlan {
  readonly object: 'companies' | 'deals';
  readonly id: string;
  readonly values: Values;
}

/** Results of a partner by `metric/measure`. */
export type ResultsOf = (partner: number) => ReadonlyMap<string, Result>;

export interface PlanInput {
  readonly facts: AccountFacts;
  readonly health: readonly PartnerHealth[];
  readonly resultsOf: ResultsOf;
  /** One sentence: the largest driver of the score. */
  readonly topReasonOf: (health: PartnerHealth) => string;
  /** Version written beside the values, such as "2.7": score model and catalogue. */
  readonly definitionVersion: string;
  /** Indexes of the partners and deals to plan for; all where left out. */
  readonly only?: { readonly partners: ReadonlySet<number>; readonly deals: ReadonlySet<number> } | undefined;
}

export const AS_OF = 'partner_pulse_as_of';

export function planProperties(input: PlanInput): RecordPlan[] {
  const byPartner = new Map(input.health.map((health) => [health.index, health]));
  const findings = findingsByPartner(input.facts.findings);
  const dealIds = dealIdsByPartner(input.facts.deals);
  const companies = input.health.flatMap((health): RecordPlan[] => {
    const partner = input.facts.partners[health.index];
    if (!partner || (input.only && !input.only.partners.has(health.index))) return [];
    const { grade } = qualityOf(dealIds.get(health.index) ?? [], findings.get(health.index) ?? []);
    return [{ object: 'companies', id: partner.id, values: companyValues(health, input, grade) }];
  });
  const deals = input.facts.deals.flatMap((deal, index): RecordPlan[] => {
    if (input.only && !input.only.deals.has(index)) return [];
    const values = isWritten(deal, input.facts.settings.writeDeals)
      ? dealValues(deal, input.facts, byPartner)
      : undefined;
    return values ? [{ object: 'deals', id: deal.id, values }] : [];
  });
  return [...companies, ...deals];
}

type BandValue = 'healthy' | 'watch' | 'at-risk' | 'not-enough-data' | 'new';

/** The written form of the computed band: a new or unknown partner has a value of its own, never an empty one. */
export function bandValue(health: Pick<PartnerHealth, 'point'>): BandValue {
  if (health.point.state === 'new') return 'new';
  return health.point.band ?? 'not-enough-data';
}

/** The band that lists and workflows go by: a person's while one is in force. */
export const effectiveBand = (health: Pick<PartnerHealth, 'point' | 'override'>): BandValue =>
  health.override?.band ?? bandValue(health);

const DIRECTIONS = { improving: 'up', steady: 'steady', declining: 'down', unknown: 'unknown' } as const;

function companyValues(health: PartnerHealth, input: PlanInput, grade: string): Values {
  const { settings } = input.facts;
  const results = input.resultsOf(health.index);
  const measures = MEASURE_PROPERTIES.map(({ name, metric, measure, display }) => {
    const result = results.get(`${metric}/${measure}`);
    return [name, display === 'currency' ? moneyValue(result, settings.currency) : numberValue(result)];
  });
  const since = results.get('engagement-state/days-since');
  // Without any event the days count from signing, which is no activity.
  const isDated = since?.state === 'value' && typeof since.value === 'number' && (since.sample ?? 0) > 0;
  const score = shownScore(health);
  const lastActivity = isDated ? formatDay(health.asOf - Number(since.value)) : '';
  return {
    partner_pulse_score: score === null ? '' : String(score),
    partner_pulse_band: effectiveBand(health),
    partner_pulse_direction: DIRECTIONS[health.direction.key],
    partner_pulse_top_reason: input.topReasonOf(health),
    partner_pulse_known_weight: decimal(health.score.knownWeight, 2),
    [AS_OF]: formatDay(health.asOf),
    partner_pulse_definition_version: input.definitionVersion,
    partner_pulse_lifecycle_stage: health.score.stage,
    ...Object.fromEntries(measures),
    partner_pulse_last_activity: lastActivity,
    partner_pulse_data_quality: grade,
    ...overrideValues(health),
  };
}

/** Until when a person's word stands in for the computed one, and what that one is; nothing while none is in force. */
function overrideValues(health: PartnerHealth): Values {
  const { override, point } = health;
  if (!override) return {};
  return {
    partner_pulse_override_until: formatDay(override.lastDay),
    partner_pulse_computed_band: bandValue(health),
    ...(point.score !== null && { partner_pulse_computed_score: String(point.score) }),
  };
}

/** Unknown is written as empty, never as 0. */
function numberValue(result: Result | undefined): string {
  return result?.state === 'value' && typeof result.value === 'number' ? decimal(result.value, 4) : '';
}

function moneyValue(result: Result | undefined, currency: string): string {
  if (result?.state !== 'value' || typeof result.value !== 'number') return '';
  const digits = currencyDigits(currency);
  return decimal(result.value / 10 ** digits, digits);
}

/** Fixed decimals without trailing zeros: 0.25, 3, 1200.5. */
const decimal = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

function isWritten(deal: DealFact, which: 'open' | 'all' | 'none'): boolean {
  if (which === 'none' || (deal.credits.length === 0 && deal.conflict === null)) return false;
  return which === 'all' || deal.spans.at(-1)?.state === OPEN;
}

function dealValues(
  deal: DealFact,
  facts: AccountFacts,
  health: ReadonlyMap<number, PartnerHealth>,
): Values | undefined {
  if (deal.conflict) {
    const names = deal.conflict.partners.map((index) => facts.partners[index]?.name ?? '').filter(Boolean);
    return {
      partner_pulse_partner_name: names.join(' / '),
      partner_pulse_partner_id: '',
      partner_pulse_role: 'conflict',
      partner_pulse_partner_band: '',
    };
  }
  const lead = leadCredit(deal);
  const partner = lead && facts.partners[lead.partner];
  if (!lead || !partner) return undefined;
  const state = health.get(lead.partner);
  return {
    partner_pulse_partner_name: partner.name,
    partner_pulse_partner_id: partner.id,
    partner_pulse_role: leadRole(lead.roles),
    partner_pulse_partner_band: state ? effectiveBand(state) : '',
  };
}

/** The partner a deal is spoken of with: the one that sourced it, else the one with the strongest other role. */
export function leadCredit(deal: DealFact): DealFact['credits'][number] | undefined {
  const rank = (roles: number) => ROLES.findIndex((role) => (roles & ROLE_BIT[role]) !== 0);
  return deal.credits.toSorted((a, b) => rank(a.roles) - rank(b.roles))[0];
}

export const leadRole = (roles: number): Role => ROLES.find((role) => (roles & ROLE_BIT[role]) !== 0) ?? 'influenced';

export function findingsByPartner(findings: readonly Finding[]): Map<number, Finding[]> {
  const byPartner = new Map<number, Finding[]>();
  for (const finding of findings) {
    for (const partner of finding.partners) {
      const list = byPartner.get(partner);
      if (list) list.push(finding);
      else byPartner.set(partner, [finding]);
    }
  }
  return byPartner;
}

function dealIdsByPartner(deals: readonly DealFact[]): Map<number, string[]> {
  const ids = new Map<number, string[]>();
  for (const deal of deals) {
    for (const { partner } of deal.credits) {
      const list = ids.get(partner);
      if (list) list.push(deal.id);
      else ids.set(partner, [deal.id]);
    }
  }
  return ids;
}
