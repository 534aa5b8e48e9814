import * as z from 'zod/mini';
import { command, locale } from './endpoint.ts';
import { done, refused } from './outcome.ts';
import { text } from './parts.ts';
import { problemAnswer } from './problem.ts';
import { CADENCE_KEYS, settingsChange } from './settings-change.ts';
import { bandCount } from './settings-parts.ts';
import { contractVersion } from './version.ts';

const madeKey = z.object({
  contractVersion,
  state: z.literal('key'),
  /** Answered this once; only a hash is stored. */
  key: text,
  text,
});
const effect = z.object({
  contractVersion,
  state: z.literal('effect'),
  summary: text,
  bands: z.array(z.object({ ...bandCount.shape, before: z.int(), beforeText: text, changeText: text })),
  /** "12 partners would join, 3 would leave." */
  lines: z.array(text),
});
export type Effect = z.output<typeof effect>;

export const actionAnswer = z.discriminatedUnion('state', [done, refused, madeKey, effect, problemAnswer]);
export type ActionAnswer = z.output<typeof actionAnswer>;

/** The settings the page was made from; another number means that somebody else has saved since. */
const version = z.int();
const id = z.int();
const userId = z.string().check(z.regex(/^\d{1,20}$/, 'A HubSpot user id is digits only'));

const settings = <Body extends z.ZodMiniType>(name: string, body: Body) =>
  command({ method: 'POST', path: `/api/settings/${name}`, body, answer: actionAnswer });

export const saveSettingsCommand = settings('save', z.strictObject({ locale, version, change: settingsChange }));
export const previewEffectCommand = settings('effect', z.strictObject({ locale, change: settingsChange }));
export const setMetricCommand = settings(
  'metric',
  z.strictObject({
    locale,
    version,
    metric: z.string().check(z.maxLength(100)),
    isActive: z.boolean(),
    ownerId: z.nullable(z.string().check(z.maxLength(40))),
    cadence: z.enum(CADENCE_KEYS),
    /** Metric to switch off in its place. */
    retire: z.nullable(z.string().check(z.maxLength(100))),
    /** Its definition was looked at today. */
    isReviewed: z.boolean(),
  }),
);
export const makeFeedKeyCommand = settings(
  'feed-key',
  z.strictObject({ locale, label: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)) }),
);
export const revokeFeedKeyCommand = settings('feed-key/revoke', z.strictObject({ locale, id }));
export const pauseWritesCommand = settings('write-back/pause', z.strictObject({ locale }));
export const resumeWritesCommand = settings('write-back/resume', z.strictObject({ locale }));
export const undoWritesCommand = settings('write-back/undo', z.strictObject({ locale }));
export const syncNowCommand = settings('sync', z.strictObject({ locale }));
export const addAdminCommand = settings('admins/add', z.strictObject({ locale, userId }));
export const removeAdminCommand = settings('admins/remove', z.strictObject({ locale, userId }));
export const restoreSettingsCommand = settings('restore', z.strictObject({ locale, version, changeId: id }));
export const leaveCommand = settings(
  'leave',
  z.strictObject({ locale, properties: z.enum(['keep', 'remove']), confirm: z.literal('remove partner pulse') }),
);
