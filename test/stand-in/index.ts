import type { AddressInfo } from 'node:net';
import { type Action, act, dump } from './actions.ts';
import { AppEvents } from './app-events.ts';
import { type Clock, systemClock } from './clock.ts';
import { appIdOf, type Core } from './core.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Route } from './http/router.ts';
import { createServer } from './http/server.ts';
import { issueToken, type TokenRequest } from './issue-token.ts';
import { createJournal, type Journal } from './journal.ts';
import { type AccountConfig, type AppConfig, DEFAULT_SEARCH_LAG_MILLISECONDS, type StandInOptions } from './options.ts';
import { createRateLimits } from './rate-limits.ts';
import { accountRoutes } from './routes/account-info.ts';
import { appJournalRoutes } from './routes/app-journal.ts';
import { associationLabelRoutes } from './routes/association-labels.ts';
import { associationRoutes } from './routes/associations.ts';
import { controlRoutes } from './routes/control.ts';
import { authorizeRoutes } from './routes/oauth-authorize.ts';
import { tokenRoutes } from './routes/oauth-token.ts';
import { objectReadRoutes } from './routes/objects-read.ts';
import { objectWriteRoutes } from './routes/objects-write.ts';
import { ownerRoutes } from './routes/owners.ts';
import { pipelineRoutes } from './routes/pipelines.ts';
import { propertyRoutes } from './routes/properties.ts';
import { propertyGroupRoutes } from './routes/property-groups.ts';
import { searchRoutes } from './routes/search.ts';
import type { Account } from './store/account.ts';
import type { TypeName } from './store/object-types.ts';
import { seedAccount } from './store/seed.ts';
import { TokenStore } from './tokens.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export { type ManualClock, manualClock } from './clock.ts';
export type { StandInOptions } from './options.ts';
export type { WebhookEvent } from './webhook-events.ts';

/** A running stand-in HubSpot. */
export interface StandIn {
  /** Base address of API and OAuth pages, without a trailing slash. */
  readonly url: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly webhooks: Webhooks;
  /** Portal ids in the order the accounts were given. */
  readonly hubIds: readonly number[];
  /** An access token without the OAuth round. */
  token(request?: TokenRequest): string;
  /** Does what a person does in HubSpot's pages; answers the id of the record it left. */
  act(action: Action, hubId?: number): string | null;
  /** Everything an account holds about one record. */
  dump(type: TypeName, id: string, hubId?: number): ReturnType<typeof dump>;
  /** Back to the worlds as given; tokens, limits, faults and journal are emptied, apps stay. */
  reset(): void;
  close(): Promise<void>;
}

/** Portal ids count up from here; high enough not to be taken for a record id. */
const FIRST_HUB_ID = 48_000_001;

function seedAll(configs: readonly AccountConfig[], options: StandInOptions, now: number): Map<number, Account> {
  const lag = {
    searchMilliseconds: options.searchLagMilliseconds ?? DEFAULT_SEARCH_LAG_MILLISECONDS,
    propertyMilliseconds: options.propertyLagMilliseconds ?? 0,
  };
  const { pageSize = Number.POSITIVE_INFINITY } = options;
  return new Map(
    configs.map(({ world, hubId = 0, unavailableScopes = [] }, at) => {
      const id = hubId === 0 ? FIRST_HUB_ID + at : hubId;
      return [id, seedAccount({ world, hubId: id, unavailableScopes, now, lag, pageSize })] as const;
    }),
  );
}

function createCore(options: StandInOptions): Core {
  const clock = options.clock ?? systemClock;
  const configs = [...(options.world ? [{ world: options.world }] : []), ...(options.accounts ?? [])];
  if (configs.length === 0) throw new Error('createStandIn needs a world, or accounts with one each');
  const accounts = seedAll(configs, options, clock.now());
  const apps = new Map((options.apps ?? []).map((app: AppConfig) => [app.clientId, app]));
  const tokens = new TokenStore();
  const isInstalled = (hubId: number, clientId: string) => tokens.isInstalled(hubId, clientId);
  const appEvents = new AppEvents();
  const grantOf = (hubId: number, clientId: string) => tokens.grantOf(hubId, clientId);
  const webhooks = createWebhooks({ clock, apps, appIdOf, grantOf });
  const listen = () => {
    for (const { hubId, changes } of accounts.values()) {
      changes.listen((change) => {
        webhooks.note(hubId, change);
        if (change.kind !== 'privacyDeletion') return;
        for (const app of apps.keys()) {
          if (isInstalled(hubId, app)) appEvents.personErased(app, hubId, change.id, clock.now());
        }
      });
    }
  };
  listen();
  const core: Core = {
    clock,
    accounts,
    apps,
    tokens,
    webhooks,
    appEvents,
    address: '',
    limits: createRateLimits(options.limits ?? true, options.limitSpeed),
    faults: createFaults(options.faults),
    journal: createJournal(),
    autoApprove: options.autoApprove ?? false,
    rotateRefreshTokens: options.rotateRefreshTokens ?? false,
    reset: () => {
      for (const [hubId, account] of seedAll(configs, options, clock.now())) accounts.set(hubId, account);
      listen();
      core.webhooks.clear();
      core.appEvents.clear();
      core.tokens.clear();
      core.limits.clear();
      core.faults.clear();
      core.journal.clear();
    },
  };
  return core;
}

function allRoutes(core: Core): Route[] {
  // Fixed paths before those with parameters: the first match wins.
  return [
    ...searchRoutes,
    ...objectWriteRoutes,
    ...objectReadRoutes,
    ...associationRoutes,
    ...associationLabelRoutes,
    ...propertyGroupRoutes,
    ...propertyRoutes,
    ...pipelineRoutes,
    ...ownerRoutes,
    ...accountRoutes(core),
    ...appJournalRoutes(core),
    ...tokenRoutes(core),
    ...authorizeRoutes(core),
  ];
}

/** Starts a stand-in on a loopback port. It holds only what its worlds say and what its callers write. */
export async function createStandIn(options: StandInOptions): Promise<StandIn> {
  const core = createCore(options);
  const server = createServer(core, allRoutes(core), controlRoutes(core));
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  // A TCP listener's address is always an object.
  const { port } = server.address() as AddressInfo;
  core.address = `http://${host}:${port}`;
  const accountOf = (hubId: number | undefined): Account => {
    const account = hubId === undefined ? [...core.accounts.values()][0] : core.accounts.get(hubId);
    if (!account) throw new Error(`The stand-in has no account ${hubId ?? ''}`);
    return account;
  };
  return {
    url: core.address,
    clock: core.clock,
    faults: core.faults,
    journal: core.journal,
    webhooks: core.webhooks,
    hubIds: [...core.accounts.keys()],
    token: (request) => issueToken(core, request),
    act: (action, hubId) => act(core, accountOf(hubId), action),
    dump: (type, id, hubId) => dump(accountOf(hubId), type, id, core.clock),
    reset: core.reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
