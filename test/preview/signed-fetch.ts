import { createHmac } from 'node:crypto';
import type { FetchAnswer } from './protocol.ts';

export interface SignedFetchOptions {
  /** Where the server listens. */
  readonly backendUrl: string;
  /** The address the server believes it has; part of what is signed. */
  readonly publicBaseUrl: string;
  readonly clientSecret: string;
  /** Who looks: HubSpot appends these to every call of a card. */
  readonly viewer: {
    readonly portalId: number;
    readonly userId: number;
    readonly userEmail: string;
    readonly appId: number;
  };
  readonly now: () => number;
}

/** HubSpot's own limit for a call from a card. */
const TIMEOUT_MS = 15_000;
/** HubSpot decodes these in the address before it signs it. */
const DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * Carries a card's call to the server as HubSpot's proxy does: the viewer's identity is appended to the query, the
 * whole is signed, and the body of a failure is withheld from the card.
 */
export async function signedFetch(
  url: string,
  { method, body }: { readonly method: 'GET' | 'POST'; readonly body?: unknown },
  options: SignedFetchOptions,
): Promise<FetchAnswer> {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(options.viewer)) asked.searchParams.set(name, String(value));
  const target = asked.pathname + asked.search;
  const timestamp = String(options.now());
  const text = body === undefined ? '' : JSON.stringify(body);
  const signedUri = (options.publicBaseUrl + target).replace(DECODED, (escaped) => decodeURIComponent(escaped));
  const signature = createHmac('sha256', options.clientSecret)
    .update(method + signedUri + text + timestamp)
    .digest('base64');
  try {
    const response = await fetch(options.backendUrl + target, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(text === '' ? {} : { body: text }),
      headers: {
        'x-hubspot-signature-v3': signature,
        'x-hubspot-request-timestamp': timestamp,
        ...(text === '' ? {} : { 'content-type': 'application/json' }),
      },
    });
    const answer = await response.text();
    return {
      status: response.status,
      body: response.ok ? answer : '{}',
      headers: { 'content-type': 'application/json' },
    };
  } catch (error) {
    return { networkError: String(error) };
  }
}
