/** `settings.json` of the programme: its definitions and its targets. */
import type { SettingsGiven, Target } from '../../../app/mapping/settings.ts';
import type { Properties } from '../world.ts';
import { RECRUITMENT } from './beginnings.ts';
import { CAST, CHARACTERS } from './cast.ts';
import { partnerOf } from './companies.ts';
import { TOOLS } from './portal.ts';

/** Calendar quarters that have a target. */
const QUARTERS: readonly (readonly [from: string, to: string])[] = [
  ['2025-10-01', '2025-12-31'],
  ['2026-01-01', '2026-03-31'],
  ['2026-04-01', '2026-06-30'],
  ['2026-07-01', '2026-09-30'],
  ['2026-10-01', '2026-12-31'],
];
/** Won revenue that the programme is asked for in a quarter, EUR. */
const PROGRAMME_TARGET = 1_900_000;
const TARGETED_PARTNERS = 20;

/** What a partner's flow makes in a quarter at its usual close rate, rounded to 5,000 EUR and up. */
function quarterTarget(perMonth: number, closeRate: number, amount: number): number {
  return Math.ceil((perMonth * 3 * closeRate * amount * 1.2) / 5000) * 5000;
}

const targeted = () =>
  [...CAST]
    .filter((member) => member.perMonth > 0 && member.until === undefined && member !== CHARACTERS.newcomer)
    .sort((a, b) => b.perMonth - a.perMonth || (a.name < b.name ? -1 : 1))
    .slice(0, TARGETED_PARTNERS);

/** The first quarter of 2027 comes as a file: the rows of the feed `targets`. */
export function nextQuarterTargets(): Properties[] {
  const period = { starts: '2027-01-01', ends: '2027-03-31' };
  return [
    { partner: null, ...period, amount: String(PROGRAMME_TARGET) },
    ...targeted().map((member) => ({
      ...{ partner: partnerOf(member).id, ...period },
      amount: String(quarterTarget(member.perMonth, member.closeRate, member.amount)),
    })),
  ];
}

function targets(): Target[] {
  const partners = targeted();
  return QUARTERS.flatMap(([from, to]) => [
    { partnerId: null, from, to, amount: PROGRAMME_TARGET },
    ...partners.map((member) => ({
      partnerId: partnerOf(member).id,
      from,
      to,
      amount: quarterTarget(member.perMonth, member.closeRate, member.amount),
    })),
  ]);
}

export function programmeSettings(): SettingsGiven {
  return {
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    fiscalYearStartMonth: 1,
    partnerRule: { property: 'type', in: ['PARTNER', 'RESELLER'], version: 1 },
    partner: {
      startDate: { property: 'partner_since' },
      endDate: 'partner_until',
      endReason: 'partner_end_reason',
      type: 'partner_type',
      region: 'partner_region',
      tier: 'partner_tier',
      vertical: 'partner_vertical',
      onboarded: 'partner_onboarded',
      referrer: 'partner_brought_by',
    },
    roles: {
      labels: {
        'Sourced by': 'sourced',
        'Influenced by': 'influenced',
        'Resold by': 'resold',
        'Serviced by': 'serviced',
      },
      property: { name: 'sourcing_partner', matches: 'name', role: 'sourced' },
    },
    registration: { property: 'registered_on' },
    stages: {
      default: {
        new: 'registered',
        qualified: 'qualified',
        proposal: 'proposal',
        negotiation: 'negotiation',
        closedwon: 'won',
        closedlost: 'lost',
      },
    },
    salesPipelines: null,
    recruitmentPipelines: [RECRUITMENT],
    leads: { object: 'leads' },
    leadOrigin: 'lead_origin',
    discussionSource: 'partner_source',
    unpromptedSources: ['application', 'recommended'],
    tickets: {
      categoryProperty: 'hs_ticket_category',
      categories: { PRODUCT_ISSUE: 'product', HOW_TO: 'training', WRONG_FIT: 'misfit', BILLING_ISSUE: 'other' },
    },
    endReasons: {
      'competitive displacement': { cause: 'competitor', decidedBy: 'partner' },
      relationship: { cause: 'relationship', decidedBy: 'partner' },
      performance: { cause: 'performance', decidedBy: 'us' },
    },
    tools: [...TOOLS],
    certifiedPeople: { platinum: 3, gold: 2, silver: 1 },
    // The portal is exported at the end of each month.
    feeds: {
      'portal-logins': { expectedEveryDays: 31 },
      downloads: { expectedEveryDays: 31 },
      'tool-use': { expectedEveryDays: 31 },
      training: { expectedEveryDays: 31 },
    },
    targets: targets(),
    writeDeals: 'open',
  };
}
