import { createHmac, timingSafeEqual } from 'node:crypto';

/** What HubSpot signs: `METHOD + URI + body + timestamp`, HMAC-SHA256 with the app's client secret, in base64. */
export interface SignedRequest {
  readonly method: string;
  /** Full address with its query, built from our own public address: a caller chooses its Host header freely. */
  readonly uri: string;
  /** Exactly the bytes received; empty when there is no body. */
  readonly body: Uint8Array;
  /** Header X-HubSpot-Request-Timestamp: epoch milliseconds. */
  readonly timestamp: string | undefined;
  /** Header X-HubSpot-Signature-v3. */
  readonly signature: string | undefined;
}

export type SignatureProblem = 'missing' | 'timestamp' | 'signature';

/** Both ways: a clock ahead of ours is as suspicious as an old request. */
const WINDOW_MS = 5 * 60 * 1000;

/** HubSpot decodes exactly these before it signs (its documentation lists them), and no others. */
const DECODED_BY_HUBSPOT = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/** Answers what is wrong with the request's signature, or null when it is HubSpot's. */
export function signatureProblem(request: SignedRequest, clientSecret: string, nowMs: number): SignatureProblem | null {
  const { timestamp, signature } = request;
  if (!timestamp || !signature) return 'missing';
  if (!/^\d{13}$/.test(timestamp) || Math.abs(nowMs - Number(timestamp)) > WINDOW_MS) return 'timestamp';
  // The development proxy signs the address as it is, HubSpot itself the decoded one; only the secret's owner can make either.
  const decoded = request.uri.replace(DECODED_BY_HUBSPOT, (escaped) => decodeURIComponent(escaped));
  const matches = [request.uri, decoded].map((uri) =>
    sameText(signature, sign({ ...request, uri, timestamp }, clientSecret)),
  );
  return matches.includes(true) ? null : 'signature';
}

/** The signature HubSpot would send for this request. */
export function sign(request: Omit<SignedRequest, 'signature'> & { timestamp: string }, clientSecret: string): string {
  return createHmac('sha256', clientSecret)
    .update(request.method + request.uri)
    .update(request.body)
    .update(request.timestamp)
    .digest('base64');
}

/** Takes as long for a near miss as for a wild guess. */
function sameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
