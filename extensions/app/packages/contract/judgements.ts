import { OVERRIDE_BANDS } from '@partner-pulse/words';
import * as z from 'zod/mini';
import { command, endpoint, locale, recordId } from './endpoint.ts';
import { done, refused } from './outcome.ts';
import { maybeText, text } from './parts.ts';
import { problemAnswer } from './problem.ts';
import { contractVersion } from './version.ts';

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written as 2026-01-31'));

/** What people said of a partner, as its card and its page show it. */
export const judgement = z.object({
  /** The last thing said; goes back with every command, so that two people do not overrule each other unseen. */
  seq: z.int(),
  /** In force today; null while the computed band stands. */
  override: z.nullable(
    z.object({
      /** "Set to Healthy by Ana Ruiz until Dec 20, 2026". */
      text,
      /** "Computed: At risk, 31 points". */
      computedText: text,
      reasonText: text,
    }),
  ),
  /** "You are looking at 58 points, Watch, as of Nov 20, 2026": what a review is kept with. */
  seenText: text,
  /** Calendar dates in the account's time zone that an override may end on. */
  until: z.object({ first: day, usual: day, last: day }),
  /** Said before somebody tries; null where everyone may. */
  overridesText: maybeText,
  sharingText: maybeText,
  /** The newest first. */
  history: z.array(z.object({ key: text, title: text, whenText: text, whoText: text, seenText: text, note: text })),
});
export type Judgement = z.output<typeof judgement>;

const shared = z.object({
  contractVersion,
  state: z.literal('shared'),
  /** Opens the scorecard. Answered this once; only a hash of it is stored. */
  url: text,
  text,
});

export const judgementAnswer = z.discriminatedUnion('state', [done, refused, shared, problemAnswer]);
export type JudgementAnswer = z.output<typeof judgementAnswer>;

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
const after = z.int();
const partner = <Body extends z.ZodMiniType>(name: string, body: Body) =>
  command({ method: 'POST', path: `/api/partners/${name}`, body, answer: judgementAnswer });

export const reviewCommand = partner('review', z.strictObject({ locale, partnerId: recordId, after, note: words }));

/** A band, or a score, which decides the band. */
export const overrideCommand = partner(
  'override',
  z.strictObject({
    locale,
    partnerId: recordId,
    after,
    reason: words,
    until: day,
    set: z.union([
      z.strictObject({ band: z.enum(OVERRIDE_BANDS) }),
      z.strictObject({ score: z.int().check(z.gte(0), z.lte(100)) }),
    ]),
  }),
);

export const endOverrideCommand = partner(
  'override/end',
  z.strictObject({ locale, partnerId: recordId, after, reason: words }),
);

export const shareScorecardCommand = partner(
  'scorecard',
  z.strictObject({ locale, partnerId: recordId, days: z.int().check(z.gte(1), z.lte(366)) }),
);
export const revokeScorecardCommand = partner(
  'scorecard/revoke',
  z.strictObject({ locale, partnerId: recordId, id: z.int() }),
);

const links = z.object({
  contractVersion,
  state: z.literal('links'),
  /** The newest first. */
  links: z.array(
    z.object({
      id: z.int(),
      /** "Open until Dec 29, 2026" or "Withdrawn on Nov 20, 2026". */
      stateText: text,
      isOpen: z.boolean(),
      /** "Shared by Ana Ruiz on Nov 29, 2026". */
      sharedText: text,
      /** "Opened 3 times, last on Nov 30, 2026, 09:12". */
      viewsText: text,
    }),
  ),
});
export const linksAnswer = z.discriminatedUnion('state', [links, problemAnswer]);
export type LinksAnswer = z.output<typeof linksAnswer>;

/** Every link to one partner's scorecard. */
export const scorecardLinks = endpoint({
  method: 'GET',
  path: '/api/partners/scorecards',
  query: z.object({ partnerId: recordId, locale }),
  answer: linksAnswer,
});
