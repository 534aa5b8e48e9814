import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { AppConfig } from './options.ts';
import { readScopes, unmetScopes } from './scopes.ts';
import { OBJECT_TYPES } from './store/object-types.ts';
import type { Grant } from './tokens.ts';
import { type Change, eventFields, isSubscribed, typeOf, type WebhookEvent } from './webhook-events.ts';

/** HubSpot posts at most this many events at once. hubspot-api.md 4.1 */
const EVENTS_PER_POST = 100;
const MOST_ATTEMPTS = 10;

/** The events of an account's changes, and their delivery. */
export interface Webhooks {
  /** Notes a change for every app that hears of it. */
  note(hubId: number, change: Change): void;
  /** Events that wait, oldest first; they wait no longer. Leave some out and they are lost, post them twice or in another order. */
  take(): WebhookEvent[];
  /** Puts events back behind those that wait: they come late. */
  putBack(events: readonly WebhookEvent[]): void;
  /** Posts events as HubSpot does: signed, at most a hundred at once. Answers the statuses; 0 where nobody answered. */
  post(events: readonly WebhookEvent[]): Promise<number[]>;
  /** From now on delivers by itself, at once, and tries again while nobody answers 2xx. */
  deliverAlone(): void;
  clear(): void;
}

export interface WebhooksOptions {
  readonly clock: Clock;
  readonly apps: ReadonlyMap<string, AppConfig>;
  readonly appIdOf: (app: AppConfig) => number;
  /** What the app was granted in the account; nothing where it is not installed. */
  readonly grantOf: (hubId: number, clientId: string) => Grant | undefined;
}

export function createWebhooks({ clock, apps, appIdOf, grantOf }: WebhooksOptions): Webhooks {
  let waiting: WebhookEvent[] = [];
  let count = 0;
  let alone: NodeJS.Timeout | 'off' | null = 'off';

  const appOf = (appId: number) => [...apps.values()].find((app) => appIdOf(app) === appId);

  async function postOnce(events: readonly WebhookEvent[]): Promise<number> {
    const app = appOf(events[0]?.appId ?? 0);
    const target = app?.webhooks?.targetUrl;
    if (!app || target === undefined) return 0;
    const body = JSON.stringify(events);
    try {
      const headers = { 'Content-Type': 'application/json', ...signatureOf(target, body, app, clock.now()) };
      const response = await fetch(app.webhooks?.sendTo ?? target, { method: 'POST', body, headers });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  async function post(events: readonly WebhookEvent[]): Promise<number[]> {
    const statuses: number[] = [];
    for (const [, mine] of Map.groupBy(events, ({ appId }) => appId)) {
      for (let at = 0; at < mine.length; at += EVENTS_PER_POST) {
        statuses.push(await postOnce(mine.slice(at, at + EVENTS_PER_POST)));
      }
    }
    return statuses;
  }

  function deliverSoon(milliseconds: number): void {
    if (alone !== null) return;
    alone = setTimeout(() => {
      const events = waiting.splice(0);
      post(events).then(
        (statuses) => {
          alone = null;
          if (statuses.some((status) => status < 200 || status >= 300)) {
            waiting.push(...again(events));
            if (waiting.length > 0) deliverSoon(1000);
          } else if (waiting.length > 0) deliverSoon(0);
        },
        () => undefined,
      );
    }, milliseconds);
    alone.unref();
  }

  return {
    note(hubId, change) {
      for (const app of apps.values()) {
        const grant = grantOf(hubId, app.clientId);
        if (!app.webhooks || grant === undefined) continue;
        // What the app may not read it is not told of either.
        if (unmetScopes(readScopes(OBJECT_TYPES[typeOf(change)]), grant.scopes) !== null) continue;
        if (app.webhooks.subscriptions && !isSubscribed(app.webhooks.subscriptions, change)) continue;
        count += 1;
        waiting.push({
          eventId: count,
          subscriptionId: 1,
          portalId: hubId,
          appId: appIdOf(app),
          occurredAt: clock.now(),
          attemptNumber: 0,
          changeSource: 'CRM_UI',
          sourceId: 'userId:1',
          ...eventFields(change),
        });
      }
      if (waiting.length > 0) deliverSoon(0);
    },
    take: () => waiting.splice(0),
    putBack: (events) => {
      waiting.push(...events);
    },
    post,
    deliverAlone: () => {
      if (alone === 'off') alone = null;
      if (waiting.length > 0) deliverSoon(0);
    },
    clear: () => {
      waiting = [];
    },
  };
}

const again = (events: readonly WebhookEvent[]): WebhookEvent[] =>
  events
    .filter(({ attemptNumber }) => attemptNumber < MOST_ATTEMPTS)
    .map((event) => ({ ...event, attemptNumber: event.attemptNumber + 1 }));

/** The headers of a signed request, all three versions of them. hubspot-api.md 4.5 */
export function signatureOf(uri: string, body: string, app: AppConfig, now: number): Record<string, string> {
  const timestamp = String(now);
  const v3 = createHmac('sha256', app.clientSecret).update(`POST${uri}${body}${timestamp}`).digest('base64');
  return { 'X-HubSpot-Signature-v3': v3, 'X-HubSpot-Request-Timestamp': timestamp };
}
