import { z } from 'zod';
import { wireId, wirePaging } from './scalars.ts';

const associationType = z.looseObject({
  category: z.string(),
  typeId: z.number().int(),
  label: z
    .string()
    .nullish()
    .transform((label) => (label === undefined || label === '' ? null : label)),
});

export type AssociationType = z.infer<typeof associationType>;

export const associationsAnswer = z.looseObject({
  results: z
    .array(
      z.looseObject({
        from: z.looseObject({ id: wireId }),
        to: z.array(z.looseObject({ toObjectId: wireId, associationTypes: z.array(associationType) })),
        paging: wirePaging,
      }),
    )
    .default([]),
});

export const labelsAnswer = z.looseObject({ results: z.array(associationType) });
