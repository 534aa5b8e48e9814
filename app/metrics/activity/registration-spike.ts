/**
 * Did the partner register many more deals than it usually does?
 * It may be a campaign that works, or registrations made to claim what others find: look before judging.
 */

import type { PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { poissonUpperTail } from '../../kit/poisson-upper-tail.ts';
import { isSourced } from '../derived/deals.ts';
import { isSpike, SPIKE } from '../derived/spike.ts';
import { onRosterSince } from '../derived/tenure.ts';
import { countOf, type FoldValues, lastDays } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, type Result, value } from '../result.ts';

const { monthDays, months, fewestMonths, fewest } = SPIKE;
const folds = {
  recent: countOf('registrations', { reach: lastDays(monthDays), where: isSourced }),
  usual: countOf('registrations', { reach: lastDays(months * monthDays, monthDays), where: isSourced }),
};

export const registrationSpike = defineMetric({
  meta: {
    id: 'registration-spike',
    catalogue: 9,
    name: 'Registration spike',
    question: 'Did the partner register many more deals than it usually does?',
    formula:
      `1 where the registrations of 30 days are at least ${fewest} and more than m + 3 x the square root of m, where m is ` +
      'the mean of the six times 30 days before (of those since signing, at least three); else 0.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'registration'],
    minimumSample: 0,
    better: 'neither',
    decision: 'Look at the deals: support what is real, and ask about the rest.',
    cadence: 'weekly',
    sources: [
      'Partnership Tracking Metrics, section "Essential Activity Metrics"',
      'Three standard deviations of a Poisson count',
    ],
    exclusions: ['Partners signed less than 120 days ago', 'Deals without the mapped registration date', 'Conflicts'],
    version: 1,
    changelog: ['1: a partner younger than seven months is held against the months it has'],
    measures: {
      flag: {
        label: 'Registration spike',
        unit: 'flag',
        window: 'W30',
        role: 'sourced',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 0,
      },
      partners: {
        label: 'Partners with a registration spike',
        unit: 'partners',
        window: 'W30',
        role: 'sourced',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: { folds, finish: (values, context) => ({ flag: flagOf(values, context.partner, context) }) },
  program: {
    folds: {},
    peers: folds,
    finish(_, context) {
      const flags = context.peers.map(({ partner, values }) => flagOf(values, partner, context));
      const judged = flags.filter(({ state }) => state === 'value').length;
      const up = flags.filter((flag) => flag.state === 'value' && flag.value === 1).length;
      return { partners: value(up, { numerator: up, denominator: judged, sample: judged }) };
    },
  },
});

const TOO_NEW = notApplicable('Signed too lately to have a usual month', { qualifier: 'new' });

function flagOf({ recent, usual }: FoldValues<typeof folds>, partner: PartnerFact, context: Context): Result {
  const known = monthsKnown(onRosterSince(partner), context);
  if (known < fewestMonths) return TOO_NEW;
  const mean = usual.count / known;
  const counts = { numerator: recent.count, denominator: usual.count, sample: recent.count + usual.count };
  if (!isSpike(recent.count, mean)) return value(0, counts);
  const chance = poissonUpperTail(recent.count, mean).toPrecision(2);
  const usually = `${recent.count} in 30 days, ${Number(mean.toFixed(1))} usually`;
  return value(1, { ...counts, reason: mean > 0 ? `${usually}; by chance alone p = ${chance}` : usually });
}

/** Months before the last one that the partner has lived, up to those looked at; fewer than enough are not told apart. */
function monthsKnown(since: Day, { hasCome }: Context): number {
  let known = months;
  while (known >= fewestMonths && !hasCome(since + (known + 1) * monthDays)) known--;
  return known;
}
