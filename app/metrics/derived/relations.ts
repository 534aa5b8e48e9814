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
  if (!mapped.contacts) return NO_CONTACTS;
  return mapped.emails || mapped.engagements ? undefined : NO_MAIL;
}
const NO_CONTACTS = notSetUp(NEEDS.contacts);
const NO_MAIL = notSetUp(NEEDS.emails);

const BOTH = FROM_PARTNER | FROM_US;

/**
 * People with whom contact went both ways: mail from both sides, a call, or a meeting that took place.
 * @returns indexes into `AccountFacts.contacts`
 */
export function twoWayContacts(rows: Rows<'contactTouches'>, { engagements }: AccountFacts): number[] {
  if (rows.count === 0) return [];
  // Of each person, who has written: the two senders are bits.
  const sides = new Map<number, number>();
  rows.each(({ kind, sender, contact, engagement }) => {
    const known = sides.get(contact) ?? 0;
    if (ENGAGEMENT_KINDS[kind] === 'email') sides.set(contact, known | sender);
    else sides.set(contact, engagements[engagement]?.isHeld ? BOTH : known);
  });
  return [...sides].filter(([, known]) => known === BOTH).map(([contact]) => contact);
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
