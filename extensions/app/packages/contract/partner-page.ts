import * as z from 'zod/mini';
import { endpoint, locale, recordId } from './endpoint.ts';
import { judgement } from './judgements.ts';
import { direction, freshness, partnerLink, text, tone } from './parts.ts';
import { problemAnswer } from './problem.ts';
import { notSyncedYet, standing } from './programme-page.ts';
import { contractVersion } from './version.ts';

/** One number of a partner, today and behind it 24 month ends. */
const measureRow = z.object({
  /** `metric/measure`. */
  key: text,
  name: text,
  valueText: text,
  /** "last 365 days, 9 records". */
  periodText: text,
  /** Against the baseline: "+12%", "no change", "not known then". */
  changeText: text,
  changeTone: tone,
  /** Month ends, oldest first; null where nothing was known. */
  points: z.array(z.nullable(z.number())),
  /** Says the course, for readers who do not see the line. */
  altText: text,
});
export type MeasureRow = z.output<typeof measureRow>;

const measureGroup = z.object({
  key: text,
  title: text,
  /** The question that the group answers. */
  question: text,
  rows: z.array(measureRow),
  /** Measures that were nothing at every month end and are nothing today, by name. */
  quiet: z.array(text),
  /** What cannot be told, with the reason: "Partner NPS: Not set up". */
  unknown: z.array(text),
});
export type MeasureGroup = z.output<typeof measureGroup>;

const ready = z.object({
  contractVersion,
  state: z.literal('ready'),
  partner: partnerLink,
  standing,
  score: z.nullable(z.int()),
  /** As on the card. */
  hasCircle: z._default(z.boolean(), true),
  direction,
  headline: text,
  facts: z.array(text),
  freshness,
  /** What the changes are measured against. */
  baselineText: text,
  groups: z.array(measureGroup),
  gaps: z.array(text),
  /** Null where an older server sends none. */
  judgement: z._default(z.nullable(judgement), null),
});
export type PartnerPageReady = z.output<typeof ready>;

const notFound = z.object({ contractVersion, state: z.literal('not-found'), explanation: text });

export const partnerPageAnswer = z.discriminatedUnion('state', [ready, notFound, notSyncedYet, problemAnswer]);
export type PartnerPageAnswer = z.output<typeof partnerPageAnswer>;

export const partnerPage = endpoint({
  method: 'GET',
  path: '/api/pages/partner',
  query: z.object({ partnerId: recordId, locale }),
  answer: partnerPageAnswer,
});
