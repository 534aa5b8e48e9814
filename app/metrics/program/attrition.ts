/**
 * How many of our partners do we lose in a year, and who ends it?
 * Of the partners at the start of the year, the share that has ended since; and, over all partners ever seen, the share
 * that is still one after its first year.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { survivalAt, survivalCurve, type Waiting } from '../../kit/kaplan-meier.ts';
import { attritionOf, MIN_AT_START } from '../derived/attrition.ts';
import { programShare } from '../derived/program-share.ts';
import { hasLeft } from '../derived/tenure.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, type Result, share, value } from '../result.ts';

const FIRST_YEAR_DAYS = 365;

export const attrition = defineMetric({
  meta: {
    id: 'attrition',
    catalogue: 65,
    name: 'Attrition',
    question: 'How many of our partners do we lose in a year, and who ends it?',
    formula:
      'Partners that ended in the last 365 days / partners at the start of them, split by who ended it: the partner ' +
      '(voluntary), we (involuntary), not known; the three add up to the whole. After one year: the Kaplan-Meier estimate ' +
      'of the share still a partner 365 days after signing; a partner counts as watched from the day on which HubSpot, or ' +
      'the feed of ends, first knew of it, so that partners which came and went unseen make nothing look better.',
    category: 'health',
    timing: 'lagging',
    lagDays: 0,
    needs: ['ends'],
    minimumSample: MIN_AT_START,
    better: 'lower',
    decision: 'Keep partners before recruiting more; ask those that end it themselves why.',
    cadence: 'quarterly',
    sources: [
      'Partnership Tracking Metrics, section "Partner Program Health Indicators"',
      'Kaplan and Meier 1958, with delayed entry after Klein and Moeschberger 2003, section 4.6',
    ],
    exclusions: [
      'Partners that signed and ended within the 365 days: counted beside the number',
      'After one year: partners without a start date, or with one that is only the create date of the company',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      attrition: programShare('Partners lost in a year'),
      voluntary: programShare('Ended by the partner'),
      involuntary: programShare('Ended by us'),
      unknown: programShare('Ended by nobody knows whom'),
      'kept-one-year': programShare('Still a partner after one year', { window: 'lifetime' }),
    },
  },
  program: {
    folds: {},
    peers: {},
    finish(_, { everyone, facts, asOf }) {
      const partners = everyone.map(({ partner }) => partner);
      const { atStart, ended, passedThrough } = attritionOf(partners, asOf);
      const excluded = passedThrough > 0 ? { 'signed and ended within the year': passedThrough } : {};
      const endedBy = (who: 'partner' | 'us' | 'unknown') =>
        share(ended.filter(({ end }) => end?.decidedBy === who).length, atStart.length, MIN_AT_START);
      return {
        attrition: share(ended.length, atStart.length, MIN_AT_START, { excluded }),
        voluntary: endedBy('partner'),
        involuntary: endedBy('us'),
        unknown: endedBy('unknown'),
        'kept-one-year': keptOneYear(partners, facts, asOf),
      };
    },
  },
});

function keptOneYear(partners: readonly PartnerFact[], facts: AccountFacts, asOf: Day): Result {
  const watched = partners.flatMap((partner) => watchedLife(partner, facts, asOf));
  const seen = watched.filter(({ entryDays = 0, days }) => days > entryDays);
  const curve = survivalCurve(seen);
  const kept = curve && survivalAt(curve, FIRST_YEAR_DAYS);
  const reached = seen.filter(({ days, event }) => event || days >= FIRST_YEAR_DAYS).length;
  if (!kept || reached < MIN_AT_START) {
    const have = kept ? reached : Math.min(reached, MIN_AT_START - 1);
    return notEnoughData(have, MIN_AT_START, { reason: 'Too few partners were seen to the end of their first year' });
  }
  const bounds = kept.spread;
  const reason = bounds && `95 %: ${percent(bounds.low)} to ${percent(bounds.high)}`;
  return value(kept.share, { sample: seen.length, reason });
}

/** How long a partner was watched from its signing; nothing for one whose signing is not known. */
function watchedLife(partner: PartnerFact, facts: AccountFacts, asOf: Day): Waiting[] {
  const { start, end } = partner;
  if (!start || start.from === 'create-date' || start.day > asOf) return [];
  const event = hasLeft(partner, asOf);
  const days = (event && end ? end.day : asOf) - start.day;
  if (days < 0) return [];
  return [{ days, event, entryDays: Math.max(0, seenSince(partner, facts) - start.day) }];
}

/** Had it ended before this day, nobody would know of it. */
function seenSince({ createdDay }: PartnerFact, { settings, coverage }: AccountFacts): Day {
  const feedBegins = coverage['partner-ends']?.covered[0]?.from;
  return settings.partner.endDate === null && feedBegins !== undefined ? Math.max(createdDay, feedBegins) : createdDay;
}

const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
