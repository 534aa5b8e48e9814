import { type Answer, type Client, createClient } from '../contract/client.ts';
import { emptyWorld } from '../contract/empty-world.ts';
import type { World } from '../worlds/world.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { createStandIn, type StandIn } from './index.ts';
import type { AppConfig, StandInOptions } from './options.ts';

export const START = '2026-01-15T12:00:00.000Z';

export const app: AppConfig = {
  appId: 77,
  clientId: 'client-1',
  clientSecret: 'secret-1',
  redirectUris: ['http://localhost:1/oauth/callback'],
  requiredScopes: ['oauth', 'crm.objects.deals.read', 'crm.objects.companies.read'],
  optionalScopes: ['crm.objects.contacts.read', 'tickets'],
};

export interface Running {
  readonly standIn: StandIn;
  readonly clock: ManualClock;
  /** Calls with a token that may do everything. */
  readonly client: Client;
  as(token: string | null): Client;
  form(path: string, fields: Record<string, string>): Promise<Answer>;
}

/** A small account: two companies, one deal with a told history, one contact. */
export const smallWorld: World = {
  ...emptyWorld,
  name: 'small',
  companies: [
    { hs_object_id: '11', name: 'Acme', type: 'PARTNER', createdate: '2025-01-01T00:00:00Z', tier: 'gold' },
    { hs_object_id: '12', name: 'Binary Ltd', type: 'PROSPECT', createdate: '2025-01-02T00:00:00Z', tier: null },
  ],
  deals: [
    {
      hs_object_id: '21',
      dealname: 'First',
      pipeline: 'default',
      dealstage: 'closedwon',
      amount: '1000',
      createdate: '2025-02-01T00:00:00Z',
      closedate: '2025-03-01T00:00:00Z',
    },
  ],
  dealHistory: [
    { deal: '21', property: 'dealstage', value: 'closedwon', at: '2025-03-01T00:00:00Z' },
    { deal: '21', property: 'dealstage', value: 'qualifiedtobuy', at: '2025-02-01T00:00:00Z' },
    { deal: '21', property: 'amount', value: '900', at: '2025-02-01T00:00:00Z' },
  ],
  associations: [
    { from: 'deal:21', to: 'company:12', label: 'primary' },
    { from: 'deal:21', to: 'company:11', label: 'Sourced by' },
    { from: 'company:11', to: 'deal:21', label: 'Resold by' },
  ],
  contacts: [{ hs_object_id: '31', email: 'Ann@example.com', createdate: '2025-01-01T00:00:00Z' }],
};

/** Starts a stand-in with a clock that stands at `START`, without lag unless asked for. */
export async function start(options: Partial<StandInOptions> = {}): Promise<Running> {
  const clock = manualClock(START);
  const standIn = await createStandIn({
    apps: [app],
    autoApprove: true,
    searchLagMilliseconds: 0,
    clock,
    ...(options.accounts ? {} : { world: smallWorld }),
    ...options,
  });
  const as = (token: string | null) => createClient(standIn.url, token);
  return {
    standIn,
    clock,
    client: as(standIn.token()),
    as,
    form: async (path, fields) => {
      const response = await fetch(`${standIn.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
    },
  };
}
