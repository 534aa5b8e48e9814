import { HEALTH_MODEL } from '../../app/health/model.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { MEASURE_PROPERTIES } from '../../app/plans/properties.ts';
import { bigWorld } from '../stand-in/big-world.ts';
import type { World } from '../worlds/world.ts';

/** Small, so that a thousand histories take minutes; pages of a few records make several of it all the same. */
const SIZE = { companies: 8, deals: 26, partners: 3, contacts: 6, engagements: 9, partnerDealShare: 0.4 };
export const SMALL_PAGE = 7;

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, at) => String(first + at));
const CREATED = '2025-11-03T10:00:00Z';

/** Generated companies, deals, people and activities, with tickets and leads of some of the companies. */
export function worldOf(seed: number): World {
  const world = bigWorld({ ...SIZE, seed: 1 + (seed % 7) });
  const companyOf = (at: number) => `company:${COMPANIES[(at * 3 + seed) % COMPANIES.length]}`;
  return {
    ...world,
    tickets: TICKETS.map((id) => ({
      ...{ hs_object_id: id, hs_pipeline: '0', hs_pipeline_stage: '1', createdate: CREATED },
    })),
    leads: LEADS.map((id) => ({ hs_object_id: id, hs_lead_name: `Lead ${id}`, hs_createdate: CREATED })),
    associations: [
      ...world.associations,
      ...TICKETS.map((id, at) => ({ from: `ticket:${id}`, to: companyOf(at), label: '' })),
      ...LEADS.map((id, at) => ({ from: `lead:${id}`, to: companyOf(at), label: '' })),
    ],
    settings: { ...world.settings, leads: { object: 'leads' } },
  };
}

export const PARTNERS = idsFrom(1, SIZE.partners);
export const COMPANIES = idsFrom(1, SIZE.companies);
export const DEALS = idsFrom(1_000_000, SIZE.deals);
export const CONTACTS = idsFrom(10_000_000, SIZE.contacts);
const ACTIVITIES = idsFrom(20_000_000, SIZE.engagements);
/** Every third one, as the generated world has them. */
const everyThird = (from: number) => ACTIVITIES.filter((_, at) => at % 3 === from);
export const EMAILS = everyThird(0);
export const CALLS = everyThird(1);
export const MEETINGS = everyThird(2);
export const TICKETS = idsFrom(30_000_000, 4);
export const LEADS = idsFrom(40_000_000, 3);

const NEEDED = new Set<string>([
  'lifecycle-stage',
  ...HEALTH_MODEL.components.map(({ metric }) => metric),
  ...MEASURE_PROPERTIES.map(({ metric }) => metric),
]);

/** What HubSpot's properties are made of. The rest of the catalogue is computed from the same facts, and has its own tests. */
export const METRICS = CATALOGUE.filter(({ meta }) => NEEDED.has(meta.id));
