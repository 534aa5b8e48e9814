import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What ties the browser that began an installation to the one that comes back from HubSpot. */
export interface OAuthAttempt {
  /** Goes to HubSpot and comes back; nobody else can know it. */
  readonly state: string;
  /** PKCE: proves at the exchange that the code was asked for here. */
  readonly verifier: string;
  /** Epoch milliseconds. */
  readonly expiresMs: number;
}

export const OAUTH_COOKIE = 'partner_pulse_oauth';
export const ATTEMPT_SECONDS = 600;

const RANDOM_BYTES = 32;
const attemptSchema = z.object({ state: z.string(), verifier: z.string(), expiresMs: z.number() });

export function newAttempt(nowMs: number): OAuthAttempt {
  const random = () => randomBytes(RANDOM_BYTES).toString('base64url');
  return { state: random(), verifier: random(), expiresMs: nowMs + ATTEMPT_SECONDS * 1000 };
}

/** The cookie's value: the attempt and a signature over it. */
export function sealAttempt(attempt: OAuthAttempt, secret: string): string {
  const text = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  return `${text}.${signatureOf(text, secret).toString('base64url')}`;
}

/** The attempt behind a cookie; null when it is forged, broken or expired. */
export function openAttempt(cookie: string, secret: string, nowMs: number): OAuthAttempt | null {
  const [text = '', signature = ''] = cookie.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(text, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const attempt = attemptSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  return attempt.expiresMs > nowMs ? attempt : null;
}

/** One cookie of a Cookie header; null when absent. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** The purpose keeps these signatures apart from others made with the same secret. */
function signatureOf(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`oauth-attempt:${text}`).digest();
}
