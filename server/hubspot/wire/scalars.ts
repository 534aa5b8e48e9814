import { z } from 'zod';

/** Ids come as strings in some families and as numbers in others. */
export const wireId = z.union([z.string().min(1), z.number().int()]).transform(String);

/** An ISO 8601 instant as epoch milliseconds. */
export const wireInstant = z.string().transform((text, context) => {
  const ms = Date.parse(text);
  if (Number.isFinite(ms)) return ms;
  context.addIssue({ code: 'custom', message: 'not an instant' });
  return z.NEVER;
});

/**
 * Property values are strings; a bare number or boolean has been seen from compatible servers. NUL and half characters
 * go: no database stores them, and one such value must not hold up its account.
 */
export const wireValue = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? null : String(value).replaceAll('\u0000', '').toWellFormed()));

/** `paging.next.after`, or null on the last page. Absent, null and empty forms all occur. */
export const wirePaging = z
  .looseObject({ next: z.looseObject({ after: z.union([z.string(), z.number()]).transform(String) }).nullish() })
  .nullish()
  .transform((paging) => paging?.next?.after ?? null);
