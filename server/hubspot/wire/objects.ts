import { z } from 'zod';
import { wireId, wireInstant, wirePaging, wireValue } from './scalars.ts';

const historyEntry = z.looseObject({
  value: wireValue.nullish().transform((value) => value ?? null),
  timestamp: wireInstant,
  sourceType: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
});

/** Inline associations name no labels, and stop at about a hundred a record. */
const inlineAssociations = z.looseObject({
  results: z.array(z.looseObject({ id: wireId, type: z.string() })),
  paging: wirePaging,
});

export const wireRecord = z.looseObject({
  id: wireId,
  properties: z.record(z.string(), wireValue).default({}),
  createdAt: wireInstant,
  updatedAt: wireInstant,
  archived: z.boolean().default(false),
  archivedAt: wireInstant.nullish(),
  propertiesWithHistory: z.record(z.string(), z.array(historyEntry)).nullish(),
  associations: z.record(z.string(), inlineAssociations).nullish(),
});

export type WireRecord = z.infer<typeof wireRecord>;

/** A record in an answer whose form we do not know; null when it does not even name an id. */
export interface Unreadable {
  readonly id: string | null;
  /** Where it differs, never what it holds. */
  readonly places: readonly string[];
}

/** One record of an unknown form must not hold up the hundred around it. */
const wireRecords = z.array(z.unknown()).transform((entries) => {
  const records: WireRecord[] = [];
  const unreadable: Unreadable[] = [];
  for (const entry of entries) {
    const parsed = wireRecord.safeParse(entry);
    if (parsed.success) records.push(parsed.data);
    else unreadable.push({ id: idOf(entry), places: placesOf(parsed.error) });
  }
  return { records, unreadable };
});

function idOf(entry: unknown): string | null {
  const parsed = z.looseObject({ id: wireId }).safeParse(entry);
  return parsed.success ? parsed.data.id : null;
}

function placesOf(error: z.ZodError): string[] {
  return [...new Set(error.issues.map(({ path }) => path.join('.') || 'the whole record'))].slice(0, 5);
}

export const listAnswer = z.looseObject({ results: wireRecords, paging: wirePaging });

export const searchAnswer = z.looseObject({
  total: z.number().int().nonnegative(),
  results: wireRecords,
  paging: wirePaging,
});

/** One entry per kind of failure of a 207, with the ids it concerns in `context`. */
const batchFailure = z.looseObject({
  category: z.string().optional(),
  message: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).nullish(),
});

export const batchAnswer = z.looseObject({
  results: wireRecords.default({ records: [], unreadable: [] }),
  errors: z.array(batchFailure).default([]),
});
