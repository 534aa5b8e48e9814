/**
 * The published practice data set of a hardware vendor, read as an account: each sales agent is a partner company that
 * sourced all of the agent's opportunities, the agent's manager is our partner manager, the regional office its region.
 * Prospecting deals have no date; they are created on the first day of the data and are not registered.
 */
import type { SettingsGiven } from '../../../app/mapping/settings.ts';
import type { Report } from '../csv-rows.ts';
import type { Properties, World, WorldAssociation, WorldHistory, WorldOwner, WorldStage } from '../world.ts';
import { need, sourceRows } from './source-folder.ts';

const FIRST_DATE = '2016-10-20';
/** No time of day is told. Deals start in the morning and close in the afternoon, so that one day keeps its order. */
const MORNING = 'T08:00:00.000Z';
const AFTERNOON = 'T16:00:00.000Z';

const FIRST_OWNER_ID = 71;
const FIRST_AGENT_ID = 1001;
const FIRST_ACCOUNT_ID = 2001;
const FIRST_DEAL_ID = 10001;

const PIPELINE: readonly (readonly [word: string, stage: string, probability: number, isClosed: boolean])[] = [
  ['Prospecting', 'prospecting', 0.1, false],
  ['Engaging', 'engaging', 0.4, false],
  ['Won', 'closedwon', 1, true],
  ['Lost', 'closedlost', 0, true],
];

const STAGES: readonly WorldStage[] = PIPELINE.map(([stageLabel, stage, probability, isClosed], displayOrder) => ({
  ...{ object: 'deals', pipeline: 'default', pipelineLabel: 'Sales' },
  ...{ stage, stageLabel, displayOrder, probability, isClosed },
}));

const SETTINGS: SettingsGiven = {
  timeZone: 'UTC',
  currency: 'USD',
  fiscalYearStartMonth: 1,
  partnerRule: { property: 'type', in: ['PARTNER'], version: 1 },
  partner: {
    startDate: 'none',
    endDate: null,
    endReason: null,
    type: null,
    region: 'regional_office',
    tier: null,
    vertical: null,
  },
  roles: { labels: { 'Sourced by': 'sourced' }, property: null },
  registration: { property: 'engage_date' },
  stages: { default: { engaging: 'registered', closedwon: 'won', closedlost: 'lost' } },
  salesPipelines: null,
  recruitmentPipelines: [],
  targets: [],
  writeDeals: 'open',
};

/** `3/1/2017` to `2017-03-01`. */
export function isoDate(american: string): string {
  const [month, day, year] = american.split('/');
  if (!month || !day || !year) throw new Error(`${american} is not written M/D/YYYY`);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The pipeline file writes one product without the blank that the price list has. */
const productName = (text: string): string => (text === 'GTXPro' ? 'GTX Pro' : text);

const numbered = (names: readonly string[], first: number): ReadonlyMap<string, string> =>
  new Map(names.map((name, at) => [name, String(first + at)]));

function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`"${name}" is named in sales_pipeline.csv and in no other file`);
  return id;
}

function ownersOf(teams: readonly Properties[]): WorldOwner[] {
  return [...new Set(teams.map((row) => need(row, 'manager')))].map((manager, at) => {
    const [firstName = '', ...rest] = manager.split(' ');
    const email = `${manager.toLowerCase().replaceAll(' ', '.')}@example.com`;
    return { id: String(FIRST_OWNER_ID + at), email, firstName, lastName: rest.join(' ') };
  });
}

function agentCompanies(
  teams: readonly Properties[],
  ids: ReadonlyMap<string, string>,
  owners: readonly WorldOwner[],
): Properties[] {
  return teams.map((row) => {
    const owner = owners.find(({ firstName, lastName }) => `${firstName} ${lastName}` === row.manager);
    return {
      hs_object_id: idOf(ids, need(row, 'sales_agent')),
      name: need(row, 'sales_agent'),
      type: 'PARTNER',
      createdate: `${FIRST_DATE}${MORNING}`,
      hubspot_owner_id: owner?.id ?? null,
      regional_office: row.regional_office ?? null,
    };
  });
}

