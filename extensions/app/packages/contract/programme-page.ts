import { STANDING_KEYS } from '@partner-pulse/words';
import * as z from 'zod/mini';
import { endpoint, locale } from './endpoint.ts';
import { freshness, maybeText, partnerLink, text, tile, tone } from './parts.ts';
import { problemAnswer } from './problem.ts';
import { contractVersion } from './version.ts';

/** A band, or why there is none: new, left, or too little known. */
export const standing = z.enum(STANDING_KEYS);

/** What may be missing says so in words: `emptyText` is set exactly where there is nothing to draw. */
const emptyText = maybeText;

/** Partners in each band at past month ends and today, oldest first. */
export const bandHistory = z.object({
  emptyText,
  /** "13 points to Nov 20, 2026: 12 month ends and today". */
  periodText: text,
  months: z.array(z.object({ label: text, counts: z.record(z.string(), z.int()) })),
  altText: text,
});
export type BandHistory = z.output<typeof bandHistory>;

/** Why a partner is on the list, and what stands behind it. */
const attentionItem = z.object({
  partner: partnerLink,
  standing,
  /** "Dormant: nothing for 134 days". */
  reasonText: text,
  /** What moved the score most; null for a partner without one. */
  causeText: maybeText,
  /** "EUR 412K". */
  valueText: text,
  /** "EUR 320K sourced in 12 months, EUR 92K open". */
  valueNote: text,
  managerText: text,
});
export type AttentionItem = z.output<typeof attentionItem>;

const mover = z.object({
  partner: partnerLink,
  standing,
  /** "61 to 44". */
  fromToText: text,
  /** "−17". */
  changeText: text,
  tone,
  causeText: text,
});
export type Mover = z.output<typeof mover>;

/** Ramp of the partners that signed in one quarter. */
const cohort = z.object({
  name: text,
  /** Partners that signed in it, as far as their days have come. */
  partnersText: text,
  /** "Day 30" and so on with the share in whole percent; null where too few have had their days. */
  points: z.array(z.object({ label: text, percent: z.nullable(z.number()), text })),
  revenueText: text,
});

const ledgerRow = z.object({
  partner: partnerLink,
  silenceText: text,
  lastEventText: text,
  reasonText: text,
  lossText: text,
  stillText: text,
});

/** One partner in the table. Names are those of partner companies, as on the cards; no other record is named. */
const partnerRow = z.object({
  id: text,
  name: text,
  standing,
  score: z.nullable(z.int()),
  /** Score points in 13 weeks. */
  change: z.nullable(z.int()),
  /** Scores at twelve month ends and today; null where there was none. */
  course: z.array(z.nullable(z.int())),
  /** Minor units, for sorting only; null where not known. */
  sourced: z.nullable(z.number()),
  sourcedText: text,
  pipeline: z.nullable(z.number()),
  pipelineText: text,
  manager: text,
  /** Value by dimension; a dimension without one is left out. */
  segments: z.record(z.string(), z.string()),
});
export type PartnerRow = z.output<typeof partnerRow>;

/** What a part of the programme says beside the whole. */
const segment = z.object({ name: text, partnersText: text, values: z.array(text) });
const dimension = z.object({
  key: text,
  label: text,
  /** Values found among the partners, for the filter. */
  values: z.array(text),
  segments: z.array(segment),
  /** Totals that moved against each of the parts. */
  warnings: z.array(text),
});

/** A table of what can be learned: each cell says something, or names partners whose pages hold the evidence. */
const lesson = z.object({
  key: text,
  title: text,
  /** What the table answers, and over what period. */
  introText: text,
  emptyText,
  columns: z.array(z.object({ label: text, align: z.enum(['left', 'right']) })),
  rows: z.array(z.array(z.object({ text, partners: z.array(partnerLink) }))),
  noteText: maybeText,
});
export type Lesson = z.output<typeof lesson>;

const ready = z.object({
  contractVersion,
  state: z.literal('ready'),
  freshness,
  /** "48 partners", "Definition v1.7". */
  facts: z.array(text),
  /** The sentence to read if nothing else is read. */
  headline: text,
  headlineTone: tone,
  tiles: z.array(tile),
  bands: bandHistory,
  attention: z.object({ emptyText, introText: text, items: z.array(attentionItem), moreText: maybeText }),
  movers: z.object({ emptyText, periodText: text, up: z.array(mover), down: z.array(mover) }),
  cohorts: z.object({ emptyText, periodText: text, cohorts: z.array(cohort), altText: text }),
  concentration: z.object({
    emptyText,
    periodText: text,
    sentence: text,
    /** Share of sourced revenue, in whole percent, that the so many largest partners hold together. */
    points: z.array(z.object({ label: text, percent: z.number() })),
    altText: text,
  }),
  /** Facets of the programme against a year ago; null where an older server sends none. */
  performance: z._default(
    z.nullable(
      z.object({
        periodText: text,
        facets: z.array(z.object({ name: text, word: text, tone, text })),
        /** Where improving is worth most, the first first. */
        improveText: text,
        improve: z.array(text),
      }),
    ),
    null,
  ),
  /** What scores of a year ago said of the year since, in plain words. */
  works: z._default(z.nullable(z.object({ sentence: text, note: text })), null),
  departures: z.object({
    emptyText,
    sentence: text,
    reasons: z.array(z.object({ word: text, countText: text })),
  }),
  ledger: z.object({ emptyText, sentence: text, rows: z.array(ledgerRow), moreText: maybeText }),
  quality: z.object({
    sentence: text,
    grades: z.array(z.object({ word: text, countText: text, tone })),
    lines: z.array(text),
  }),
  /** What the programme can learn; none where an older server sends none. */
  lessons: z._default(z.array(lesson), []),
  dimensions: z.array(dimension),
  /** Names of `segment.values`, with their period. */
  segmentColumns: z.array(text),
  partners: z.array(partnerRow),
  /** Set where the account has more partners than one answer may hold. */
  partnersCutText: maybeText,
});
export type ProgrammeReady = z.output<typeof ready>;

/** Everything was read and nobody is a partner: what to map. */
const noPartners = z.object({
  contractVersion,
  state: z.literal('no-partners'),
  headline: text,
  todo: z.array(text),
  freshness,
});

export const notSyncedYet = z.object({
  contractVersion,
  state: z.literal('not-synced'),
  headline: text,
  progressText: maybeText,
});

export const programmePageAnswer = z.discriminatedUnion('state', [ready, noPartners, notSyncedYet, problemAnswer]);
export type ProgrammePageAnswer = z.output<typeof programmePageAnswer>;

export const programmePage = endpoint({
  method: 'GET',
  path: '/api/pages/programme',
  query: z.object({ locale }),
  answer: programmePageAnswer,
});
