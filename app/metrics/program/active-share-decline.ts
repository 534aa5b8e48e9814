/**
 * Do we sign new partners while the old ones fall asleep?
 * A growing list hides it: the share of active partners then and now, two quarters apart, beside the number of partners.
 */

import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { countOf, lastDays } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';

/** Two quarters in days, so that every date has the same distance to the one it is compared with. */
const BACK_DAYS = 182;
const ACTIVE_WITHIN_DAYS = 90;
const peers = {
  now: countOf('events', { reach: lastDays(ACTIVE_WITHIN_DAYS) }),
  before: countOf('events', { reach: lastDays(ACTIVE_WITHIN_DAYS, BACK_DAYS) }),
};

const MIN_PARTNERS = 5;
const FALL = -0.05;
/** The difference of two fractions may miss a round number of points by rounding. */
const CLOSE = 1e-9;

export const activeShareDecline = defineMetric({
  meta: {
    id: 'active-share-decline',
    catalogue: 61,
    name: 'Active share falling despite recruitment',
    question: 'Do we sign new partners while the old ones fall asleep?',
    formula:
      'Share of active partners (a qualifying event in 90 days, of those signed at least 90 days before and not gone) less ' +
      'the same share 182 days earlier; partners on the roster less those on it earlier. Flagged when the share fell by at ' +
      'least 5 points while partners became more.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['roles', 'startDate'],
    minimumSample: MIN_PARTNERS,
    better: 'higher',
    decision: 'Move effort from recruiting to waking the partners that are there.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Partner Program Health Indicators"; the lines are our defaults'],
    exclusions: ['From the shares: partners without a start date, and those signed less than 90 days before'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      change: {
        label: 'Change of the share of active partners in two quarters',
        unit: 'share-change',
        window: 'W272',
        scope: 'program',
        range: [-1, 1],
        whenEmpty: 'not-enough-data',
      },
      'more-partners': {
        label: 'Change of the number of partners in two quarters',
        unit: 'partners',
        window: 'W182',
        scope: 'program',
        range: [null, null],
        whenEmpty: 0,
      },
      flag: {
        label: 'Active share falling despite recruitment',
        unit: 'flag',
        window: 'W272',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  program: {
    folds: {},
    peers,
    finish(_, { everyone, asOf }) {
      const at = (day: Day, isActive: (peer: (typeof everyone)[number]) => boolean) => {
        const counted = everyone.filter(({ partner }) => isCounted(partner, day));
        const active = counted.filter(isActive).length;
        const roster = everyone.filter(({ partner }) => isOnRoster(partner, day)).length;
        return { active, counted: counted.length, roster, share: active / counted.length };
      };
      const now = at(asOf, ({ values }) => values.now.count > 0);
      const earlier = at(asOf - BACK_DAYS, ({ values }) => values.before.count > 0);
      const more = now.roster - earlier.roster;
      const growth = value(more, { numerator: now.roster, denominator: earlier.roster, sample: now.roster });
      const have = Math.min(now.counted, earlier.counted);
      if (have < MIN_PARTNERS) {
        const few: Result = notEnoughData(have, MIN_PARTNERS);
        return { change: few, flag: few, 'more-partners': growth };
      }
      const change = now.share - earlier.share;
      const reason = `${now.active} of ${now.counted} active now, ${earlier.active} of ${earlier.counted} two quarters ago`;
      const isFlagged = change <= FALL + CLOSE && more > 0;
      return {
        change: value(change, { reason, sample: have }),
        flag: value(isFlagged ? 1 : 0, { reason, sample: have }),
        'more-partners': growth,
      };
    },
  },
});

function isCounted(partner: PartnerFact, day: Day): boolean {
  return isOnRoster(partner, day) && partner.start !== null && partner.start.day <= day - ACTIVE_WITHIN_DAYS;
}
