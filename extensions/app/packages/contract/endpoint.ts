import * as z from 'zod/mini';

/**
 * One question a card asks. The server's route and the card's hook both import this object, so that neither writes a
 * path or a type by hand.
 */
export interface Endpoint<Query extends z.ZodMiniType, Answer extends z.ZodMiniType> {
  readonly method: 'GET';
  /** Path below the public base URL, with a leading slash. */
  readonly path: string;
  readonly query: Query;
  readonly answer: Answer;
}

/**
 * Something a page does: a POST with a JSON body, answered like a question. HubSpot repeats a call whose answer got lost,
 * so done a second time a command must do no harm.
 */
export interface Command<Body extends z.ZodMiniType, Answer extends z.ZodMiniType> {
  readonly method: 'POST';
  readonly path: string;
  readonly body: Body;
  readonly answer: Answer;
}

export type BodyOf<C> = C extends Command<infer B, z.ZodMiniType> ? z.input<B> : never;

export function command<Body extends z.ZodMiniType, Answer extends z.ZodMiniType>(
  definition: Command<Body, Answer>,
): Command<Body, Answer> {
  return definition;
}

export type QueryOf<E> = E extends Endpoint<infer Q, z.ZodMiniType> ? z.input<Q> : never;
export type AnswerOf<E> = E extends Endpoint<z.ZodMiniType, infer A> ? z.output<A> : never;

export function endpoint<Query extends z.ZodMiniType, Answer extends z.ZodMiniType>(
  definition: Endpoint<Query, Answer>,
): Endpoint<Query, Answer> {
  return definition;
}

/** A HubSpot record id as it travels in a query string. */
export const recordId = z.string().check(z.regex(/^\d{1,20}$/, 'A HubSpot record id is digits only'));

/** BCP 47 tag of the viewer, as HubSpot writes it (`en-us`); an unknown one falls back to the server's default. */
export const locale = z.optional(z.string().check(z.maxLength(35)));
