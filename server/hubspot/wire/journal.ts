import { z } from 'zod';

const id = z.union([z.string().min(1), z.number().int()]).transform(String);

/** Where a page of the journal lies: an address outside the API, good for a short time. */
export const journalPlace = z.looseObject({ url: z.url(), currentOffset: id });

/**
 * One event. Only what we act on is asked for: the form of the rest is not documented for every kind, and one event of an
 * unknown form must not stop the journal.
 */
const journalEvent = z.looseObject({
  portalId: z.number().int().positive(),
  action: z.string().optional(),
  eventTypeId: z.string().optional(),
  objectTypeId: z.string().optional(),
  objectId: id.optional(),
});
export type WireJournalEvent = z.infer<typeof journalEvent>;

export const journalPage = z.looseObject({
  journalEvents: z.array(z.unknown()).transform((events) =>
    events.flatMap((event) => {
      const { success, data } = journalEvent.safeParse(event);
      return success ? [data] : [];
    }),
  ),
});

export const appTokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() });

export const journalSubscriptions = z.looseObject({
  results: z.array(z.looseObject({ subscriptionType: z.string(), eventTypeId: z.string().optional() })),
});
