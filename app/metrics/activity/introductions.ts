/**
 * How often does the partner bring us together with its customers?
 * A mail, a call or a meeting in which people of the partner and of a customer take part.
 */

import { NEEDS } from '../../facts/need.ts';
import { nobodyLogs, unlogged } from '../derived/waits.ts';
import { type Counted, countOf, lastDays } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notSetUp, type Result, value } from '../result.ts';

const folds = {
  introduced: countOf('touches', {
    reach: lastDays(90),
    where: ({ withCustomer, isHeld }) => withCustomer === 1 && isHeld === 1,
  }),
};

export const introductions = defineMetric({
  meta: {
    id: 'introductions',
    catalogue: 84,
    name: 'Introductions',
    question: 'How often does the partner bring us together with its customers?',
    formula:
      'Mails, calls and meetings that took place, in 90 days, with people of the partner and of a company that is no ' +
      'partner. Which partners suit an open deal is a list of its own: at most three, by deals won and share won with ' +
      'customers of the same market, their band, and how many open deals they already work on.',
    category: 'activity',
    timing: 'leading',
    lagDays: 180,
    needs: ['contacts'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Ask the partners that introduce for more, and thank them; ask others for a first one.',
    cadence: 'monthly',
    sources: ['2024 Partner Journey: Successful Tracking Strategies for Partnership Success'],
    exclusions: [
      'Time from a request to its introduction: nothing records the request',
      'Meetings that did not take place',
    ],
    version: 1,
    changelog: ['1: several mails of one introduction count each'],
    measures: {
      introductions: {
        label: 'Introductions',
        unit: 'events',
        window: 'W90',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: {
    folds,
    finish: ({ introduced }, context) => ({
      introductions: counted(introduced, context, unlogged(context.partner, context.facts)),
    }),
  },
  program: {
    folds,
    finish: ({ introduced }, context) => ({
      introductions: counted(introduced, context, nobodyLogs(context.facts)),
    }),
  },
});

/** None is only a zero where mail would have been seen. */
function counted({ count }: Counted, { facts: { mapped } }: Context, unseen: Result | undefined): Result {
  if (!mapped.emails && !mapped.engagements) return notSetUp(NEEDS.emails);
  if (unseen && count === 0) return unseen;
  return value(count, { numerator: count, sample: count, qualifier: unseen && 'provisional' });
}
