import { HubSpotBusy, HubSpotRejected, HubSpotUnavailable } from '../ops/errors.ts';
import type { HttpAnswer } from './transport.ts';
import { parseErrorBody } from './wire/errors.ts';

/** What to do after an answer. `pauseMs` holds back the whole limit class of the account, in every process. */
export type NextStep =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly pauseMs: number | null }
  | { readonly kind: 'fail'; readonly error: Error };

/** How often this call has been tried again, by reason. */
export interface Tries {
  readonly limited: number;
  readonly locked: number;
  readonly unavailable: number;
}

const MAX_LIMITED = 4;
const LOCKED_WAITS_MS = [2000, 4000, 8000];
const UNAVAILABLE_WAITS_MS = [1000, 3000, 8000];
const TEN_SECONDS_MS = 10_000;
const ONE_SECOND_MS = 1000;
/** A used-up daily allowance or a data-centre move lasts for hours: ask again in one. */
const LONG_PAUSE_MS = 3_600_000;

/** Decides by status and HubSpot's policy name, never by its message texts, which may change any day. */
export function nextStep(answer: HttpAnswer, tries: Tries, where: string): NextStep {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'accept' };
  if (status === 401) return { kind: 'refresh' };
  if (status === 429) return afterLimit(answer, tries, where);
  if (status === 423) return afterLock(answer, tries, where);
  if (status === 477) {
    const retryAfterMs = answer.retryAfterMs ?? LONG_PAUSE_MS;
    return fail(
      new HubSpotBusy(`HubSpot is moving this account to another data centre (477, ${where}).`, {
        retryAfterMs,
        isForWholeAccount: true,
      }),
    );
  }
  if (status >= 500) return afterUnavailable(`HubSpot answered ${status} to ${where}`, tries);
  return fail(rejection(answer, where));
}

/** The same for a request that got no answer. */
export function afterUnavailable(what: string, tries: Tries, cause?: unknown): NextStep {
  const afterMs = UNAVAILABLE_WAITS_MS[tries.unavailable];
  if (afterMs !== undefined) return { kind: 'retry', afterMs, pauseMs: null };
  return fail(new HubSpotUnavailable(`${what}, ${UNAVAILABLE_WAITS_MS.length + 1} times in a row.`, { cause }));
}

/** A refusal as an error: category and correlation id, but not HubSpot's text, which quotes record contents. */
export function rejection(answer: HttpAnswer, where: string): HubSpotRejected {
  const { category, subCategory, correlationId, error } = parseErrorBody(answer.body);
  const kind = subCategory ?? category ?? error ?? 'no category';
  const hint = answer.status === 403 ? ' The app lacks a scope or the account lacks the feature.' : '';
  return new HubSpotRejected(`HubSpot rejected ${where}: ${answer.status} ${kind}.${hint}`, {
    status: answer.status,
    category: category ?? error,
    correlationId,
  });
}

function afterLimit(answer: HttpAnswer, tries: Tries, where: string): NextStep {
  const { policyName } = parseErrorBody(answer.body);
  if (policyName === 'DAILY') {
    const retryAfterMs = answer.retryAfterMs ?? LONG_PAUSE_MS;
    return fail(
      new HubSpotBusy(`The account's daily allowance of API calls is used up (429, ${where}).`, {
        retryAfterMs,
        isForWholeAccount: true,
      }),
    );
  }
  const pauseMs = answer.retryAfterMs ?? (policyName === 'TEN_SECONDLY_ROLLING' ? TEN_SECONDS_MS : ONE_SECOND_MS);
  if (tries.limited < MAX_LIMITED) return { kind: 'retry', afterMs: 0, pauseMs };
  return fail(
    new HubSpotBusy(`HubSpot limited ${where} ${MAX_LIMITED + 1} times in a row (${policyName ?? 'no policy'}).`, {
      retryAfterMs: Math.max(pauseMs, TEN_SECONDS_MS),
    }),
  );
}

function afterLock(answer: HttpAnswer, tries: Tries, where: string): NextStep {
  const waitMs = LOCKED_WAITS_MS[tries.locked];
  if (waitMs !== undefined)
    return { kind: 'retry', afterMs: Math.max(waitMs, answer.retryAfterMs ?? 0), pauseMs: null };
  return fail(new HubSpotBusy(`HubSpot keeps the record locked (423, ${where}).`, { retryAfterMs: TEN_SECONDS_MS }));
}

function fail(error: Error): NextStep {
  return { kind: 'fail', error };
}
