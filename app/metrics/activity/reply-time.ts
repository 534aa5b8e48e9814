/**
 * How long does the partner take to answer us?
 * Slow answers come before slow deals. Shown beside how long we take: partners often mirror how they are treated.
 */

import {
  answeredWithin,
  INBOUND,
  isOursWorse,
  MAIL_EXCLUSIONS,
  MIN_MAILS,
  medianWait,
  nobodyLogs,
  OUTBOUND,
  unlogged,
  waitsOf,
} from '../derived/waits.ts';
import type { FoldValues } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import type { Result } from '../result.ts';

const folds = { outbound: OUTBOUND, inbound: INBOUND };

const within = (hours: number): Measure => ({
  label: `Mails answered within ${hours} working ${hours === 1 ? 'hour' : 'hours'}`,
  unit: 'ratio',
  window: 'W90',
  scope: 'both',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
});

export const replyTime = defineMetric({
  meta: {
    id: 'reply-time',
    catalogue: 15,
    name: 'Time to reply',
    question: 'How long does the partner take to answer us?',
    formula:
      'Of the conversations that we began by mail in 90 days: the median of working hours until the partner wrote, by ' +
      'Kaplan and Meier; mails without an answer count with the time waited, up to two weeks. Where HubSpot names no ' +
      'conversation: until its next mail, within 14 days. Shares: of those begun at least 1, 4 or 24 working hours ago, ' +
      'the ones answered in that time.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['emails'],
    minimumSample: MIN_MAILS,
    better: 'lower',
    decision: 'Ask the partner who is the right person to write to. Where we are slower, begin with ourselves.',
    cadence: 'weekly',
    sources: [
      'Partnership Tracking Metrics, section "Essential Activity Metrics"',
      'Kaplan and Meier 1958, for mails still waiting',
    ],
    exclusions: [...MAIL_EXCLUSIONS, 'Public holidays are not known'],
    version: 1,
    changelog: ['1: answers later than two weeks count as two weeks without one'],
    measures: {
      median: {
        label: 'Time to reply, median',
        unit: 'hours',
        window: 'W90',
        scope: 'both',
        range: [0, null],
        whenEmpty: 'not-enough-data',
      },
      'within-1h': within(1),
      'within-4h': within(4),
      'within-24h': within(24),
    },
  },
  partner: {
    folds,
    finish: (values, context) => everywhere(unlogged(context.partner, context.facts)) ?? times(values, context),
  },
  program: {
    folds,
    finish: (values, context) => everywhere(nobodyLogs(context.facts)) ?? times(values, context),
  },
});

const OURS_IS_WORSE = 'Our own answers take longer than theirs: see our responsiveness';

function times({ outbound, inbound }: FoldValues<typeof folds>, context: Context) {
  const { facts } = context;
  const waits = waitsOf(outbound, context);
  const isWorse = isOursWorse(waits, waitsOf(inbound, context), facts);
  return {
    median: medianWait(waits, facts, isWorse ? OURS_IS_WORSE : undefined),
    'within-1h': answeredWithin(waits, 1),
    'within-4h': answeredWithin(waits, 4),
    'within-24h': answeredWithin(waits, 24),
  };
}

const everywhere = (result: Result | undefined) =>
  result && { median: result, 'within-1h': result, 'within-4h': result, 'within-24h': result };
