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

export const listAnswer = z.looseObject({ results: z.array(wireRecord), paging: wirePaging });

export const searchAnswer = z.looseObject({
  total: z.number().int().nonnegative(),
  results: z.array(wireRecord),
  paging: wirePaging,
});

/** One entry per kind of failure of a 207, with the ids it concerns in `context`. */
const batchFailure = z.looseObject({
  category: z.string().optional(),
  message: z.string().optional(),
  context: z.record(z.string(), z.array(z.string())).nullish(),
});

export const batchAnswer = z.looseObject({
  results: z.array(wireRecord).default([]),
  errors: z.array(batchFailure).default([]),
});
