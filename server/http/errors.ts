import type { ProblemAnswer, ProblemCode } from '@partner-pulse/contract';
import { CONTRACT_VERSION } from '@partner-pulse/contract';
import {
  HubSpotBusy,
  HubSpotReconnectNeeded,
  HubSpotUnavailable,
  PublicError,
  type PublicErrorCode,
  publicError,
} from '../ops/errors.ts';
import { QueryError } from './route.ts';

/** Which entry of the registry a thrown value stands for. */
export function errorCode(error: unknown): PublicErrorCode {
  if (error instanceof PublicError) return error.code;
  if (error instanceof QueryError) return 'invalid_request';
  if (error instanceof HubSpotBusy) return 'hubspot_busy';
  if (error instanceof HubSpotReconnectNeeded) return 'reconnect_needed';
  if (error instanceof HubSpotUnavailable) return 'hubspot_unavailable';
  return bodyErrorCode(error) ?? 'internal';
}

/** Express and its body parsers mark errors of the request itself with a 4xx status. */
function bodyErrorCode(error: unknown): PublicErrorCode | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  if (error.status === 413) return 'payload_too_large';
  return error.status >= 400 && error.status < 500 ? 'invalid_request' : undefined;
}

/** The same failure in the words of the cards' contract, which travels with status 200: HubSpot keeps other bodies back. */
const CARD_PROBLEMS: Readonly<Partial<Record<PublicErrorCode, { code: ProblemCode; retry: boolean }>>> = {
  invalid_request: { code: 'bad-request', retry: false },
  account_not_connected: { code: 'reconnect-needed', retry: false },
  reconnect_needed: { code: 'reconnect-needed', retry: false },
  not_found: { code: 'record-not-found', retry: false },
  admin_needed: { code: 'no-permission', retry: false },
  user_needed: { code: 'no-permission', retry: false },
  too_many_requests: { code: 'busy', retry: true },
  not_ready: { code: 'busy', retry: true },
  hubspot_busy: { code: 'busy', retry: true },
  hubspot_unavailable: { code: 'busy', retry: true },
};

export function cardProblem(code: PublicErrorCode): ProblemAnswer {
  const problem = CARD_PROBLEMS[code] ?? { code: 'internal', retry: true };
  return {
    contractVersion: CONTRACT_VERSION,
    state: 'problem',
    problem: { ...problem, message: publicError(code).message },
  };
}
