import { z } from 'zod';
import { wireId, wirePaging } from './scalars.ts';

/** Stage metadata arrives as strings: "true", "0.4". */
const metadata = z.looseObject({
  isClosed: z.union([z.string(), z.boolean()]).nullish(),
  probability: z.union([z.string(), z.number()]).nullish(),
});

const stage = z.looseObject({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().default(0),
  archived: z.boolean().default(false),
  metadata: metadata.nullish(),
});

export const pipelinesAnswer = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      label: z.string(),
      displayOrder: z.number().default(0),
      archived: z.boolean().default(false),
      stages: z.array(stage),
    }),
  ),
});

export type WirePipeline = z.infer<typeof pipelinesAnswer>['results'][number];

export const ownersAnswer = z.looseObject({
  results: z.array(
    z.looseObject({
      id: wireId,
      userId: wireId.nullish(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      archived: z.boolean().default(false),
    }),
  ),
  paging: wirePaging,
});

export const accountAnswer = z.looseObject({
  portalId: z.number().int(),
  timeZone: z.string(),
  companyCurrency: z.string(),
  uiDomain: z.string().nullish(),
});
