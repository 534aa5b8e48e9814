import { PROVENANCE_KEYS } from '@partner-pulse/words';
import * as z from 'zod/mini';
import { endpoint, locale, recordId } from './endpoint.ts';
import { judgement } from './judgements.ts';
import { metricGroups } from './metric-groups.ts';
import {
  action,
  band,
  contact,
  direction,
  freshness,
  instant,
  manager,
  maybeText,
  partnerLink,
  records,
  role,
  text,
  tile,
  tone,
} from './parts.ts';
import { problemAnswer } from './problem.ts';
import { contractVersion } from './version.ts';

/** The partners that brought or serve this company. Null where no deal of this company names one. */
export const customerSection = z.object({
  title: text,
  partners: z.array(
    z.object({
      partner: partnerLink,
      roles: z.array(role),
      /** "since 4 Mar 2025, 3 deals". */
      sinceText: text,
      band: z.nullable(band),
      contact: z.nullable(contact),
      manager: z.nullable(manager),
    }),
  ),
});
export type CustomerSection = z.output<typeof customerSection>;

export const reason = z.object({
  metricId: text,
  metricName: text,
  /** "3 registrations in 30 days, 9 in the 30 before". */
  text,
  /** Signed score points, rounded; `pointsText` is "+4" or "−6". */
  points: z.int(),
  pointsText: text,
  effect: z.enum(['better', 'worse']),
  records: z.nullable(records),
  /** "2 deals left out: no amount"; null where none was. */
  exclusionsText: maybeText,
});
export type Reason = z.output<typeof reason>;

export const driver = z.object({
  metricId: text,
  name: text,
  /** 0 to 100; null where the metric has no value, and `stateText` then says why. */
  score: z.nullable(z.int()),
  stateText: maybeText,
  tone,
  /** "20 %" of the score. */
  weightText: text,
  /** Weighted points against 13 week-ends ago: "+6", "no change", "not comparable". */
  changeText: text,
  changeTone: tone,
  /** "$412,000 open in 5 deals". */
  why: text,
  /** "last 365 days". */
  windowText: text,
  records: z.nullable(records),
  exclusionsText: maybeText,
});
export type Driver = z.output<typeof driver>;

export const trendPoint = z.object({
  at: instant,
  /** "Nov 25", "Today". */
  label: text,
  /** 0 to 100; null where the gate was closed or the point is unavailable. */
  score: z.nullable(z.int()),
  provenance: z.enum(PROVENANCE_KEYS),
  definitionVersion: text,
});
export type TrendPoint = z.output<typeof trendPoint>;

export const trend = z.object({
  /** 24 month-ends and today, oldest first. */
  points: z.array(trendPoint),
  /** Week-ends, oldest first; empty where the server sends none. */
  weekly: z._default(z.array(trendPoint), []),
  /** Says the values, for readers who do not see the line. */
  altText: text,
  /** How the points came about: "11 reconstructed from dated records, 2 observed". */
  noteText: text,
  /** Changes of a definition and gaps in the data, oldest first: "1 Aug 2026: definition v3". */
  marks: z.array(text),
  /** Every point in words, the newest first, with where it comes from or why there is none. */
  rows: z._default(z.array(text), []),
});
export type Trend = z.output<typeof trend>;

export const changes = z.object({
  /** "Since 21 Aug 2026". */
  sinceText: text,
  /** What moved: how the partner behaved, how we measure, or what data arrived late. */
  items: z.array(z.object({ kind: z.enum(['behaviour', 'definition', 'data']), kindWord: text, text })),
  /** Set where there is nothing to list: "Nothing has moved the score since." */
  emptyText: z._default(maybeText, null),
});

export type Changes = z.output<typeof changes>;

/** The one visible table of how the score is made. */
export const method = z.object({
  title: text,
  intro: text,
  rows: z.array(z.object({ name: text, weightText: text, lowText: text, highText: text, sourceText: text })),
  notes: z.array(text),
});
export type Method = z.output<typeof method>;

/** What every answer about a partner carries, scored or not. */
const partnerParts = {
  contractVersion,
  partner: partnerLink,
  freshness,
  /** Short facts beside the name, for example tier, type, region; at most four. */
  tags: z.array(text),
  /** "Producing partner". */
  lifecycleText: text,
  /** "Definition v3". */
  definitionText: text,
  /** The sentence to read if nothing else is read. */
  headline: text,
  /** Sourced 12 months, open pipeline, coverage of target, in this order. */
  money: z.array(tile),
  /** Up to four further numbers. */
  stats: z.array(tile),
  drivers: z.array(driver),
  trend,
  changes: z.nullable(changes),
  action: z.nullable(action),
  /** "4 deals have no amount". */
  gaps: z.array(text),
  method,
  /** Null where an older server sends none. */
  allMetrics: z._default(z.nullable(metricGroups), null),
  judgement: z._default(z.nullable(judgement), null),
  /** Set when this partner is a customer as well. */
  customer: z.nullable(customerSection),
};

const scored = z.object({
  ...partnerParts,
  state: z.literal('scored'),
  /** The written score: an integer, 0 to 100. */
  score: z.int().check(z.gte(0), z.lte(100)),
  band,
  /** HubSpot's score circle changes colour at 33 and 66: with lines of its own its colour would contradict the word. */
  hasCircle: z._default(z.boolean(), true),
  /**
   * Set where the band is held against the score's own colour: "67 points: Healthy once next week-end agrees". Null
   * otherwise.
   */
  bandNoteText: maybeText,
  direction,
  /** "82 % of the score's weight is known". */
  knownWeightText: text,
  /** Biggest first; the card shows three. */
  reasons: z.array(reason),
});
export type ScoredCompany = z.output<typeof scored>;

/** Too young for a score, by design. */
const newPartner = z.object({
  ...partnerParts,
  state: z.literal('new-partner'),
  /** "New partner". */
  verdict: text,
  /** "Scored from 12 Jan 2027 on". */
  scoredFromText: text,
});

/** Old enough, but the gate is closed: too little of the weight is known. */
const notEnoughData = z.object({
  ...partnerParts,
  state: z.literal('not-enough-data'),
  /** "Not enough data". */
  verdict: text,
  knownWeightText: text,
  /** What is missing and what would fill it, largest gain first. */
  missing: z.array(z.object({ name: text, stateText: text, todo: text })),
});

const notAPartner = z.object({
  contractVersion,
  state: z.literal('not-a-partner'),
  company: partnerLink,
  /** "This company is not a partner: Type is not Partner or Reseller." */
  explanation: text,
  customer: z.nullable(customerSection),
  freshness,
});

const notSynced = z.object({
  contractVersion,
  state: z.literal('not-synced'),
  headline: text,
  /** "1,200 of about 4,800 deals read"; null before the first page. */
  progressText: maybeText,
});

export const companyCardAnswer = z.discriminatedUnion('state', [
  scored,
  newPartner,
  notEnoughData,
  notAPartner,
  notSynced,
  problemAnswer,
]);
export type CompanyCardAnswer = z.output<typeof companyCardAnswer>;
/** The three answers about a company that is a partner. */
export type PartnerAnswer = Extract<CompanyCardAnswer, { partner: unknown }>;

export const companyCard = endpoint({
  method: 'GET',
  path: '/api/cards/company',
  query: z.object({ companyId: recordId, locale }),
  answer: companyCardAnswer,
});
