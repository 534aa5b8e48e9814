/**
 * Is the partner committed to selling with us?
 * Four facts, each shown by itself: it does something every month, on more than one person's shoulders, to a plan that
 * both agreed on, and it answers. One number only where at least three are known.
 */

import { NEEDS } from '../../facts/need.ts';
import { activityQualifier, connectedKinds } from '../derived/activity.ts';
import { certifiedPeople, ENROLMENTS, requiredPeople } from '../derived/certified-people.ts';
import { uncoveredNow } from '../derived/feed-coverage.ts';
import {
  CONTACT_TOUCHES,
  contactsUnknown,
  isReview,
  PLANS,
  standingDays,
  twoWayContacts,
} from '../derived/relations.ts';
import { offRoster, onRosterSince } from '../derived/tenure.ts';
import { countsByMonth, MONTH_DAYS, MONTHS, monthlyCounts } from '../derived/thirty-days.ts';
import { answeredWithin, OUTBOUND, replyWithinHours, unlogged, waitsOf } from '../derived/waits.ts';
import { type FoldValues, lastOf, type Rows, standing } from '../fold.ts';
import { defineMetric, type Measure, type PartnerContext } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, value } from '../result.ts';

const months = monthlyCounts('events');
const folds = {
  ...months,
  touches: CONTACT_TOUCHES,
  enrolments: ENROLMENTS,
  plans: PLANS,
  lastReview: lastOf('reviews', { reach: standing, where: isReview }),
  outbound: OUTBOUND,
};
type Values = FoldValues<typeof folds>;
type At = PartnerContext<object>;

const MIN_MONTHS = 3;
/** People in touch from which a relationship is broad. */
const BROAD_FROM_PEOPLE = 3;
const MIN_FACTS = 3;

const measure = (label: string, window: string, whenEmpty: Measure['whenEmpty']): Measure => ({
  label,
  unit: 'ratio',
  window,
  scope: 'partner',
  range: [0, 1],
  whenEmpty,
});

export const partnerCommitment = defineMetric({
  meta: {
    id: 'partner-commitment',
    catalogue: 87,
    name: 'Partner commitment',
    question: 'Is the partner committed to selling with us?',
    formula:
      'Consistency: of the last 12 times 30 days, or those since signing, the share with a qualifying event. Breadth: ' +
      `the mean of people in touch, full from ${BROAD_FROM_PEOPLE}, and certified people against what the account asks ` +
      'of the tier, where it asks for any. Joint plan: 1 when one stands and a business review was held since it was ' +
      'agreed and within the cadence, or it was agreed within the cadence; a half when one stands; else 0. ' +
      `Responsiveness: the reply rate. Commitment: the mean of the known ones, from ${MIN_FACTS} on.`,
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: [],
    minimumSample: MIN_FACTS,
    better: 'higher',
    decision: 'Invest in partners that invest in us; agree on a plan with those that only say so.',
    cadence: 'quarterly',
    sources: [
      '2024 Partner Journey: Successful Tracking Strategies for Partnership Success',
      `${BROAD_FROM_PEOPLE} people in touch is our default`,
    ],
    exclusions: ['Facts that cannot be known: they are left out of the mean, not counted as 0'],
    version: 1,
    changelog: ['1: four facts of equal weight'],
    measures: {
      commitment: measure('Partner commitment', 'W365', 0),
      consistency: measure('Consistency of activity', 'W360', 0),
      breadth: measure('Breadth of the relationship', 'W90', 0),
      'joint-plan': measure('Joint plan in place and reviewed', 'as-of', 0),
      responsiveness: measure('Responsiveness', 'W90', 'not-enough-data'),
    },
  },
  partner: {
    folds,
    finish(values, context) {
      const off = offRoster(context.partner, context);
      const facts = {
        consistency: off ?? consistency(values, context),
        breadth: off ?? breadth(values, context),
        'joint-plan': off ?? jointPlan(values, context),
        responsiveness: off ?? responsiveness(values.outbound, context),
      };
      return { commitment: off ?? rolledUp(Object.values(facts)), ...facts };
    },
  },
});

function rolledUp(facts: readonly Result[]): Result {
  const known = facts.flatMap((fact) => (fact.state === 'value' ? [Number(fact.value)] : []));
  if (known.length < MIN_FACTS) {
    return notEnoughData(known.length, MIN_FACTS, { reason: `${known.length} of the four facts are known` });
  }
  return value(known.reduce((sum, one) => sum + one, 0) / known.length, { sample: known.length });
}

function consistency(values: FoldValues<typeof months>, { partner, facts, ofDate }: At): Result {
  if (!facts.mapped.roles && connectedKinds(facts).length === 0) return notSetUp(NEEDS.roles);
  const since = onRosterSince(partner);
  const lived = ofDate((asOf) => Math.min(MONTHS, Math.floor((asOf - since + 1) / MONTH_DAYS)));
  if (lived < MIN_MONTHS) return notEnoughData(lived, MIN_MONTHS, { qualifier: 'new', reason: 'Signed too lately' });
  const counts = countsByMonth(values);
  const events = counts.reduce((sum, count) => sum + count, 0);
  const active = counts.slice(0, lived).filter((count) => count > 0).length;
  const qualifier = activityQualifier(facts) ?? (lived < MONTHS ? 'new' : undefined);
  return value(active / lived, { numerator: active, denominator: lived, sample: events, qualifier });
}

function breadth({ touches, enrolments }: Values, context: At): Result {
  const { partner, facts } = context;
  const required = requiredPeople(partner, facts.settings);
  const noContacts = contactsUnknown(facts);
  const people = noContacts ? undefined : twoWayContacts(touches, facts).length;
  const noTraining = facts.mapped.training ? uncoveredNow(context, 'training', 1) : notSetUp(NEEDS.training);
  const certified = noTraining || required === undefined ? undefined : certifiedPeople(enrolments, context);
  const parts = [
    ...(people === undefined ? [] : [people / BROAD_FROM_PEOPLE]),
    ...(certified === undefined || required === undefined ? [] : [certified / required]),
  ].map((part) => Math.min(1, part));
  if (parts.length === 0) return noContacts ?? notSetUp(NEEDS.contacts);
  const reason = [
    ...(people === undefined ? [] : [`${people} people in touch`]),
    ...(certified === undefined ? [] : [`${certified} of ${required} certified people`]),
  ].join(', ');
  return value(parts.reduce((sum, part) => sum + part, 0) / parts.length, { sample: parts.length, reason });
}

function jointPlan({ plans, lastReview }: Values, context: At): Result {
  const { facts, hasCome } = context;
  const unknown = facts.mapped.reviews ? uncoveredNow(context, 'reviews', 1) : notSetUp(NEEDS.reviews);
  if (unknown) return unknown;
  const agreed = standingDays(plans, context);
  if (agreed.length === 0) return value(0, { sample: plans.count, reason: 'No joint plan stands' });
  const since = Math.max(...agreed);
  const looked = Math.max(since, lastReview.day ?? since);
  const isReviewed = !hasCome(looked + facts.settings.businessReviewEveryDays + 1);
  const reason = isReviewed ? 'A joint plan stands and was reviewed in time' : 'A joint plan stands; its review is due';
  return value(isReviewed ? 1 : 0.5, { sample: plans.count, reason });
}

function responsiveness(outbound: Rows<'exchanges'>, context: At): Result {
  const { partner, facts } = context;
  if (!facts.mapped.emails) return notSetUp(NEEDS.emails);
  return unlogged(partner, facts) ?? answeredWithin(waitsOf(outbound, context), replyWithinHours(facts));
}
