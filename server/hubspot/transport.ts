import { Client } from '@hubspot/api-client';
import { HubSpotUnavailable } from '../ops/errors.ts';
import type { LimitHeaders } from '../store/rate-limits.ts';
import { limitWaiting } from './http-timeouts.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Absolute address to use instead of base URL and path: the token endpoint may live elsewhere. */
  readonly url?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent form-encoded, as the token endpoint wants it. */
  readonly form?: Readonly<Record<string, string>>;
  readonly accessToken?: string;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Parsed JSON; the text itself where it is not JSON (HubSpot's edge answers in HTML); null when empty. */
  readonly body: unknown;
  /** What a Retry-After header asks for, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** The account's limit as its X-HubSpot-RateLimit headers state it; search and association answers carry none. */
  readonly limit: LimitHeaders | null;
}

export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

export interface TransportOptions {
  readonly apiBaseUrl: string;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
}

/**
 * Sends requests to HubSpot through its own client, which stays without limiter and retry: both are process-wide there,
 * so that one account's settings would act on all others.
 * Throws HubSpotUnavailable when no complete answer arrives, and the signal's reason when it aborts.
 */
export function createTransport(options: TransportOptions): Transport {
  const client = new Client({ basePath: options.apiBaseUrl });
  // Connecting happens before any limit of the dispatcher counts; together these bound the whole exchange.
  const totalMs = options.connectTimeoutMs + options.headersTimeoutMs + 2 * options.bodyTimeoutMs;
  return async (request) => {
    const { origin } = new URL(request.url ?? options.apiBaseUrl);
    limitWaiting(origin, options);
    // Before anything is sent: a request that nobody waits for would fail with nobody to hear of it, and end the process.
    request.signal?.throwIfAborted();
    const where = `${request.method} ${request.path}`;
    try {
      return await within(exchange(client, request), totalMs, request.signal);
    } catch (cause) {
      if (request.signal?.aborted) throw request.signal.reason;
      throw new HubSpotUnavailable(`No answer from ${origin} to ${where} (${reasonOf(cause)}).`, { cause });
    }
  };
}

async function exchange(client: Client, request: HttpRequest): Promise<HttpAnswer> {
  const query = new URLSearchParams(request.query).toString();
  const headers: Record<string, string> = {};
  if (request.accessToken !== undefined) headers.Authorization = `Bearer ${request.accessToken}`;
  if (request.form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  const response = await client.apiRequest({
    method: request.method,
    path: query === '' ? request.path : `${request.path}?${query}`,
    ...(request.url === undefined ? {} : { overlapUrl: request.url }),
    headers,
    ...(request.form === undefined
      ? { body: request.json }
      : { body: new URLSearchParams(request.form).toString(), defaultJson: false }),
  });
  return {
    status: response.status,
    body: parseBody(await response.text()),
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after')),
    limit: parseLimit(response.headers),
  };
}

function parseBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function parseRetryAfter(header: string | null): number | null {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function parseLimit(headers: { get(name: string): string | null }): LimitHeaders | null {
  const [max, remaining, windowMs] = ['Max', 'Remaining', 'Interval-Milliseconds'].map((name) => {
    const text = headers.get(`X-HubSpot-RateLimit-${name}`);
    return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
  });
  if (!max || !windowMs || remaining === null || remaining === undefined) return null;
  return { max, remaining, windowMs };
}

/** Ends waiting, not the request: the dispatcher's own limits close that. */
async function within<T>(work: Promise<T>, totalMs: number, signal?: AbortSignal): Promise<T> {
  const deadline = AbortSignal.timeout(totalMs);
  const stop = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  let onAbort: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(stop.reason);
    stop.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    if (onAbort !== undefined) stop.removeEventListener('abort', onAbort);
  }
}

/** A code such as ECONNREFUSED or UND_ERR_HEADERS_TIMEOUT; messages could carry addresses or contents. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return 'unknown reason';
}