function customerCompanies(accounts: readonly Properties[], ids: ReadonlyMap<string, string>): Properties[] {
  return accounts.map((row) => ({
    hs_object_id: idOf(ids, need(row, 'account')),
    name: need(row, 'account'),
    type: 'PROSPECT',
    createdate: `${FIRST_DATE}${MORNING}`,
    sector: row.sector ?? null,
    year_established: row.year_established ?? null,
    annual_revenue_millions: row.revenue ?? null,
    numberofemployees: row.employees ?? null,
    country: row.office_location ?? null,
    subsidiary_of: row.subsidiary_of ?? null,
  }));
}

interface Sold {
  readonly deal: Properties;
  readonly history: readonly WorldHistory[];
}

function dealOf(row: Properties, id: string, prices: ReadonlyMap<string, string>): Sold {
  const product = productName(need(row, 'product'));
  const listPrice = prices.get(product);
  if (listPrice === undefined) throw new Error(`${product} has no price in products.csv`);
  const word = need(row, 'deal_stage');
  const stage = PIPELINE.find(([known]) => known === word)?.[1];
  if (stage === undefined) throw new Error(`${word} is not a stage of this data set`);
  const engaged = row.engage_date ? isoDate(row.engage_date) : null;
  const closedAt = row.close_date ? `${isoDate(row.close_date)}${AFTERNOON}` : null;
  const createdAt = `${engaged ?? FIRST_DATE}${MORNING}`;
  const amount = word === 'Won' ? need(row, 'close_value') : listPrice;
  const entry = (property: string, value: string, at: string): WorldHistory => ({ deal: id, property, value, at });
  const history = [
    entry('dealstage', engaged === null ? 'prospecting' : 'engaging', createdAt),
    entry('amount', listPrice, createdAt),
  ];
  if (closedAt !== null) history.push(entry('dealstage', stage, closedAt));
  if (closedAt !== null && amount !== listPrice) history.push(entry('amount', amount, closedAt));
  const deal: Properties = {
    hs_object_id: id,
    dealname: `${row.account ?? 'Unknown customer'}: ${product}`,
    pipeline: 'default',
    dealstage: stage,
    createdate: createdAt,
    closedate: closedAt,
    amount,
    deal_currency_code: SETTINGS.currency,
    engage_date: engaged,
    product,
    opportunity_id: need(row, 'opportunity_id'),
  };
  return { deal, history };
}

/** @throws when a file is absent or is not the one described in the data folder's README */
export function convertSalesRecords(sourceDir: string, report: Report = () => {}): World {
  const teams = sourceRows(sourceDir, 'sales_teams.csv', report);
  const accounts = sourceRows(sourceDir, 'accounts.csv', report);
  const pipeline = sourceRows(sourceDir, 'sales_pipeline.csv', report);
  const products = sourceRows(sourceDir, 'products.csv', report);
  const prices = new Map(products.map((row) => [need(row, 'product'), need(row, 'sales_price')]));
  const agents = numbered(
    teams.map((row) => need(row, 'sales_agent')),
    FIRST_AGENT_ID,
  );
  const customers = numbered(
    accounts.map((row) => need(row, 'account')),
    FIRST_ACCOUNT_ID,
  );
  const owners = ownersOf(teams);
  const associations: WorldAssociation[] = [];
  const sold = pipeline.map((row, at) => {
    const id = String(FIRST_DEAL_ID + at);
    const agent = idOf(agents, need(row, 'sales_agent'));
    associations.push({ from: `deal:${id}`, to: `company:${agent}`, label: 'Sourced by' });
    if (row.account) {
      associations.push({ from: `deal:${id}`, to: `company:${idOf(customers, row.account)}`, label: 'primary' });
    }
    return dealOf(row, id, prices);
  });
  return {
    name: 'sales-records',
    companies: [...agentCompanies(teams, agents, owners), ...customerCompanies(accounts, customers)],
    deals: sold.map(({ deal }) => deal),
    dealHistory: sold.flatMap(({ history }) => history),
    associations,
    contacts: [],
    engagements: [],
    tickets: [],
    pipelines: STAGES,
    owners,
    settings: { ...SETTINGS },
  };
}
