import type { Secret } from '../ops/secret.ts';
import type { Database } from '../store/db.ts';
import { DEFAULT_RATE_POLICY } from '../store/rate-limits.ts';
import { createTokenCipher, type TokenCipher } from '../store/token-cipher.ts';
import { createAccessTokens } from './access-tokens.ts';
import { type AppJournal, createAppJournal } from './app-journal.ts';
import { type Clock, systemClock } from './clock.ts';
import { createDoor, type Door, type DoorOptions } from './door.ts';
import { createOAuthClient, type OAuthClient } from './oauth-client.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from './scopes.ts';
import { createTransport, type Transport } from './transport.ts';

/** The parts of the configuration that concern HubSpot, as server/config.ts gives them. */
export interface HubSpotConfig {
  readonly tokenKeys: readonly { readonly id: string; readonly key: Secret }[];
  readonly http: { readonly publicBaseUrl: string };
  readonly hubspot: {
    readonly clientId: string;
    readonly clientSecret: Secret;
    readonly apiBaseUrl: string;
    readonly authorizeUrl: string;
    readonly tokenUrl: string | undefined;
    readonly connectTimeoutMs: number;
    readonly headersTimeoutMs: number;
    readonly bodyTimeoutMs: number;
    /** Share of each rate limit that we use, 0..1. */
    readonly limitShare?: number;
  };
}

export interface HubSpot {
  readonly door: Door;
  readonly oauth: OAuthClient;
  readonly cipher: TokenCipher;
  readonly clock: Clock;
  readonly journal: AppJournal;
  /** Whether an account has ended its grant: HubSpot is asked, and the account marked where it has. */
  readonly isGrantOver: (portalId: number) => Promise<boolean>;
}

export const OAUTH_CALLBACK_PATH = '/oauth/callback';

/** Everything that speaks to HubSpot, put together once per process. */
export function openHubSpot({
  config,
  db,
  clock = systemClock,
  observe,
  speed,
  random,
  around = (transport) => transport,
}: {
  config: HubSpotConfig;
  db: Database;
  clock?: Clock;
  observe?: DoorOptions['observe'];
  /** For benches: see RatePolicy. */
  speed?: number;
  /** 0..1, by which pauses are spread; `Math.random` unless given. */
  random?: () => number;
  /** Put around the transport; as it is outside tests. */
  around?: (transport: Transport) => Transport;
}): HubSpot {
  const { hubspot } = config;
  const transport = around(createTransport(hubspot));
  const cipher = createTokenCipher(config.tokenKeys);
  const oauth = createOAuthClient(transport, {
    clientId: hubspot.clientId,
    clientSecret: hubspot.clientSecret,
    authorizeUrl: hubspot.authorizeUrl,
    tokenUrl: hubspot.tokenUrl ?? null,
    redirectUri: config.http.publicBaseUrl + OAUTH_CALLBACK_PATH,
    scopes: REQUIRED_SCOPES,
    optionalScopes: OPTIONAL_SCOPES,
  });
  const tokens = createAccessTokens({ db, cipher, oauth, clock });
  const policy = {
    // The database's clock is one for all processes. A clock handed in stands for all time there is.
    ...(clock === systemClock ? {} : { now: () => clock.now() }),
    share: hubspot.limitShare ?? DEFAULT_RATE_POLICY.share,
    ...(speed === undefined ? {} : { speed }),
  };
  const door = createDoor({
    db,
    transport,
    tokens,
    clock,
    policy,
    ...(observe === undefined ? {} : { observe }),
    ...(random === undefined ? {} : { random }),
  });
  const { clientId, clientSecret, apiBaseUrl, tokenUrl = null } = hubspot;
  const journal = createAppJournal({ transport, clock, clientId, clientSecret, apiBaseUrl, tokenUrl });
  return { door, oauth, cipher, clock, journal, isGrantOver: (portalId) => tokens.isOver(portalId) };
}
