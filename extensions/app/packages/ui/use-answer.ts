import type { Endpoint, QueryOf } from '@partner-pulse/contract';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type * as z from 'zod/mini';
import { ANSWER_TIMEOUT_MS, BACKEND_URL } from './config.ts';
import { hubspot } from './sdk.ts';

export type Failure = 'timeout' | 'unreachable' | 'busy' | 'mismatch';

/**
 * One object holds all there is to know about the request: HubSpot renders cards on a legacy root, where two state
 * updates after an `await` show the half-done state in between.
 */
export type AnswerState<A> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly answer: A; readonly refreshing: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure };

type Event<A> =
  | { readonly type: 'ask'; readonly anew: boolean }
  | { readonly type: 'settled'; readonly state: AnswerState<A> };

function reduce<A>(state: AnswerState<A>, event: Event<A>): AnswerState<A> {
  if (event.type === 'settled') return event.state;
  return !event.anew && state.kind === 'ready' ? { ...state, refreshing: true } : { kind: 'loading' };
}

/**
 * Asks an endpoint and keeps the latest answer. An answer that arrives after a newer question is dropped; one that does
 * not fit the contract is a failure, never half a card.
 */
export function useAnswer<Q extends z.ZodMiniType, A extends z.ZodMiniType>(
  endpoint: Endpoint<Q, A>,
  query: QueryOf<Endpoint<Q, A>>,
): { readonly state: AnswerState<z.output<A>>; readonly reload: () => void } {
  type Answer = z.output<A>;
  const [state, dispatch] = useReducer(reduce<Answer>, { kind: 'loading' });
  const latest = useRef(0);
  const url = endpointUrl(endpoint.path, query);

  const ask = useCallback(
    (anew: boolean) => {
      latest.current += 1;
      const mine = latest.current;
      dispatch({ type: 'ask', anew });
      void fetchAnswer(endpoint, url).then((settled) => {
        if (mine === latest.current) dispatch({ type: 'settled', state: settled });
      });
    },
    [endpoint, url],
  );

  useEffect(() => {
    ask(true);
    return () => {
      // Whatever is still under way belongs to a record that is no longer shown.
      latest.current += 1;
    };
  }, [ask]);

  const reload = useCallback(() => ask(false), [ask]);
  return { state, reload };
}

/** The absolute address of a question; parameters that are not given are left out. */
export function endpointUrl(path: string, query: unknown): string {
  const url = new URL(path, BACKEND_URL);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  return url.toString();
}

async function fetchAnswer<A extends z.ZodMiniType>(
  endpoint: { readonly method: 'GET'; readonly answer: A },
  url: string,
): Promise<AnswerState<z.output<A>>> {
  const fetched = await fetchParsed(url, { method: endpoint.method }, endpoint.answer);
  return 'failure' in fetched
    ? { kind: 'failed', failure: fetched.failure }
    : { kind: 'ready', answer: fetched.answer, refreshing: false };
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly body?: { readonly [key: string]: unknown };
}

/** Asks, and accepts nothing that does not fit the contract. */
export async function fetchParsed<A extends z.ZodMiniType>(
  url: string,
  request: Request,
  schema: A,
): Promise<{ readonly answer: z.output<A> } | { readonly failure: Failure }> {
  try {
    const response = await withinTime(hubspot.fetch(url, { ...request, timeout: ANSWER_TIMEOUT_MS }));
    if (response === 'timeout') return { failure: 'timeout' };
    if (response.status === 429) return { failure: 'busy' };
    if (!response.ok) return { failure: 'unreachable' };
    const parsed = schema.safeParse(await readJson(response));
    return parsed.success ? { answer: parsed.data } : { failure: 'mismatch' };
  } catch {
    // hubspot.fetch rejects when the connection fails or the address is not permitted; both look the same from here.
    return { failure: 'unreachable' };
  }
}

/** A body that is not JSON becomes undefined, which no answer schema accepts. */
const readJson = async (response: Response): Promise<unknown> => response.json().catch(() => undefined);

/** HubSpot's own time-out is a request option; this one holds even if the promise never settles. */
function withinTime(answer: Promise<Response>): Promise<Response | 'timeout'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), ANSWER_TIMEOUT_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
