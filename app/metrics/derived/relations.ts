/** People at partners with whom we are in touch, and what was agreed with their partners. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { ENGAGEMENT_KINDS } from '../../facts/engagement.ts';
import { NEEDS } from '../../facts/need.ts';
import { FEEDS } from '../../feeds/feeds.ts';
import { type Day, NEVER } from '../../kit/days.ts';
import { lastDays, type Rows, rowsOf, standing } from '../fold.ts';
import type { Context } from '../metric.ts';
import { notSetUp, type Result } from '../result.ts';
import { FROM_PARTNER, FROM_US } from './waits.ts';

export const CONTACT_TOUCHES = rowsOf('contactTouches', { reach: lastDays(90) });

/** What stands in the way of telling who is in touch. */
export function contactsUnknown({ mapped }: AccountFacts): Result | undefined {
  if (!mapped.contacts) return notSetUp(NEEDS.contacts);
  return mapped.emails || mapped.engagements ? undefined : notSetUp(NEEDS.emails);
}

/**
 * People with whom contact went both ways: mail from both sides, a call, or a meeting that took place.
 * @returns indexes into `AccountFacts.contacts`
 */
export function twoWayContacts(rows: Rows<'contactTouches'>, { engagements }: AccountFacts): number[] {
  if (rows.count === 0) return [];
  const sides = new Map<number, Set<number>>();
  rows.each(({ kind, sender, contact, engagement }) => {
    const known = sides.get(contact) ?? new Set();
    sides.set(contact, known);
    if (ENGAGEMENT_KINDS[kind] === 'email') known.add(sender);
    else if (engagements[engagement]?.isHeld) known.add(FROM_PARTNER).add(FROM_US);
  });
  return [...sides].filter(([, known]) => known.has(FROM_PARTNER) && known.has(FROM_US)).map(([contact]) => contact);
}

type ReviewKind = (typeof FEEDS.reviews.columns.kind.choices)[number];
const kindOf = (kind: ReviewKind): number => FEEDS.reviews.columns.kind.choices.indexOf(kind);
const isKind = (kind: ReviewKind) => (row: { readonly kind: number }) => row.kind === kindOf(kind);

/** Business reviews held, joint plans agreed and executive sponsors named, ever. */
export const isReview = isKind('business-review');
export const PLANS = rowsOf('reviews', { reach: standing, where: isKind('joint-plan') });
export const SPONSORS = rowsOf('reviews', { reach: standing, where: isKind('executive-sponsor') });

/** The days on which those that still hold were agreed. */
export const standingDays = (rows: Rows<'reviews'>, { hasCome }: Pick<Context, 'hasCome'>): Day[] =>
  rows
    .map(({ day, expires }) => ({ day, expires }))
    .filter(({ expires }) => expires === NEVER || !hasCome(expires + 1))
    .map(({ day }) => day);
