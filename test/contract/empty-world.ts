import { DEFAULT_PIPELINES } from '../worlds/default-pipelines.ts';
import type { World } from '../worlds/world.ts';

/** An account as HubSpot hands it out: default pipelines, one owner, no records. */
export const emptyWorld: World = {
  name: 'empty',
  companies: [],
  deals: [],
  dealHistory: [],
  associations: [],
  contacts: [],
  engagements: [],
  tickets: [],
  pipelines: [...DEFAULT_PIPELINES.deals, ...DEFAULT_PIPELINES.tickets],
  owners: [{ id: '1', email: 'owner@example.com', firstName: 'Olive', lastName: 'Owner' }],
  settings: { timeZone: 'UTC', currency: 'USD' },
};
