/**
 * The app's own journal at HubSpot ("webhooks journal"): what happened to its installations, in order, kept for three days
 * and read page by page. No webhook tells of an uninstallation. Read with a token of the app itself, not of an account.
 */
import { HubSpotUnavailable } from '../ops/errors.ts';
import type { Secret } from '../ops/secret.ts';
import { apiPaths } from './api-paths.ts';
import type { Clock } from './clock.ts';
import { rejection } from './next-step.ts';
import { AppCredentialsError } from './oauth-client.ts';
import { parseAnswer } from './parse-answer.ts';
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts';
import {
  appTokenAnswer,
  journalPage,
  journalPlace,
  journalSubscriptions,
  type WireJournalEvent,
} from './wire/journal.ts';

export type JournalEvent =
  | { readonly kind: 'uninstalled'; readonly portalId: number }
  | { readonly kind: 'person-erased'; readonly portalId: number; readonly contactId: string };

export interface JournalPage {
  readonly events: readonly JournalEvent[];
  /** Where the next page begins. */
  readonly offset: string;
}

export interface AppJournal {
  /** Asks HubSpot to write down what we follow, where it does not yet. Can be repeated. */
  subscribe(): Promise<void>;
  /** The page after `offset`, the oldest that is kept for null; `end` when there is none yet, `lost` when it is kept no more. */
  next(offset: string | null): Promise<JournalPage | 'end' | 'lost'>;
}

export interface AppJournalOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly apiBaseUrl: string;
  /** Null: the dated path below the API's base address. */
  readonly tokenUrl: string | null;
}

const SCOPES = ['read', 'subscriptions.read', 'subscriptions.write'].map(
  (name) => `developer.webhooks_journal.${name}`,
);
/** HubSpot's numbers for what happens to an installation. */
const INSTALLED = '4-1909196';
const UNINSTALLED = '4-1916193';
const CONTACTS = '0-1';
/** A token is replaced at this share of its life. */
const REFRESH_AT = 0.8;

const FOLLOWED = [
  { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: INSTALLED, properties: [] },
  { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: UNINSTALLED, properties: [] },
  { subscriptionType: 'GDPR_PRIVACY_DELETION', objectTypeId: CONTACTS },
] as const;

export function createAppJournal(options: AppJournalOptions): AppJournal {
  const { transport, clock } = options;
  let token: { readonly text: string; readonly untilMs: number } | null = null;

  async function appToken(): Promise<string> {
    if (token !== null && clock.now() < token.untilMs) return token.text;
    const nowMs = clock.now();
    const answer = await transport({
      method: 'POST',
      path: apiPaths.token,
      ...(options.tokenUrl === null ? {} : { url: options.tokenUrl }),
      form: {
        grant_type: 'client_credentials',
        client_id: options.clientId,
        client_secret: options.clientSecret.reveal(),
        scope: SCOPES.join(' '),
      },
    });
    if (answer.status === 401) throw new AppCredentialsError();
    const body = parseAnswer(appTokenAnswer, accepted(answer, `POST ${apiPaths.token}`).body, `POST ${apiPaths.token}`);
    token = { text: body.access_token, untilMs: nowMs + body.expires_in * 1000 * REFRESH_AT };
    return token.text;
  }

  async function ask(request: Pick<HttpRequest, 'method' | 'path' | 'json'>): Promise<HttpAnswer> {
    const answer = await transport({ ...request, accessToken: await appToken() });
    if (answer.status === 401) token = null;
    return answer;
  }

  return {
    async subscribe() {
      const list = { method: 'GET', path: apiPaths.journalSubscriptions } as const;
      const where = `GET ${list.path}`;
      const { results } = parseAnswer(journalSubscriptions, accepted(await ask(list), where).body, where);
      for (const wanted of FOLLOWED) {
        const isKnown = results.some(
          (one) =>
            one.subscriptionType === wanted.subscriptionType &&
            (!('eventTypeId' in wanted) || one.eventTypeId === wanted.eventTypeId),
        );
        if (isKnown) continue;
        const answer = await ask({ method: 'POST', path: list.path, json: wanted });
        // Another process asked for it meanwhile.
        if (answer.status !== 409) accepted(answer, `POST ${list.path}`);
      }
    },
    async next(offset) {
      const path = apiPaths.journalNext(offset);
      const where = `GET ${path}`;
      const answer = await ask({ method: 'GET', path });
      if (answer.status === 204) return 'end';
      if (answer.status === 404 && offset !== null) return 'lost';
      const { url, currentOffset } = parseAnswer(journalPlace, accepted(answer, where).body, where);
      const file = await transport({ method: 'GET', path: new URL(url).pathname, url: safe(url, options.apiBaseUrl) });
      const { journalEvents } = parseAnswer(
        journalPage,
        accepted(file, 'GET of a journal page').body,
        'a journal page',
      );
      return { events: journalEvents.flatMap(eventOf), offset: currentOffset };
    },
  };
}

function accepted(answer: HttpAnswer, where: string): HttpAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  if (answer.status === 429 || answer.status >= 500)
    throw new HubSpotUnavailable(`HubSpot answered ${answer.status} to ${where}.`);
  throw rejection(answer, where);
}

/** Pages lie elsewhere; they are fetched without any token, and only over an encrypted connection. */
function safe(url: string, apiBaseUrl: string): string {
  const { protocol, origin } = new URL(url);
  if (protocol === 'https:' || origin === new URL(apiBaseUrl).origin) return url;
  throw new HubSpotUnavailable('HubSpot named a journal page at an address that is not encrypted.');
}

function eventOf({ portalId, action, eventTypeId, objectTypeId, objectId }: WireJournalEvent): JournalEvent[] {
  if (action === 'APP_UNINSTALL' || eventTypeId === UNINSTALLED) return [{ kind: 'uninstalled', portalId }];
  const isPerson = action === 'GDPR_DELETE' && (objectTypeId === undefined || objectTypeId === CONTACTS);
  return isPerson && objectId !== undefined ? [{ kind: 'person-erased', portalId, contactId: objectId }] : [];
}
