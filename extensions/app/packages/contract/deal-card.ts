import * as z from 'zod/mini';
import { endpoint, locale, recordId } from './endpoint.ts';
import { action, band, contact, direction, freshness, manager, maybeText, partnerLink, role, text } from './parts.ts';
import { problemAnswer } from './problem.ts';
import { contractVersion } from './version.ts';

const nextStep = z.object({
  ...action.shape,
  /** Which of HubSpot's own dialogs to open. */
  kind: z.enum(['task', 'meeting']),
});
export type NextStep = z.output<typeof nextStep>;

/**
 * What a rep reads about the partner on one deal. It has no weights, no commissions and no number of another partner.
 */
const dealPartnerParts = {
  contractVersion,
  partner: partnerLink,
  role,
  /** Why the partner has this role here: "Association label 'Referred by'". */
  roleSourceText: maybeText,
  /** Further partners on this deal, each with its own role. */
  others: z.array(z.object({ partner: partnerLink, role })),
  freshness,
  /** The one sentence that matters to this deal. */
  sentence: text,
  contact: z.nullable(contact),
  /** Our partner manager. */
  manager: z.nullable(manager),
  nextStep: z.nullable(nextStep),
};

const partner = z.object({ ...dealPartnerParts, state: z.literal('partner'), band, direction });
const newPartner = z.object({
  ...dealPartnerParts,
  state: z.literal('new-partner'),
  /** "New partner". */
  verdict: text,
});
const notEnoughData = z.object({
  ...dealPartnerParts,
  state: z.literal('not-enough-data'),
  /** "Not enough data". */
  verdict: text,
  /** What is missing, in one sentence. */
  missingText: text,
});

/** Sources disagree, or the partner would be its own customer. The deal counts for nobody until somebody decides. */
const conflict = z.object({
  contractVersion,
  state: z.literal('conflict'),
  /** "Two partners are named as sourced." */
  reason: text,
  parties: z.array(z.object({ partner: partnerLink, role, sourceText: text })),
  /** "Remove one label, or ask Ana Ruiz to decide." */
  todo: text,
  freshness,
});

const noPartner = z.object({
  contractVersion,
  state: z.literal('no-partner'),
  sentence: text,
  /** At most three; may be empty. */
  suggestions: z.array(z.object({ partner: partnerLink, reason: text, band: z.nullable(band) })),
  freshness,
});

const notSynced = z.object({
  contractVersion,
  state: z.literal('not-synced'),
  headline: text,
  progressText: maybeText,
});

export const dealCardAnswer = z.discriminatedUnion('state', [
  partner,
  newPartner,
  notEnoughData,
  conflict,
  noPartner,
  notSynced,
  problemAnswer,
]);
export type DealCardAnswer = z.output<typeof dealCardAnswer>;
/** The three answers about a deal that has one partner to speak of. */
export type DealPartnerAnswer = Extract<DealCardAnswer, { nextStep: unknown }>;

export const dealCard = endpoint({
  method: 'GET',
  path: '/api/cards/deal',
  query: z.object({ dealId: recordId, locale }),
  answer: dealCardAnswer,
});
