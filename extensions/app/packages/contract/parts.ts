import { BAND_KEYS, DIRECTION_KEYS, ROLE_KEYS, TONES } from '@partner-pulse/words';
import * as z from 'zod/mini';

/** All texts in an answer are finished: in the viewer's language, with units, periods and currency codes. */
export const text = z.string();
/** Null means there is nothing to show. Unknown is said in words, never as 0. */
export const maybeText = z.nullable(z.string());
/** ISO 8601 instant with offset or Z. */
export const instant = z.string();
export const tone = z.enum(TONES);

export const band = z.object({ key: z.enum(BAND_KEYS), word: text, tone });
export type Band = z.output<typeof band>;

export const direction = z.object({
  key: z.enum(DIRECTION_KEYS),
  /** "Up 6 in 13 weeks", "Steady", "No earlier score". */
  word: text,
  /** Signed score points against 13 week-ends ago; null where unknown. */
  points: z.nullable(z.int()),
  tone,
});
export type Direction = z.output<typeof direction>;

export const freshness = z.object({
  asOf: instant,
  /** "As of 20 Nov 2026, 06:00". */
  asOfText: text,
  /** True when the data is older than it should be; `staleText` then says since when and why. */
  stale: z.boolean(),
  staleText: maybeText,
});
export type Freshness = z.output<typeof freshness>;

/**
 * The records behind a number, as ids only. Names and amounts are drawn by HubSpot's own tables and search, which apply
 * the viewer's rights.
 */
export const records = z.object({
  /** `0-3` deals, `0-2` companies, `0-1` contacts. */
  objectTypeId: text,
  /** At most 100 ids; `total` counts them all. */
  ids: z.array(z.string()),
  total: z.int(),
  /** "7 deals". */
  countText: text,
});
export type Records = z.output<typeof records>;

/** A headline number with its period. */
export const tile = z.object({
  key: text,
  /** "Sourced revenue". */
  label: text,
  /** "$412,000" or words such as "No target set". */
  value: text,
  /** Period and sample: "last 12 months, 9 won deals". */
  note: maybeText,
  /** `tone` colours by meaning: a longer cycle is an increase and bad. */
  change: z.nullable(z.object({ direction: z.enum(['increase', 'decrease']), text, tone })),
  records: z.nullable(records),
});
export type Tile = z.output<typeof tile>;

export const partnerLink = z.object({
  /** HubSpot company id. */
  recordId: text,
  name: text,
});

export const role = z.object({ key: z.enum(ROLE_KEYS), word: text });

/**
 * Whom to contact at the partner. Only the id travels: the card asks HubSpot for name and title, so that a viewer who
 * may not see the contact does not see it here either.
 */
export const contact = z.object({
  contactId: text,
  /** Why this person: "last meeting 11 Nov 2026"; null where the only contact. */
  whyText: maybeText,
});
export type Contact = z.output<typeof contact>;

/** One of our own people, from HubSpot's owners. */
export const manager = z.object({ name: text, ownerId: text });
export type Manager = z.output<typeof manager>;

/** One thing to do now, small enough for a task. */
export const action = z.object({
  /** "Ask Maya Chen for an update on the two stalled deals." */
  text,
  /** Who should do it: the partner manager; null where no owner is set. */
  ownerName: maybeText,
  taskSubject: text,
});
export type Action = z.output<typeof action>;
