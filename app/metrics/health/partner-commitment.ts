/**
 * Is the partner committed to selling with us?
 * Four facts, each shown by itself: it does something every month, on more than one person's shoulders, to a plan that
 * both agreed on, and it answers. One number only where at least three are known.
 */

import { NEEDS } from '../../facts/need.ts';
import { activityQualifier } from '../derived/activity.ts';
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
      if (off) {
        return { commitment: off, consistency: off, breadth: off, 'joint-plan': off, responsiveness: off };
      }
      const steady = consistency(values, context);
      const broad = breadth(values, context);
      const planned = jointPlan(values, context);
      const responsive = responsiveness(values.outbound, context);
      return {
        commitment: rolledUp([steady, broad, planned, responsive]),
        consistency: steady,
        breadth: broad,
        'joint-plan': planned,
        responsiveness: responsive,
      };
    },
  },
});

function rolledUp(facts: readonly Result[]): Result {
  let [sum, known] = [0, 0];
  for (const fact of facts) {
    if (fact.state !== 'value') continue;
    sum += Number(fact.value);
    known++;
  }
  return known < MIN_FACTS ? (TOO_FEW_FACTS[known] as Result) : value(sum / known, { sample: known });
}

const TOO_FEW_FACTS = Array.from({ length: MIN_FACTS }, (_, known) =>
  notEnoughData(known, MIN_FACTS, { reason: `${known} of the four facts are known` }),
);

function consistency(values: FoldValues<typeof months>, { partner, facts, hasCome }: At): Result {
  const deals = activityQualifier(facts);
  if (!facts.mapped.roles && deals !== undefined) return NO_ACTIVITY;
  const since = onRosterSince(partner);
  let lived = MONTHS;
  while (lived > 0 && !hasCome(since + lived * MONTH_DAYS - 1)) lived--;
  if (lived < MIN_MONTHS) return notEnoughData(lived, MIN_MONTHS, { qualifier: 'new', reason: 'Signed too lately' });
  const counts = countsByMonth(values);
  let [events, active] = [0, 0];
  for (let month = 0; month < MONTHS; month++) {
    const count = counts[month] as number;
    events += count;
    if (count > 0 && month < lived) active++;
  }
  const qualifier = deals ?? (lived < MONTHS ? 'new' : undefined);
  return value(active / lived, { numerator: active, denominator: lived, sample: events, qualifier });
}

const NO_ACTIVITY = notSetUp(NEEDS.roles);

function breadth({ touches, enrolments }: Values, context: At): Result {
  const { partner, facts } = context;
  const unknown = contactsUnknown(facts);
  const people = unknown ? undefined : twoWayContacts(touches, facts).length;
  const inTouch =
    people === undefined ? undefined : { part: people / BROAD_FROM_PEOPLE, says: `${people} people in touch` };
  const required = requiredPeople(partner, facts.settings);
  const certified = required === undefined ? undefined : certifiedOf(required, enrolments, context);
  if (inTouch && certified) {
    const reason = `${inTouch.says}, ${certified.says}`;
    return value((Math.min(1, inTouch.part) + Math.min(1, certified.part)) / 2, { sample: 2, reason });
  }
  const only = inTouch ?? certified;
  return only ? value(Math.min(1, only.part), { sample: 1, reason: only.says }) : (unknown ?? NO_CONTACTS);
}

const NO_CONTACTS = notSetUp(NEEDS.contacts);

/** Undefined where nobody tells of training. */
function certifiedOf(required: number, enrolments: Values['enrolments'], context: At) {
  if (!context.facts.mapped.training || uncoveredNow(context, 'training', 1)) return undefined;
  const people = certifiedPeople(enrolments, context);
  return { part: people / required, says: `${people} of ${required} certified people` };
}

function jointPlan({ plans, lastReview }: Values, context: At): Result {
  const { facts, hasCome } = context;
  const unknown = facts.mapped.reviews ? uncoveredNow(context, 'reviews', 1) : NO_REVIEWS;
  if (unknown) return unknown;
  if (plans.count === 0) return NO_PLAN;
  const agreed = standingDays(plans, context);
  if (agreed.length === 0) return value(0, { sample: plans.count, reason: NONE_STANDS });
  const since = Math.max(...agreed);
  const looked = Math.max(since, lastReview.day ?? since);
  const isReviewed = !hasCome(looked + facts.settings.businessReviewEveryDays + 1);
  const reason = isReviewed ? 'A joint plan stands and was reviewed in time' : 'A joint plan stands; its review is due';
  return value(isReviewed ? 1 : 0.5, { sample: plans.count, reason });
}

const NONE_STANDS = 'No joint plan stands';
const NO_PLAN = value(0, { sample: 0, reason: NONE_STANDS });
const NO_REVIEWS = notSetUp(NEEDS.reviews);

function responsiveness(outbound: Rows<'exchanges'>, context: At): Result {
  const { partner, facts } = context;
  if (!facts.mapped.emails) return NO_MAIL;
  return unlogged(partner, facts) ?? answeredWithin(waitsOf(outbound, context), replyWithinHours(facts));
}

const NO_MAIL = notSetUp(NEEDS.emails);
