import type { Day } from '../kit/days.ts';

/** Kinds of doubtful data. Nothing is dropped in silence: each is counted, and listed with its record. */
export const FINDING_KINDS = [
  'conflict-two-sourced-partners',
  'conflict-label-and-property',
  'partner-is-its-own-customer',
  'partner-name-unknown',
  'partner-name-matches-several',
  'duplicate-partner-domain',
  'amount-missing',
  'amount-negative',
  'amount-not-a-number',
  'amount-in-other-currency',
  'date-impossible',
  'stage-unknown',
  'closed-before-created',
  'registration-missing',
  'partner-start-missing',
  'partner-owner-missing',
  'partner-type-missing',
  'deal-owner-missing',
  'close-date-missing',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  readonly record: { readonly type: 'company' | 'deal'; readonly id: string };
  /** Partner indexes concerned; empty where none is. */
  readonly partners: readonly number[];
  /** From which day it was so. */
  readonly day: Day;
  /** What was found, in the record's own words. */
  readonly detail: string;
}
