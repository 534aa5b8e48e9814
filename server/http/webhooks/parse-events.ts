import { z } from 'zod';
import { PublicError } from '../../ops/errors.ts';

const id = z.union([z.string().regex(/^\d{1,20}$/), z.int().nonnegative()]).transform(String);

/** The fields that are read; an entry without them is none of ours. */
const webhookEvent = z.looseObject({
  portalId: z.int().positive(),
  subscriptionType: z.string(),
  occurredAt: z.number().optional(),
  objectTypeId: z.string().optional(),
  objectId: id.optional(),
  primaryObjectId: id.optional(),
  mergedObjectIds: z.array(id).optional(),
  newObjectId: id.optional(),
  fromObjectTypeId: z.string().optional(),
  fromObjectId: id.optional(),
  toObjectTypeId: z.string().optional(),
  toObjectId: id.optional(),
});

export type WebhookEvent = z.infer<typeof webhookEvent>;

/**
 * The entries of a webhook request. One of a form we do not know is left out: refusing it would make HubSpot send the
 * whole request again, ten times.
 * @throws PublicError when it is no list at all
 */
export function parseEvents(body: unknown): WebhookEvent[] {
  if (!Array.isArray(body)) throw new PublicError('invalid_request', 'a webhook request is a list of events');
  return body.flatMap((entry: unknown) => {
    const parsed = webhookEvent.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}
