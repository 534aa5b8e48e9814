/** Puts the programme together: the same seed gives the same world, byte for byte. */
import { instantOf } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import type { Properties, World, WorldAssociation, WorldHistory, WorldStage } from '../world.ts';
import { leadsOf, RECRUITMENT_STAGES, recruitment } from './beginnings.ts';
import { customerCompanies, customersOf, OWNERS, PARTNERS, partnerCompanies, people } from './companies.ts';
import { type DealDraft, FIRST_DAY } from './deal-draft.ts';
import { intoDeletedStage, spreadDirt, USD_RATE } from './dirt.ts';
import { feedsOf } from './feeds.ts';
import { directDeals, partnerDeals } from './partner-deals.ts';
import { programmeSettings } from './settings.ts';
import { talkWithPartners } from './talk.ts';
import { conflictDeals, newcomerDeals, ownCustomerDeals, suspectDeals } from './told-deals.ts';

const SEED = 20261120;
const CUSTOMER_COUNT = 450;
const FIRST_DEAL_ID = 500001;

const PIPELINE: readonly (readonly [stage: string, label: string, probability: number, isClosed: boolean])[] = [
  ['new', 'New', 0.1, false],
  ['qualified', 'Qualified', 0.25, false],
  ['proposal', 'Proposal', 0.5, false],
  ['negotiation', 'Negotiation', 0.75, false],
  ['closedwon', 'Won', 1, true],
  ['closedlost', 'Lost', 0, true],
];

const STAGES: readonly WorldStage[] = PIPELINE.map(([stage, stageLabel, probability, isClosed], displayOrder) => ({
  ...{ object: 'deals', pipeline: 'default', pipelineLabel: 'Software sales' },
  ...{ stage, stageLabel, displayOrder, probability, isClosed },
}));

interface Written {
  readonly deals: Properties[];
  readonly dealHistory: WorldHistory[];
  readonly associations: WorldAssociation[];
}

function homeAmount(draft: DealDraft): string | null {
  if (draft.amount === null || draft.currency === 'GBP') return null;
  return draft.currency === 'USD' ? (draft.amount * USD_RATE).toFixed(2) : String(draft.amount);
}

function historyOf(id: string, draft: DealDraft, minute: number): WorldHistory[] {
  const rows: WorldHistory[] = draft.stages.map(({ stage, day }, at) => ({
    deal: id,
    property: 'dealstage',
    value: stage,
    at: instantOf(day, minute + 2 * at),
  }));
  for (const { amount, day } of draft.amountWas ?? []) {
    rows.push({ deal: id, property: 'amount', value: String(amount), at: instantOf(draft.createdDay, minute) });
    const last = draft.amount === null ? null : String(draft.amount);
    rows.push({ deal: id, property: 'amount', value: last, at: instantOf(day, minute + 30) });
  }
  if (draft.sourcingPartner !== null && draft.sourcingPartnerDay !== undefined) {
    const at = instantOf(draft.sourcingPartnerDay, minute);
    rows.push({ deal: id, property: 'sourcing_partner', value: draft.sourcingPartner, at });
  }
  return rows;
}

function closeInstant(draft: DealDraft, minute: number): string | null {
  if (draft.closeDay === null) return null;
  const closing = draft.stages.findIndex(({ stage }) => stage.startsWith('closed'));
  return instantOf(draft.closeDay, closing === -1 ? 16 * 60 : minute + 2 * closing);
}

function write(random: Random, drafts: readonly DealDraft[]): Written {
  const out: Written = { deals: [], dealHistory: [], associations: [] };
  const boughtOn = new Map<string, number>();
  for (const { customer, stages } of drafts) {
    const won = stages.find(({ stage }) => stage === 'closedwon');
    if (won) boughtOn.set(customer.id, Math.min(won.day, boughtOn.get(customer.id) ?? won.day));
  }
  [...drafts]
    .sort((a, b) => a.createdDay - b.createdDay)
    .forEach((draft, at) => {
      const id = String(FIRST_DEAL_ID + at);
      // Office hours in Berlin, so that a day is the same day there and in UTC.
      const minute = 7 * 60 + random.int(0, 480);
      const history = historyOf(id, draft, minute);
      const known = (boughtOn.get(draft.customer.id) ?? Number.POSITIVE_INFINITY) < draft.createdDay;
      out.deals.push({
        hs_object_id: id,
        dealname: `${draft.customer.name}: ${draft.product}`,
        pipeline: 'default',
        dealstage: draft.stages.at(-1)?.stage ?? 'new',
        dealtype: known ? 'existingbusiness' : 'newbusiness',
        createdate: instantOf(draft.createdDay, minute),
        closedate: closeInstant(draft, minute),
        amount: draft.amount === null ? null : String(draft.amount),
        amount_in_home_currency: homeAmount(draft),
        deal_currency_code: draft.currency ?? 'EUR',
        hs_exchange_rate: draft.currency === 'USD' ? String(USD_RATE) : null,
        hubspot_owner_id: draft.owner,
        registered_on: draft.registeredOn,
        sourcing_partner: draft.sourcingPartner,
        closed_lost_reason: draft.lostReason,
        contract_signed_on: draft.contractSigned ?? null,
      });
      out.dealHistory.push(...history);
      out.associations.push({ from: `deal:${id}`, to: `company:${draft.customer.id}`, label: 'primary' });
      for (const { partner, label } of draft.links) {
        out.associations.push({ from: `deal:${id}`, to: `company:${partner.id}`, label });
      }
    });
  return out;
}

/** The whole programme as a world; `generate.ts` writes it, the tests compare it with the committed files. */
export function buildProgramme(): World {
  const random = seededRandom(SEED);
  const partners = partnerCompanies();
  const customerRows = customerCompanies(random, CUSTOMER_COUNT, FIRST_DAY);
  const customers = customersOf(customerRows);
  const drafts = [
    ...partnerDeals(SEED, customers),
    ...directDeals(random, customers),
    ...suspectDeals(random, customers),
    ...newcomerDeals(random, customers),
    ...ownCustomerDeals(random),
    ...conflictDeals(random, customers),
  ];
  spreadDirt(random, drafts);
  intoDeletedStage(random, drafts);
  const written = write(random, drafts);
  const { contacts, associations } = people(random, partners, customerRows);
  const talk = talkWithPartners(SEED, PARTNERS, partners, associations);
  const leads = leadsOf(SEED, PARTNERS);
  const won = recruitment(SEED, PARTNERS);
  const companies = [...partners, ...customerRows];
  return {
    name: 'programme',
    companies,
    deals: [...written.deals, ...won.deals],
    dealHistory: [...written.dealHistory, ...won.dealHistory],
    associations: [
      ...written.associations,
      ...associations,
      ...talk.associations,
      ...leads.associations,
      ...won.associations,
    ],
    contacts,
    engagements: talk.engagements,
    tickets: talk.tickets,
    leads: leads.leads,
    pipelines: [...STAGES, ...RECRUITMENT_STAGES],
    owners: OWNERS,
    feeds: feedsOf({
      seed: SEED,
      companies,
      contacts,
      deals: written.deals,
      associations: [...written.associations, ...associations],
    }),
    settings: { ...programmeSettings() },
  };
}
