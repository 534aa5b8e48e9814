import type { Formatter } from './formatter.ts';
import type { BandKey, DirectionKey, ProvenanceKey, RoleKey, StandingKey, Tone } from './keys.ts';
import type { Noun } from './nouns.ts';

/** The words of the product. Server, cards, exports and HubSpot property options take them from here. */

export const BAND_WORDS: Readonly<Record<BandKey, string>> = {
  healthy: 'Healthy',
  watch: 'Watch',
  'at-risk': 'At risk',
  'not-enough-data': 'Not enough data',
};

export const BAND_TONES: Readonly<Record<BandKey, Tone>> = {
  healthy: 'good',
  watch: 'warning',
  'at-risk': 'bad',
  'not-enough-data': 'neutral',
};

export const STANDING_WORDS: Readonly<Record<StandingKey, string>> = {
  ...BAND_WORDS,
  new: 'New partner',
  left: 'Left the programme',
};

export const STANDING_TONES: Readonly<Record<StandingKey, Tone>> = { ...BAND_TONES, new: 'neutral', left: 'neutral' };

export const DIRECTION_WORDS: Readonly<Record<DirectionKey, string>> = {
  up: 'Rising',
  steady: 'Steady',
  down: 'Falling',
  unknown: 'No earlier score',
};

export const DIRECTION_TONES: Readonly<Record<DirectionKey, Tone>> = {
  up: 'good',
  steady: 'neutral',
  down: 'bad',
  unknown: 'neutral',
};

export const ROLE_WORDS: Readonly<Record<RoleKey, string>> = {
  sourced: 'Sourced',
  influenced: 'Influenced',
  resold: 'Resold',
  serviced: 'Serviced',
};

/** What a role means, for a tooltip or a definition list. */
export const ROLE_MEANINGS: Readonly<Record<RoleKey, string>> = {
  sourced: 'The deal would not exist without this partner.',
  influenced: 'This partner is involved, but did not bring the deal.',
  resold: 'This partner makes the sale.',
  serviced: 'This partner delivers to the customer.',
};

export const PROVENANCE_WORDS: Readonly<Record<ProvenanceKey, string>> = {
  observed: 'stored on its day',
  reconstructed: 'worked out later from dated records',
  unavailable: 'not available',
};

/** Lifecycle stages of a partner, in their order (catalogue 56). */
export const LIFECYCLE_KEYS = [
  'recruited',
  'onboarding',
  'activated',
  'producing',
  'established',
  'declining',
  'inactive',
  'left',
] as const;
export type LifecycleKey = (typeof LIFECYCLE_KEYS)[number];

export const LIFECYCLE_WORDS: Readonly<Record<LifecycleKey, string>> = {
  recruited: 'Recruited',
  onboarding: 'Onboarding',
  activated: 'Activated',
  producing: 'Producing',
  established: 'Established',
  declining: 'Declining',
  inactive: 'Inactive',
  left: 'Left the programme',
};

/** Data quality grades (catalogue 115). */
export const QUALITY_WORDS = { A: 'A: complete', B: 'B: small gaps', C: 'C: large gaps', none: 'No data' } as const;

export const CHANGE_KIND_WORDS = { behaviour: 'Behaviour', definition: 'Definition', data: 'Late data' } as const;

/** States of a result, in words. Each says what is missing; none of them is 0. */
export const stateText = {
  /** "Not enough data (3 of 5 decided deals)". */
  notEnoughData: (f: Formatter, have: number, needed: number, noun: Noun): string =>
    `Not enough data (${f.number(have)} of ${f.count(needed, noun)})`,
  /** "Not set up: map the partner start date". */
  notSetUp: (whatToMap: string): string => `Not set up: ${whatToMap}`,
  notApplicable: (why: string): string => `Not applicable: ${why}`,
  stale: (f: Formatter, sinceMs: number): string => `Stale since ${f.date(sinceMs)}`,
} as const;

/** "Rising, 6 points in 13 weeks". Points are signed; only the size is written, the word carries the sign. */
export function directionText(f: Formatter, key: DirectionKey, points: number | null): string {
  if (key === 'unknown' || points === null) return DIRECTION_WORDS[key];
  const size = Math.abs(Math.round(points));
  return size === 0 ? DIRECTION_WORDS[key] : `${DIRECTION_WORDS[key]}, ${f.signedPoints(points)} in 13 weeks`;
}

export const knownWeightText = (f: Formatter, ratio: number): string => `${f.percent(ratio)} of the score is known`;

export const asOfText = (f: Formatter, ms: number): string => `As of ${f.dateTime(ms)}`;

/** @param programmeMs when totals were worked out, where single partners have moved since; else null */
export const programmeAsOfText = (f: Formatter, text: string, programmeMs: number | null): string =>
  programmeMs === null ? text : `${text}; totals worked out on ${f.dateTime(programmeMs)}, partners since`;

/** "23 days in: no score yet, by design". */
export const tooNewText = (f: Formatter, tenureDays: number): string =>
  `${f.days(tenureDays)} in, no score yet by design`;
