import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DEFAULT_SETTINGS } from '../../app/mapping/settings.ts';
import { webhookIntakeRoute } from '../../server/http/webhooks/intake.ts';
import type { Clock } from '../../server/hubspot/clock.ts';
import { type HubSpot, openHubSpot } from '../../server/hubspot/open-hubspot.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../server/hubspot/scopes.ts';
import type { HttpAnswer, HttpRequest, Transport } from '../../server/hubspot/transport.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { Secret } from '../../server/ops/secret.ts';
import { type Database, withPortal } from '../../server/store/db.ts';
import { saveTokens } from '../../server/store/oauth-tokens.ts';
import { connectPortal, saveSettings } from '../../server/store/portals.ts';
import { announcedType, linkOwner } from '../../server/sync/announced-kinds.ts';
import { readableExtras } from '../../server/sync/extra-types.ts';
import { runSyncPass, type SyncPassOptions, type SyncPassResult } from '../../server/sync/run-sync-pass.ts';
import { STREAMS } from '../../server/sync/streams.ts';
import {
  createStandIn,
  type ManualClock,
  manualClock,
  type StandIn,
  type StandInOptions,
  type WebhookEvent,
} from '../stand-in/index.ts';
import type { World } from '../worlds/world.ts';

const WEBHOOKS = new URL('../../extensions/app/webhooks/webhooks-hsmeta.json', import.meta.url);

export const TEST_APP = {
  clientId: 'test-client',
  clientSecret: 'test-secret',
  redirectUris: ['http://pulse.test/oauth/callback'],
  requiredScopes: REQUIRED_SCOPES,
  optionalScopes: OPTIONAL_SCOPES,
  webhooks: {
    targetUrl: 'http://pulse.test/webhooks/hubspot',
    subscriptions: JSON.parse(readFileSync(WEBHOOKS, 'utf8')).config.subscriptions,
  },
};

/** Searches of a pass in which nothing was changed, where every scope was granted and the settings ask for nothing special. */
export const QUIET_SEARCHES = STREAMS.length + readableExtras(DEFAULT_SETTINGS, new Set()).length;

export const TEST_KEYS = [{ id: 'k1', key: new Secret(Buffer.alloc(32, 1).toString('base64')) }];

/** One account of a stand-in, connected through OAuth, with a clock that both sides share. */
export interface ConnectedAccount {
  readonly standIn: StandIn;
  readonly clock: ManualClock;
  readonly hubspot: HubSpot;
  readonly portalId: number;
  /** A pass at the clock's time. */
  sync(options?: Partial<SyncPassOptions>): Promise<SyncPassResult>;
  /** The same account seen through a HubSpot that gives some requests another answer; null lets one through. */
  hubspotThat(answers: (request: HttpRequest) => Pick<HttpAnswer, 'status' | 'body'> | null): HubSpot;
  /** Hands webhooks to the intake, those that wait at HubSpot unless others are given. */
  deliver(events?: readonly WebhookEvent[]): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly db: Database;
  readonly world: World;
  readonly standIn?: Partial<StandInOptions>;
  /** The world's own settings unless given. */
  readonly settings?: unknown;
  readonly answerWithinMs?: number;
}

/** Waiting moves the shared clock instead of stopping the test. */
export function patientClock(clock: ManualClock): Clock {
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      // Times are whole milliseconds everywhere; jitter is not.
      clock.advance(Math.ceil(ms));
    },
  };
}

interface HubSpotOptions {
  readonly clientSecret?: string;
  /** Large accounts take a stand-in a while to answer for. */
  readonly answerWithinMs?: number | undefined;
  readonly around?: ((transport: Transport) => Transport) | undefined;
  /** 0..1, by which pauses are spread. */
  readonly random?: () => number;
  /** The rate budget's windows are this many times shorter, as the stand-in's `limitSpeed`. */
  readonly speed?: number;
  readonly limitShare?: number;
}

