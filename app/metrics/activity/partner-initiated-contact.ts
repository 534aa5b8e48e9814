/**
 * How often does the partner come to us of its own accord?
 * Answers show courtesy; a mail nobody asked for, a call or a meeting it books shows interest.
 */

import { NEEDS } from '../../facts/need.ts';
import { changeOfCounts } from '../derived/change.ts';
import { isOnRosterFor } from '../derived/tenure.ts';
import { nobodyLogs, unlogged } from '../derived/waits.ts';
import { countOf, type FoldValues, lastDays } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notSetUp, type Result, value } from '../result.ts';

const isInitiated = (row: { readonly isPartnerInitiated: number }) => row.isPartnerInitiated === 1;
const folds = {
  recent: countOf('touches', { reach: lastDays(90), where: isInitiated }),
  previous: countOf('touches', { reach: lastDays(90, 90), where: isInitiated }),
};

/** Below this tenure the earlier window lies before the partner signed. */
const CHANGE_FROM_DAYS = 180;

export const partnerInitiatedContact = defineMetric({
  meta: {
    id: 'partner-initiated-contact',
    catalogue: 17,
    name: 'Partner-initiated contact',
    question: 'How often does the partner come to us of its own accord?',
    formula:
      'In 90 days: conversations that the partner began by mail after 14 days without a mail of ours, calls from it, and ' +
      'meetings it booked. Change against the 90 days before, by the exact binomial test.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: [],
    minimumSample: 8,
    better: 'higher',
    decision: 'Give more to partners that ask; find out why one stopped asking.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Calls and meetings of which HubSpot does not say who began them', 'Kinds that are not connected'],
    version: 1,
    changelog: ['1: a conversation counts once, with its first mail'],
    measures: {
      contacts: {
        label: 'Partner-initiated contacts',
        unit: 'events',
        window: 'W90',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
      change: {
        label: 'Change of partner-initiated contacts',
        unit: 'growth',
        window: 'W90',
        scope: 'both',
        range: [-1, null],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds,
    finish(values, context) {
      const { partner, facts } = context;
      const said = contacts(values, context, unlogged(partner, facts));
      const isTooNew = isOnRosterFor(partner, context, CHANGE_FROM_DAYS) === false;
      return isTooNew && said.change.state !== 'not-set-up' ? { contacts: said.contacts, change: TOO_NEW } : said;
    },
  },
  program: {
    folds,
    finish: (values, context) => contacts(values, context, nobodyLogs(context.facts)),
  },
});

const TOO_NEW = notApplicable('Signed less than 180 days ago', { qualifier: 'new' });

/** Nothing counted is only a zero where mail would have been seen. */
function contacts(
  { recent, previous }: FoldValues<typeof folds>,
  { facts: { mapped } }: Context,
  unseen: Result | undefined,
) {
  if (!mapped.emails && !mapped.engagements) {
    return NOT_CONNECTED;
  }
  const { count } = recent;
  if (unseen) return { contacts: count > 0 ? atLeast(count) : unseen, change: unseen };
  const reason = mapped.emails ? (mapped.engagements ? undefined : 'Mail only') : 'Calls and meetings only';
  return {
    contacts: value(count, { numerator: count, sample: count, reason }),
    change: changeOfCounts(count, previous.count),
  };
}

const NOT_CONNECTED = { contacts: notSetUp(NEEDS.emails), change: notSetUp(NEEDS.emails) };

const atLeast = (count: number): Result =>
  value(count, {
    numerator: count,
    sample: count,
    qualifier: 'provisional',
    reason: 'At least so many: mail of the owner is not logged',
  });
