/**
 * Does the relationship stand on more than one person?
 * A partner known through one person leaves with that person. People in touch, how senior they are, whether we sat down
 * for a review in time, and whether somebody at the top stands behind it.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Seniority } from '../../facts/contact.ts';
import { NEEDS } from '../../facts/need.ts';
import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { uncoveredNow } from '../derived/feed-coverage.ts';
import {
  CONTACT_TOUCHES,
  contactsUnknown,
  isReview,
  SPONSORS,
  standingDays,
  twoWayContacts,
} from '../derived/relations.ts';
import { offRoster, onRosterSince } from '../derived/tenure.ts';
import { type FoldValues, lastOf, type Rows, standing } from '../fold.ts';
import { type Context, defineMetric, type PartnerContext } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, value } from '../result.ts';

const review = { lastReview: lastOf('reviews', { reach: standing, where: isReview }) };
const folds = { touches: CONTACT_TOUCHES, sponsors: SPONSORS, ...review };

/** Levels that a relationship should reach. */
const LEVELS: readonly Seniority[] = ['executive', 'director', 'manager'];
const MIN_PEOPLE = 2;

export const relationshipQuality = defineMetric({
  meta: {
    id: 'relationship-quality',
    catalogue: 53,
    name: 'Relationship quality',
    question: 'Does the relationship stand on more than one person?',
    formula:
      'People at the partner with whom contact went both ways in 90 days: mail from both sides, a call, or a meeting that ' +
      'took place. Seniority: of the levels executive, director and manager, the share reached among them. Days since the ' +
      'last business review; overdue when more than the cadence in the settings has passed since it, or since signing ' +
      'where there was none. Sponsor: an executive sponsor is named and has not expired.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: [],
    minimumSample: 0,
    better: 'higher',
    decision: 'Get to know a second person, reach higher, hold the review that is due.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics for Predictive Insight"'],
    exclusions: ['People without a job title reach no level', 'Partners that have not signed yet or have left'],
    version: 1,
    changelog: ['1: a call counts as contact both ways, whoever called'],
    measures: {
      contacts: {
        label: 'People in touch',
        unit: 'people',
        window: 'W90',
        scope: 'partner',
        range: [0, null],
        whenEmpty: 0,
      },
      seniority: {
        label: 'Levels of seniority in touch',
        unit: 'ratio',
        window: 'W90',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 0,
      },
      'review-days': {
        label: 'Days since the last business review',
        unit: 'days',
        window: 'lifetime',
        scope: 'partner',
        range: [0, null],
        whenEmpty: 'not-enough-data',
      },
      'review-overdue': {
        label: 'Business review overdue',
        unit: 'flag',
        window: 'as-of',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 'number',
      },
      sponsor: {
        label: 'Executive sponsor named',
        unit: 'flag',
        window: 'as-of',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 0,
      },
      'thin-partners': {
        label: 'Partners in touch through fewer than two people',
        unit: 'partners',
        window: 'W90',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
      'overdue-partners': {
        label: 'Partners whose business review is overdue',
        unit: 'partners',
        window: 'as-of',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: {
    folds,
    finish(values, context) {
      const off = offRoster(context.partner, context);
      if (off) return { contacts: off, seniority: off, 'review-days': off, 'review-overdue': off, sponsor: off };
      return { ...people(values.touches, context.facts), ...agreed(values, context) };
    },
  },
  program: {
    folds: { touches: CONTACT_TOUCHES },
    peers: review,
    finish({ touches }, context) {
      const { peers, facts, asOf } = context;
      const overdue = peers.filter(({ partner, values }) => isOverdue(partner, values.lastReview.day, context));
      const counts = { numerator: overdue.length, denominator: peers.length };
      return {
        'thin-partners': contactsUnknown(facts) ?? thinPartners(touches, facts, asOf),
        'overdue-partners': reviewsUnknown(context) ?? value(overdue.length, counts),
      };
    },
  },
});

function people(touches: Rows<'contactTouches'>, facts: AccountFacts): { contacts: Result; seniority: Result } {
  const unknown = contactsUnknown(facts);
  if (unknown) return { contacts: unknown, seniority: unknown };
  const contacts = twoWayContacts(touches, facts);
  const levels = new Set(contacts.map((contact) => facts.contacts[contact]?.seniority ?? null));
  const reached = LEVELS.filter((level) => levels.has(level)).length;
  return {
    contacts: value(contacts.length, { numerator: contacts.length, sample: touches.count }),
    seniority: value(reached / LEVELS.length, {
      numerator: reached,
      denominator: LEVELS.length,
      sample: contacts.length,
    }),
  };
}

const reviewsUnknown = (context: Context): Result | undefined =>
  context.facts.mapped.reviews ? uncoveredNow(context, 'reviews', 1) : notSetUp(NEEDS.reviews);

function agreed({ lastReview, sponsors }: FoldValues<typeof folds>, context: PartnerContext<object>) {
  const unknown = reviewsUnknown(context);
  if (unknown) return { 'review-days': unknown, 'review-overdue': unknown, sponsor: unknown };
  const counts = { sample: lastReview.count };
  const named = standingDays(sponsors, context).length;
  return {
    'review-days':
      lastReview.day === null
        ? notEnoughData(0, 1, { reason: 'No business review is recorded' })
        : value(context.asOf - lastReview.day, counts),
    'review-overdue': value(isOverdue(context.partner, lastReview.day, context) ? 1 : 0, counts),
    sponsor: value(named > 0 ? 1 : 0, { numerator: named, sample: sponsors.count }),
  };
}

const isOverdue = (partner: PartnerFact, last: Day | null, { hasCome, facts }: Context): boolean =>
  hasCome((last ?? onRosterSince(partner)) + facts.settings.businessReviewEveryDays + 1);

function thinPartners(touches: Rows<'contactTouches'>, facts: AccountFacts, asOf: Day): Result {
  const people = new Map<number, number>();
  for (const contact of twoWayContacts(touches, facts)) {
    const partner = facts.contacts[contact]?.partner ?? -1;
    people.set(partner, (people.get(partner) ?? 0) + 1);
  }
  const here = [...facts.partners.entries()].filter(([, partner]) => isOnRoster(partner, asOf));
  const thin = here.filter(([index]) => (people.get(index) ?? 0) < MIN_PEOPLE).length;
  return value(thin, { numerator: thin, denominator: here.length });
}
