/** What a route answers. `body` is sent as JSON, `text` as it is. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many records the answer is about, for the journal. */
  readonly ids?: number;
}

/** Ends a request with an error answer of HubSpot's shape. */
export class ApiError extends Error {
  readonly reply: Reply;
  constructor(reply: Reply, message: string) {
    super(message);
    this.reply = reply;
  }
}

export interface ErrorExtras {
  readonly subCategory?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly unknown[];
  readonly links?: Readonly<Record<string, string>>;
}

export function apiError(status: number, category: string, message: string, extras: ErrorExtras = {}): ApiError {
  return new ApiError({ status, body: { status: 'error', message, category, ...extras } }, message);
}

export const invalid = (message: string, extras: ErrorExtras = {}): ApiError =>
  apiError(400, 'VALIDATION_ERROR', message, extras);

export const notFound = (message: string, extras: ErrorExtras = {}): ApiError =>
  apiError(404, 'OBJECT_NOT_FOUND', message, extras);

export const ok = (body: unknown, ids?: number): Reply => ({
  status: 200,
  body,
  ...(ids === undefined ? {} : { ids }),
});
export const created = (body: unknown, ids?: number): Reply => ({ ...ok(body, ids), status: 201 });
export const noContent = (ids?: number): Reply => ({ status: 204, ...(ids === undefined ? {} : { ids }) });

/** One entry of `errors` in a 207 answer. */
export interface BatchError {
  readonly category: string;
  readonly message: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly subCategory?: string;
}

/** The envelope of every batch answer: 207 as soon as one input failed. */
export function batchReply(results: readonly unknown[], errors: readonly BatchError[], at: string, fine = 200): Reply {
  const failed = errors.length > 0;
  const failures = failed
    ? { numErrors: errors.length, errors: errors.map((error) => ({ status: 'error', ...error })) }
    : {};
  const body = { status: 'COMPLETE', results, ...failures, startedAt: at, completedAt: at };
  return { status: failed ? 207 : fine, body };
}
