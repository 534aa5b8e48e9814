/**
 * Did the partner ever log in after its onboarding?
 * A partner that was onboarded and never came back rarely begins to sell by itself.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { PartnerFact } from '../../facts/partner.ts';
import { type Day, FOREVER } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import { isOnRosterFor, offRoster } from '../derived/tenure.ts';
import { type FoldValues, lastOf, standing } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notEnoughData, notSetUp, type Result, share, value } from '../result.ts';

const folds = { login: lastOf('portal-logins', { reach: standing }) };

/** Before, there was hardly time to come back. */
const JUDGED_FROM_DAYS = 30;
const MIN_PARTNERS = 5;

export const neverLoggedIn = defineMetric({
  meta: {
    id: 'never-logged-in',
    catalogue: 14,
    name: 'Never logged in after onboarding',
    question: 'Did the partner ever log in after its onboarding?',
    formula:
      '1 where the partner signed at least 30 days ago, completed its onboarding, and no user of it has logged in on that ' +
      'day or since; else 0. Of the programme: how many such partners there are, and their share of those judged.',
    category: 'activity',
    timing: 'leading',
    lagDays: 180,
    needs: ['portal-logins'],
    minimumSample: 0,
    better: 'lower',
    decision: 'Call the partner and log in together, before its interest is gone.',
    cadence: 'weekly',
    sources: [
      'Partnership Tracking Metrics, section "Essential Activity Metrics": such partners rarely become productive',
    ],
    exclusions: ['Partners signed less than 30 days ago, without a start date, or that have left'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      flag: {
        label: 'Never logged in after onboarding',
        unit: 'flag',
        window: 'lifetime',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 'not-set-up',
      },
      partners: {
        label: 'Partners that never logged in after onboarding',
        unit: 'partners',
        window: 'lifetime',
        scope: 'program',
        range: [0, null],
        whenEmpty: 'not-set-up',
      },
      share: {
        label: 'Partners that never logged in after onboarding, share',
        unit: 'ratio',
        window: 'lifetime',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-set-up',
      },
    },
  },
  partner: { folds, finish: (values, context) => ({ flag: flagOf(values, context.partner, context) }) },
  program: {
    folds: {},
    peers: folds,
    finish(_, context) {
      const { peers } = context;
      if (!isOnboardingKnown(context)) return { partners: MAP_ONBOARDING, share: MAP_ONBOARDING };
      const flags = peers.map(({ partner, values }) => flagOf(values, partner, context));
      const judged = flags.filter(({ state }) => state === 'value').length;
      const flagged = flags.filter((flag) => flag.state === 'value' && flag.value === 1).length;
      const excluded = judged < peers.length ? { 'not judged': peers.length - judged } : {};
      return {
        partners: value(flagged, { numerator: flagged, denominator: judged, excluded }),
        share: share(flagged, judged, MIN_PARTNERS, { excluded }),
      };
    },
  },
});

const MAP_ONBOARDING = notSetUp('Map the company property with the day on which onboarding was completed');

const isOnboardingKnown = ({ facts, hasCome }: Context): boolean =>
  facts.settings.partner.onboarded !== null || hasCome(firstOnboarded(facts));

/** The first day on which any partner was known to be onboarded. */
const firstOnboarded = memo(
  ({ partners }: AccountFacts): Day =>
    partners.reduce((first, { onboardedDay }) => Math.min(first, onboardedDay ?? FOREVER), FOREVER),
);

function flagOf({ login }: FoldValues<typeof folds>, partner: PartnerFact, context: Context): Result {
  const { facts, hasCome } = context;
  const off = offRoster(partner, context);
  if (off) return off;
  const { onboardedDay } = partner;
  if (onboardedDay === null || !hasCome(onboardedDay)) {
    return isOnboardingKnown(context) ? notApplicable('Its onboarding is not completed') : MAP_ONBOARDING;
  }
  const isOld = isOnRosterFor(partner, context, JUDGED_FROM_DAYS);
  if (isOld === undefined) return notEnoughData(0, 1, { reason: "Fill in this partner's start date" });
  if (!isOld) return notApplicable('Signed less than 30 days ago', { qualifier: 'new' });
  if (login.day !== null && login.day >= onboardedDay) return value(0, { sample: login.count });
  // Silence counts only where the feed would have told of a login.
  const gap = context.ofDate((asOf) => uncovered(facts, 'portal-logins', asOf, asOf - onboardedDay + 1));
  return gap ?? value(1, { sample: login.count });
}
