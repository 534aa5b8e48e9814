/**
 * The published recruitment funnel of a marketplace, read as an account: one deal in a recruitment pipeline per
 * discussion, one partner company per seller that signed. There is no revenue in it, and no sales deal.
 */
import type { SettingsGiven } from '../../../app/mapping/settings.ts';
import type { Report } from '../csv-rows.ts';
import type { Properties, World, WorldAssociation, WorldHistory, WorldOwner, WorldStage } from '../world.ts';
import { need, sourceRows } from './source-folder.ts';

const FIRST_OWNER_ID = 81;
const FIRST_PARTNER_ID = 3001;
const FIRST_DEAL_ID = 20001;
const RECRUITMENT = 'recruitment';

const PIPELINE: readonly (readonly [stage: string, label: string, probability: number, isClosed: boolean])[] = [
  ['contacted', 'First contact', 0.1, false],
  ['signed', 'Signed', 1, true],
  ['declined', 'Declined', 0, true],
];

const STAGES: readonly WorldStage[] = PIPELINE.map(([stage, stageLabel, probability, isClosed], displayOrder) => ({
  ...{ object: 'deals', pipeline: RECRUITMENT, pipelineLabel: 'Partner recruitment' },
  ...{ stage, stageLabel, displayOrder, probability, isClosed },
}));

/** The data tells local times without a zone; UTC keeps every date as it is written. */
const SETTINGS: SettingsGiven = {
  timeZone: 'UTC',
  currency: 'BRL',
  fiscalYearStartMonth: 1,
  partnerRule: { property: 'type', in: ['PARTNER'], version: 1 },
  partner: {
    startDate: { property: 'partner_since' },
    endDate: null,
    endReason: null,
    type: 'partner_type',
    region: 'partner_region',
    tier: null,
    vertical: 'partner_vertical',
  },
  roles: { labels: {}, property: null },
  registration: 'none',
  stages: { [RECRUITMENT]: { signed: 'won', declined: 'lost' } },
  salesPipelines: null,
  recruitmentPipelines: [RECRUITMENT],
  targets: [],
  writeDeals: 'none',
};

/** What is known of a discussion once it signed, besides who and when; copied as it stands, empty where it is empty. */
const SIGNED_COLUMNS = [
  'sdr_id',
  'business_segment',
  'lead_type',
  'lead_behaviour_profile',
  'has_company',
  'has_gtin',
  'average_stock',
  'business_type',
  'declared_product_catalog_size',
  'declared_monthly_revenue',
] as const;

/** `2018-02-26 19:58:54` to an instant. */
const instantOf = (text: string): string => new Date(`${text.replace(' ', 'T')}Z`).toISOString();

interface Signed {
  readonly row: Properties;
  readonly companyId: string;
  readonly ownerId: string;
}

function ownersOf(closed: readonly Properties[]): Map<string, WorldOwner> {
  const people = [...new Set(closed.map((row) => need(row, 'sr_id')))];
  return new Map(
    people.map((person, at) => [
      person,
      {
        id: String(FIRST_OWNER_ID + at),
        email: `${person.slice(0, 8)}@example.com`,
        firstName: 'Representative',
        lastName: person.slice(0, 8),
      },
    ]),
  );
}

function partnerCompany({ row, companyId, ownerId }: Signed, seller: Properties | undefined): Properties {
  const wonAt = instantOf(need(row, 'won_date'));
  return {
    hs_object_id: companyId,
    name: `Seller ${need(row, 'seller_id').slice(0, 8)}`,
    type: 'PARTNER',
    createdate: wonAt,
    hubspot_owner_id: ownerId,
    seller_id: need(row, 'seller_id'),
    partner_since: wonAt.slice(0, 10),
    partner_type: row.business_type ?? null,
    partner_vertical: row.business_segment ?? null,
    partner_region: seller?.seller_state ?? null,
    city: seller?.seller_city ?? null,
    zip: seller?.seller_zip_code_prefix ?? null,
  };
}

function discussion(row: Properties, id: string, signed: Signed | undefined): Properties {
  const wonAt = signed ? instantOf(need(signed.row, 'won_date')) : null;
  return {
    hs_object_id: id,
    dealname: `Discussion ${need(row, 'mql_id').slice(0, 8)}`,
    pipeline: RECRUITMENT,
    dealstage: signed ? 'signed' : 'contacted',
    createdate: `${need(row, 'first_contact_date')}T00:00:00.000Z`,
    closedate: wonAt,
    hubspot_owner_id: signed?.ownerId ?? null,
    mql_id: need(row, 'mql_id'),
    lead_origin: row.origin ?? null,
    landing_page_id: row.landing_page_id ?? null,
    ...Object.fromEntries(SIGNED_COLUMNS.map((column) => [column, signed?.row[column] ?? null])),
  };
}

/** A discussion that signed before its first contact keeps both dates; what reads it has to say that they clash. */
function historyOf(deal: Properties): WorldHistory[] {
  const id = need(deal, 'hs_object_id');
  const entry = (value: string, at: string): WorldHistory => ({ deal: id, property: 'dealstage', value, at });
  const opened = entry('contacted', need(deal, 'createdate'));
  return deal.closedate ? [opened, entry('signed', deal.closedate)] : [opened];
}

/** @throws when a file is absent or is not the one described in the data folder's README */
export function convertSellerFunnel(sourceDir: string, report: Report = () => {}): World {
  const leads = sourceRows(sourceDir, 'olist_marketing_qualified_leads_dataset.csv', report);
  const closed = sourceRows(sourceDir, 'olist_closed_deals_dataset.csv', report);
  const sellers = new Map(
    sourceRows(sourceDir, 'olist_sellers_dataset.csv', report).map((row) => [need(row, 'seller_id'), row]),
  );
  const owners = ownersOf(closed);
  const signed = closed.map((row, at): [string, Signed] => [
    need(row, 'mql_id'),
    { row, companyId: String(FIRST_PARTNER_ID + at), ownerId: owners.get(need(row, 'sr_id'))?.id ?? '' },
  ]);
  const bySigning = new Map(signed);
  const associations: WorldAssociation[] = [];
  const deals = leads.map((row, at) => {
    const id = String(FIRST_DEAL_ID + at);
    const match = bySigning.get(need(row, 'mql_id'));
    if (match) associations.push({ from: `deal:${id}`, to: `company:${match.companyId}`, label: 'primary' });
    return discussion(row, id, match);
  });
  return {
    name: 'seller-funnel',
    companies: signed.map(([, one]) => partnerCompany(one, sellers.get(need(one.row, 'seller_id')))),
    deals,
    dealHistory: deals.flatMap(historyOf),
    associations,
    contacts: [],
    engagements: [],
    tickets: [],
    pipelines: STAGES,
    owners: [...owners.values()],
    settings: { ...SETTINGS },
  };
}
