import { z } from 'zod';
import { invalid } from './reply.ts';
import type { Call } from './router.ts';

/** The JSON body of a call in the shape of `schema`. @throws a 400 as HubSpot words it. */
export function jsonBody<T>(call: Call, schema: z.ZodType<T>): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(call.raw === '' ? '{}' : call.raw);
  } catch {
    throw invalid('Invalid input JSON: the request body is not valid JSON');
  }
  const result = schema.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(`Invalid input JSON: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

/** Ids arrive as strings; numbers are accepted too. */
export const idInput = z.union([z.string(), z.number()]).transform(String);

/** Values arrive as strings; numbers, booleans and null are accepted too. */
const valueInput = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const valuesInput = z.record(z.string(), valueInput);
export type ValuesInput = z.infer<typeof valuesInput>;

/** A comma-separated and possibly repeated query parameter. */
export function listParameter(call: Call, name: string): string[] {
  return call.query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** A page size. @throws 400 when it is above `max` or not a count. */
export function limitParameter(call: Call, fallback: number, max: number): number {
  const text = call.query.get('limit');
  if (text === null) return Math.min(fallback, max);
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw invalid(`Invalid limit ${text}. It must be a positive integer`);
  if (limit > max) throw invalid(`Invalid limit ${text}. The maximum is ${max}`);
  return limit;
}

/** Cursors are opaque to clients: the last id of a page in a coat. */
export const encodeCursor = (id: string): string => Buffer.from(id).toString('base64url');

export function decodeCursor(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text === '') return null;
  const id = Buffer.from(text, 'base64url').toString();
  if (encodeCursor(id) !== text)
    throw invalid(`Invalid after "${text}"; pass the value of paging.next.after unchanged`);
  return id;
}
