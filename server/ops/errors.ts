/**
 * Every failure that leaves a process is named here: what callers over HTTP are told, and what the queue does with a
 * failure of HubSpot. Codes are part of the contract with cards and log searches: rename none, add new ones.
 */
interface PublicErrorEntry {
  readonly status: number;
  /** Shown to the caller: says what to do, never what is inside. */
  readonly message: string;
}

const entry = (status: number, message: string): PublicErrorEntry => ({ status, message });

const PUBLIC_ERRORS = {
  invalid_request: entry(400, 'The request does not have the expected form. Check its parameters and body.'),
  signature_invalid: entry(401, 'The request is not signed by HubSpot for this app. Open the page from HubSpot.'),
  oauth_state_invalid: entry(400, 'This connection link has expired or was used before. Start the installation again.'),
  oauth_denied: entry(400, 'The connection was not granted. Start the installation again and accept the permissions.'),
  account_not_connected: entry(404, 'This HubSpot account is not connected. Install the app in it first.'),
  reconnect_needed: entry(409, 'HubSpot no longer accepts the connection. A super admin has to install the app again.'),
  not_found: entry(404, 'There is nothing at this address.'),
  feed_key_invalid: entry(
    401,
    'The key is missing, wrong or revoked. Send a valid one as "Authorization: Bearer KEY".',
  ),
  feed_unknown: entry(404, 'There is no such kind of feed. "npm run feed" lists them, and so does docs/feeds.md.'),
  payload_too_large: entry(413, 'The request body is too large.'),
  unsupported_type: entry(415, 'This address takes application/json only.'),
  too_many_requests: entry(429, 'Too many requests. Wait a moment and try again.'),
  ops_token_invalid: entry(401, 'This address needs the token of the operators (OPS_TOKEN).'),
  admin_needed: entry(403, 'Only admins of Partner Pulse in this account may do this. Ask one of them to add you.'),
  user_needed: entry(403, 'HubSpot did not say who you are. Reload the page and try again.'),
  not_ready: entry(503, 'The service is starting or stopping. Try again in a few seconds.'),
  hubspot_busy: entry(503, 'HubSpot asked us to slow down. Try again in a minute.'),
  hubspot_unavailable: entry(502, 'HubSpot did not answer. Try again in a few minutes.'),
  internal: entry(500, 'Something failed on our side. Try again; if it stays, send the request id to support.'),
} as const satisfies Record<string, PublicErrorEntry>;

export type PublicErrorCode = keyof typeof PUBLIC_ERRORS;

/** HTTP status and text of a code. */
export function publicError(code: PublicErrorCode): PublicErrorEntry {
  return PUBLIC_ERRORS[code];
}

/** An answer other than success, thrown by routes and middleware. `message` goes to the log, the registry's text to the caller. */
export class PublicError extends Error {
  readonly code: PublicErrorCode;

  constructor(code: PublicErrorCode, message: string = PUBLIC_ERRORS[code].message, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PublicError';
    this.code = code;
  }
}

interface BusyDetails {
  readonly retryAfterMs: number;
  readonly isForWholeAccount?: boolean;
}

/** HubSpot or our own rate budget says wait. Queue: delayed by `retryAfterMs`, the attempt is not counted. */
export class HubSpotBusy extends Error {
  readonly retryAfterMs: number;
  /** Nothing at all may be sent for the account before that, not only what was refused. */
  readonly isForWholeAccount: boolean;

  constructor(message: string, { retryAfterMs, isForWholeAccount = false, ...options }: ErrorOptions & BusyDetails) {
    super(message, options);
    this.name = 'HubSpotBusy';
    this.retryAfterMs = retryAfterMs;
    this.isForWholeAccount = isForWholeAccount;
  }
}

/** The account revoked the app or its token cannot be refreshed. Queue: ends, the account is marked until it reconnects. */
export class HubSpotReconnectNeeded extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HubSpotReconnectNeeded';
  }
}

/** HubSpot refuses what we sent (4xx): our bug or a missing scope; repeating it changes nothing. Queue: ends, logged as error. */
export class HubSpotRejected extends Error {
  readonly status: number;
  /** HubSpot's own error category, such as VALIDATION_ERROR or MISSING_SCOPES. */
  readonly category: string | undefined;
  /** HubSpot's id of this request, for its support. */
  readonly correlationId: string | undefined;

  constructor(
    message: string,
    details: ErrorOptions & { status: number; category?: string | undefined; correlationId?: string | undefined },
  ) {
    const { status, category, correlationId, ...options } = details;
    super(message, options);
    this.name = 'HubSpotRejected';
    this.status = status;
    this.category = category;
    this.correlationId = correlationId;
  }
}

/** No answer, a time-out or a 5xx. Queue: tried again with growing pauses. */
export class HubSpotUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HubSpotUnavailable';
  }
}

/** A computation failed, or the thread it ran in ended. Queue: tried again with growing pauses, in a new thread if need be. */
export class ComputationFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ComputationFailed';
  }
}
