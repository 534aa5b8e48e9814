import type { AnswerOf, Endpoint, ProblemAnswer } from '@partner-pulse/contract';
import type { Request, Response } from 'express';
import type * as z from 'zod/mini';
import type { Logger } from '../ops/logger.ts';
import type { Identity } from './identity.ts';

/** One file per route exports a function that takes what the route needs and returns one of these. */
export type Route = PageRoute | CardRoute | CommandRoute | WebhookRoute;

/** Open to browsers: OAuth, setup pages. Whatever it trusts it must check itself. */
export interface PageRoute {
  readonly access: 'page';
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly handle: (request: Request, response: Response) => Promise<void>;
}

/** Asked by a card through HubSpot: signed, for one account, answered from the contract. */
export interface CardRoute {
  readonly access: 'card';
  readonly path: string;
  /** Parses the query, answers, and types nothing away: see `cardRoute`. */
  readonly answer: (call: CardCall) => Promise<unknown>;
}

export interface CardCall {
  readonly identity: Identity;
  /** All query parameters as text; a repeated one counts as its last. */
  readonly query: Readonly<Record<string, string>>;
  readonly log: Logger;
}

/** An answer in the bytes that are sent. `Answer` is what they say, for the route's types. */
export class AnswerBytes<Answer> {
  readonly json: Buffer;
  declare readonly says: Answer;

  constructor(json: Buffer) {
    this.json = json;
  }

  static of<A>(answer: A): AnswerBytes<A> {
    return new AnswerBytes(Buffer.from(JSON.stringify(answer)));
  }
}

/** Sent by a page through HubSpot: signed over its body, for admins of one account, answered from the contract. */
export interface CommandRoute {
  readonly access: 'command';
  readonly path: string;
  /** Parses the body, checks who asks, does it: see `commandRoute`. */
  readonly answer: (call: CommandCall) => Promise<unknown>;
}

export interface CommandCall {
  readonly identity: Identity;
  readonly body: unknown;
  readonly log: Logger;
}

/** Sent by HubSpot itself: signed. Answered 204 as soon as `receive` returns, so `receive` only writes down what came. */
export interface WebhookRoute {
  readonly access: 'webhook';
  readonly path: string;
  readonly receive: (call: { body: unknown; log: Logger }) => Promise<void>;
}

/** Thrown when a card's query, or the body of a command, is not what the contract says. */
export class QueryError extends Error {
  constructor(path: string, options: ErrorOptions) {
    super(`what ${path} was sent is not what the contract says`, options);
    this.name = 'QueryError';
  }
}

/**
 * Binds an endpoint of the contract to the function that answers it; the types of both come from the endpoint.
 * `answer` may return a problem of the contract, or throw: known errors become problems too.
 */
export function cardRoute<Query extends z.ZodMiniType, Answer extends z.ZodMiniType>(
  endpoint: Endpoint<Query, Answer>,
  answer: (
    query: z.output<Query>,
    call: Omit<CardCall, 'query'>,
  ) => Promise<AnswerOf<Endpoint<Query, Answer>> | AnswerBytes<AnswerOf<Endpoint<Query, Answer>>> | ProblemAnswer>,
): CardRoute {
  return {
    access: 'card',
    path: endpoint.path,
    answer: async (call) => {
      const parsed = endpoint.query.safeParse(call.query);
      if (!parsed.success) throw new QueryError(endpoint.path, { cause: parsed.error });
      return answer(parsed.data, call);
    },
  };
}