export function hubSpotOf(
  db: Database,
  standIn: Pick<StandIn, 'url'>,
  clock: Clock,
  {
    clientSecret = TEST_APP.clientSecret,
    answerWithinMs = 500,
    speed,
    limitShare,
    around,
    random,
  }: HubSpotOptions = {},
): HubSpot {
  return openHubSpot({
    db,
    clock,
    ...(around === undefined ? {} : { around }),
    ...(random === undefined ? {} : { random }),
    ...(speed === undefined ? {} : { speed }),
    config: {
      tokenKeys: TEST_KEYS,
      http: { publicBaseUrl: 'http://pulse.test' },
      hubspot: {
        clientId: TEST_APP.clientId,
        clientSecret: new Secret(clientSecret),
        apiBaseUrl: standIn.url,
        authorizeUrl: `${standIn.url}/oauth/authorize`,
        tokenUrl: undefined,
        connectTimeoutMs: 500,
        headersTimeoutMs: answerWithinMs,
        bodyTimeoutMs: answerWithinMs,
        ...(limitShare === undefined ? {} : { limitShare }),
      },
    },
  });
}

/** Grants access as an administrator's browser would, and stores what comes back. The first account unless `hubId`. */
export async function connect(db: Database, hubspot: HubSpot, hubId?: number): Promise<number> {
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const address = hubspot.oauth.authorizeUrl({ state: 'state', challenge });
  const chosen = hubId === undefined ? address : address.replace('/oauth/authorize', `/oauth/${hubId}/authorize`);
  const response = await fetch(chosen, { redirect: 'manual' });
  const code = new URL(response.headers.get('location') ?? '').searchParams.get('code');
  if (code === null) throw new Error('the stand-in granted no code');
  const grant = await hubspot.oauth.exchangeCode(code, verifier);
  const obtainedMs = hubspot.clock.now();
  await withPortal(db, grant.portalId, async (tx) => {
    await connectPortal(tx, { userId: grant.userId, scopes: grant.scopes });
    await saveTokens(tx, hubspot.cipher, { ...grant, obtainedMs, expiresMs: obtainedMs + grant.expiresInMs });
  });
  return grant.portalId;
}

const SILENT = createLogger({ level: 'silent' });
let nextHubId = 900_001;

export async function connectedAccount({
  db,
  world,
  standIn: options,
  settings,
  answerWithinMs,
}: ConnectOptions): Promise<ConnectedAccount> {
  const clock = manualClock('2026-06-01T09:00:00Z');
  const standIn = await createStandIn({
    accounts: [{ world, hubId: nextHubId++ }],
    apps: [TEST_APP],
    autoApprove: true,
    clock,
    limits: false,
    searchLagMilliseconds: 5000,
    ...options,
  });
  const hubspot = hubSpotOf(db, standIn, patientClock(clock), { answerWithinMs });
  const portalId = await connect(db, hubspot);
  await saveSettings(db, portalId, settings ?? world.settings);
  standIn.journal.clear();
  const intake = webhookIntakeRoute({
    db,
    now: () => clock.now(),
    ring: async () => undefined,
    announcedType,
    linkOwner,
  });
  return {
    standIn,
    clock,
    hubspot,
    portalId,
    async sync(more = {}) {
      // The rate budget counts by the database's clock, which does not move with ours: waits would add up for ever.
      await db.pool.query('delete from rate_limits where portal_id = $1', [portalId]);
      return runSyncPass({ db, door: hubspot.door, portalId, now: () => clock.now(), ...more });
    },
    hubspotThat: (answers) =>
      hubSpotOf(db, standIn, hubspot.clock, {
        answerWithinMs,
        around: (transport) => async (request) => {
          const answer = answers(request);
          return answer === null ? transport(request) : { retryAfterMs: null, limit: null, ...answer };
        },
      }),
    deliver: (events = standIn.webhooks.take()) => intake.receive({ body: events, log: SILENT }),
    close: () => standIn.close(),
  };
}
