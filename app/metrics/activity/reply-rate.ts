/**
 * How many of our mails does the partner answer within a working week?
 * Where the time to reply says how fast, this says whether at all.
 */

import {
  answeredWithin,
  MAIL_EXCLUSIONS,
  MIN_MAILS,
  nobodyLogs,
  OUTBOUND,
  REPLY_WITHIN_DAYS,
  replyWithinHours,
  unlogged,
  waitsOf,
} from '../derived/waits.ts';
import type { FoldValues } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import type { Result } from '../result.ts';

const folds = { outbound: OUTBOUND };

export const replyRate = defineMetric({
  meta: {
    id: 'reply-rate',
    catalogue: 16,
    name: 'Reply rate',
    question: 'How many of our mails does the partner answer within a working week?',
    formula:
      `Of the conversations that we began by mail in 90 days, and at least ${REPLY_WITHIN_DAYS} working days ago: ` +
      `the share that the partner answered within ${REPLY_WITHIN_DAYS} working days.`,
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['emails'],
    minimumSample: MIN_MAILS,
    better: 'higher',
    decision: 'Call instead of writing, or find another person at the partner.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: [...MAIL_EXCLUSIONS, 'Mails of the last five working days: their time is not over'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      rate: {
        label: 'Reply rate',
        unit: 'ratio',
        window: 'W90',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds,
    finish: (values, context) => ({ rate: unlogged(context.partner, context.facts) ?? rateOf(values, context) }),
  },
  program: {
    folds,
    finish: (values, context) => ({ rate: nobodyLogs(context.facts) ?? rateOf(values, context) }),
  },
});

const rateOf = ({ outbound }: FoldValues<typeof folds>, context: Context): Result =>
  answeredWithin(waitsOf(outbound, context), replyWithinHours(context.facts));
