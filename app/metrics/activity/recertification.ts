/**
 * Does the partner keep its certificates, and enough of them?
 * Certificates renewed before they expired, and people certified today against what the partner's tier asks for.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { PartnerFact } from '../../facts/partner.ts';
import { certifiedPeople, renewalsDue } from '../derived/certificates.ts';
import { uncoveredNow } from '../derived/feed-coverage.ts';
import { enrolmentsOf } from '../derived/training.ts';
import { rowsOf, standing } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notApplicable, notSetUp, type Result, share, value } from '../result.ts';

const WINDOW_DAYS = 90;
const MIN_DUE = 5;
const MIN_PARTNERS = 5;
const folds = { all: rowsOf('training', { reach: standing }) };

export const recertification = defineMetric({
  meta: {
    id: 'recertification',
    catalogue: 22,
    name: 'Recertification',
    question: 'Does the partner keep its certificates, and enough of them?',
    formula:
      'Of the certificates that expired in 90 days: the share renewed by then, or earned anew in the same course. People ' +
      'with a certificate that holds at the date, and that number / the number the account asks of the tier. A renewed ' +
      'certificate holds for its first term once more.',
    category: 'activity',
    timing: 'leading',
    lagDays: 180,
    needs: ['training'],
    minimumSample: MIN_DUE,
    better: 'higher',
    decision: 'Remind people before their certificates run out; talk about the tier of a partner that has too few.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Courses without an expiry', 'Certificates whose expiry the source moved on renewal: no longer due'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'renewed-on-time': {
        label: 'Certificates renewed on time',
        unit: 'ratio',
        window: 'W90',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      'certified-people': {
        label: 'Certified people',
        unit: 'people',
        window: 'as-of',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
      'of-requirement': {
        label: 'Certified people against the requirement',
        unit: 'ratio',
        window: 'as-of',
        scope: 'partner',
        range: [0, null],
        whenEmpty: 'not-set-up',
      },
      'partners-meeting': {
        label: 'Partners with as many certified people as asked',
        unit: 'ratio',
        window: 'as-of',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-set-up',
      },
    },
  },
  partner: {
    folds,
    finish({ all }, context) {
      const gap = uncoveredNow(context, 'training', WINDOW_DAYS);
      if (gap) return { 'renewed-on-time': gap, 'certified-people': gap, 'of-requirement': gap };
      const enrolments = enrolmentsOf(all, context);
      const { due, onTime } = renewalsDue(enrolments, context, WINDOW_DAYS);
      const people = certifiedPeople(enrolments, context).size;
      return {
        'renewed-on-time': share(onTime, due, MIN_DUE),
        'certified-people': value(people, { numerator: people, sample: all.count }),
        'of-requirement': ofRequirement(people, context.partner, context.facts),
      };
    },
  },
  program: {
    folds,
    finish({ all }, context) {
      const { peers, facts } = context;
      const gap = uncoveredNow(context, 'training', WINDOW_DAYS);
      if (gap) return { 'renewed-on-time': gap, 'certified-people': gap, 'partners-meeting': gap };
      const enrolments = enrolmentsOf(all, context);
      const { due, onTime } = renewalsDue(enrolments, context, WINDOW_DAYS);
      const byPartner = Map.groupBy(enrolments, ({ partner }) => partner);
      const judged = peers.flatMap(({ partner, index }) => {
        const people = certifiedPeople(byPartner.get(index) ?? [], context).size;
        const said = ofRequirement(people, partner, facts);
        return said.state === 'value' && typeof said.value === 'number' ? [said.value] : [];
      });
      const meeting = judged.filter((ratio) => ratio >= 1).length;
      const people = certifiedPeople(enrolments, context).size;
      const isAsked = Object.keys(facts.settings.certifiedPeople).length > 0;
      const left = peers.length - judged.length;
      return {
        'renewed-on-time': share(onTime, due, MIN_DUE),
        'certified-people': value(people, { numerator: people, sample: all.count }),
        'partners-meeting': isAsked
          ? share(meeting, judged.length, MIN_PARTNERS, { excluded: left > 0 ? { 'nothing asked': left } : {} })
          : SET_REQUIREMENT,
      };
    },
  },
});

const SET_REQUIREMENT = notSetUp('Enter how many certified people each tier needs: setting "certifiedPeople"');

function ofRequirement(people: number, { tier }: PartnerFact, { settings }: AccountFacts): Result {
  const asked = (tier === null ? undefined : settings.certifiedPeople[tier]) ?? settings.certifiedPeople.all;
  if (asked === undefined) return SET_REQUIREMENT;
  if (asked <= 0) return notApplicable('No certified people are asked of its tier');
  return value(people / asked, { numerator: people, denominator: asked, sample: people });
}
