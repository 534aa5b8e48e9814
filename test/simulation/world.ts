import { HEALTH_MODEL } from '../../app/health/model.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { MEASURE_PROPERTIES } from '../../app/plans/properties.ts';
import { bigWorld } from '../stand-in/big-world.ts';

/** Small, so that a thousand histories take minutes; pages of a few records make several of it all the same. */
const SIZE = { companies: 8, deals: 26, partners: 3, contacts: 6, engagements: 9, partnerDealShare: 0.4 };
export const SMALL_PAGE = 7;

export const worldOf = (seed: number) => bigWorld({ ...SIZE, seed: 1 + (seed % 7) });

export const PARTNERS = Array.from({ length: SIZE.partners }, (_, at) => String(1 + at));
export const COMPANIES = Array.from({ length: SIZE.companies }, (_, at) => String(1 + at));
export const DEALS = Array.from({ length: SIZE.deals }, (_, at) => String(1_000_000 + at));
export const CONTACTS = Array.from({ length: SIZE.contacts }, (_, at) => String(10_000_000 + at));

const NEEDED = new Set<string>([
  'lifecycle-stage',
  ...HEALTH_MODEL.components.map(({ metric }) => metric),
  ...MEASURE_PROPERTIES.map(({ metric }) => metric),
]);

/** What HubSpot's properties are made of. The rest of the catalogue is computed from the same facts, and has its own tests. */
export const METRICS = CATALOGUE.filter(({ meta }) => NEEDED.has(meta.id));
