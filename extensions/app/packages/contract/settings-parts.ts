import { BAND_KEYS, ROLE_KEYS } from '@partner-pulse/words';
import * as z from 'zod/mini';
import { choice } from './outcome.ts';
import { instant, maybeText, text, tone } from './parts.ts';
import {
  bandLines,
  CADENCE_KEYS,
  COMPONENT_KEYS,
  FUNNEL_STEPS,
  MATCH_KEYS,
  PROFILE_KEYS,
  SEGMENT_KEYS,
  settingsRights,
  settingsTarget,
  WRITE_DEALS_KEYS,
} from './settings-change.ts';

/** A label and what is known of it, both finished. */
export const line = z.object({ label: text, value: text });
export type Line = z.output<typeof line>;

export const settingsStatus = z.object({
  tone,
  /** "Up to date", "First sync under way", "Not connected". */
  word: text,
  /** "Last sync 20 Nov 2026, 06:00. Next about 20 Nov 2026, 07:00." */
  text,
  lines: z.array(line),
  /** What went wrong, in words, each with its fix. */
  problems: z.array(z.object({ text, fix: text, whenText: text })),
  scopes: z.array(z.object({ name: text, word: text, tone, why: text })),
});
export type SettingsStatus = z.output<typeof settingsStatus>;

/** Values of a property with the number of companies that hold each. */
export const valueCount = z.object({ value: text, label: text, countText: text, isChosen: z.boolean() });
export type ValueCount = z.output<typeof valueCount>;

export const partnerStep = z.object({
  property: text,
  values: z.array(text),
  properties: z.array(choice),
  /** Of the property in force; most companies first. */
  counts: z.array(valueCount),
  /** "37 companies are partners by this rule." */
  summary: text,
  /** Set where the property was not read yet, or the rule fits nobody. */
  warning: maybeText,
});

/** Records named by id only: HubSpot shows what is in them to whoever may see it. */
export const idList = z.object({ title: text, ids: z.array(text), total: z.int(), moreText: maybeText });

export const rolesStep = z.object({
  labels: z.array(z.object({ label: text, countText: text, role: z.nullable(z.enum(ROLE_KEYS)) })),
  property: z.nullable(z.object({ name: text, matches: z.enum(MATCH_KEYS), role: z.enum(ROLE_KEYS) })),
  properties: z.array(choice),
  /** Deals with a partner, by how it is named. */
  lines: z.array(line),
  conflicts: z.array(idList),
  warning: maybeText,
});

export const stagesStep = z.object({
  pipelines: z.array(
    z.object({
      id: text,
      label: text,
      countText: text,
      stages: z.array(
        z.object({
          id: text,
          label: text,
          countText: text,
          /** Null: no step, or what HubSpot itself says of a closed stage. */
          step: z.nullable(z.enum(FUNNEL_STEPS)),
          /** "Won by HubSpot's own mark"; null for open stages. */
          defaultText: maybeText,
        }),
      ),
    }),
  ),
  startDate: text,
  startDates: z.array(choice),
  registration: text,
  registrations: z.array(choice),
  recurring: text,
  recurringSources: z.array(choice),
  goal: text,
  warning: maybeText,
});

export const bandCount = z.object({
  key: z.enum([...BAND_KEYS, 'new']),
  word: text,
  tone,
  count: z.int(),
  countText: text,
});
export type BandCount = z.output<typeof bandCount>;

export const previewStep = z.object({
  /** "As of 20 Nov 2026: 37 partners."; null before the first computation. */
  summary: maybeText,
  bands: z.array(bandCount),
  samples: z.array(z.object({ recordId: text, name: text, scoreText: text, word: text, tone, why: text })),
});

export const writeBackPart = z.object({
  isPaused: z.boolean(),
  /** "Paused since 20 Nov 2026, 06:00. Nothing is written." */
  stateText: text,
  /** What the next run would write, and to how many records. */
  lines: z.array(line),
  properties: z.array(line),
  samples: z.array(z.object({ title: text, lines: z.array(text) })),
  canUndo: z.boolean(),
  undoText: text,
  writeDeals: z.enum(WRITE_DEALS_KEYS),
});

export const metricChoice = z.object({
  id: text,
  name: text,
  question: text,
  familyText: text,
  isActive: z.boolean(),
  ownerId: z.nullable(text),
  /** "Ana Ruiz", or "Nobody yet". */
  ownerText: text,
  cadence: z.enum(CADENCE_KEYS),
  /** "Review due 1 Dec 2026", "Review overdue: never reviewed". */
  reviewText: text,
  reviewTone: tone,
  /** What is missing before it can say a number. */
  toSwitchOn: z.array(text),
});
export type MetricChoice = z.output<typeof metricChoice>;

export const scorePart = z.object({
  metrics: z.array(metricChoice),
  limit: z.int(),
  /** "6 of at most 8 metrics are on." */
  summary: text,
  profiles: z.array(
    z.object({
      title: text,
      text,
      rows: z.array(z.object({ name: text, weightText: text, lowText: text, highText: text, sourceText: text })),
    }),
  ),
  notes: z.array(text),
  /** What an admin can set of it. */
  model: z.object({
    isOwn: z.boolean(),
    profiles: z.array(
      z.object({
        id: z.enum(PROFILE_KEYS),
        title: text,
        /** They add up to 100. */
        weights: z.array(z.object({ key: z.enum(COMPONENT_KEYS), name: text, weight: z.number() })),
      }),
    ),
    /** Bars that are numbers, in the unit they are shown in; the others follow comparable partners. */
    bars: z.array(
      z.object({ key: z.enum(COMPONENT_KEYS), name: text, unitText: text, low: z.number(), high: z.number() }),
    ),
    /** Null where an older server sends none. */
    bands: z._default(z.nullable(bandLines), null),
  }),
});
export type ScorePart = z.output<typeof scorePart>;

export const feedRow = z.object({
  kind: text,
  name: text,
  about: text,
  ownerId: z.nullable(text),
  ownerText: text,
  /** Null: the feed's own. */
  expectedEveryDays: z.nullable(z.int()),
  expectedText: text,
  lastText: text,
  word: text,
  tone,
  uploads: z.array(z.object({ id: z.int(), title: text, lines: z.array(text) })),
});
export type FeedRow = z.output<typeof feedRow>;

export const feedsPart = z.object({
  feeds: z.array(feedRow),
  keys: z.array(z.object({ id: z.int(), label: text, text, isValid: z.boolean() })),
  benchmarks: z.array(z.object({ name: text, value: text, source: text })),
});

export const programmePart = z.object({
  targets: z.array(z.object({ title: text, text, target: settingsTarget })),
  currency: text,
  segments: z.array(z.object({ key: z.enum(SEGMENT_KEYS), label: text, note: text, isOn: z.boolean() })),
});

export const changeEntry = z.object({
  id: z.int(),
  at: instant,
  whenText: text,
  whoText: text,
  title: text,
  lines: z.array(text),
  /** Settings can be put back to what they were after this change. */
  canRestore: z.boolean(),
});
export type ChangeEntry = z.output<typeof changeEntry>;

export const peoplePart = z.object({
  admins: z.array(z.object({ userId: text, name: text, note: text, isYou: z.boolean() })),
  /** Users who own records in the account and are no admins yet, by user id. */
  candidates: z._default(z.array(choice), []),
  changes: z.array(changeEntry),
  rights: z._default(settingsRights, { overrides: 'admins', sharing: 'admins' }),
});
