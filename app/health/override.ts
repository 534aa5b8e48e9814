/**
 * A person's word on a partner for a time: a band, or a score, with a reason and an end. What was computed is never
 * changed by it; it stands beside.
 */
import type { Day } from '../kit/days.ts';
import { bandOf } from './band.ts';
import type { Band, BandLines } from './model.ts';

export interface Override {
  readonly band: Band;
  /** Set where a score was given; the band is then the one that it falls into. */
  readonly score: number | null;
  /** Both days are in force. */
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** What nobody looks at again for longer than a year is no judgement any more. */
export const MOST_OVERRIDE_DAYS = 366;

/** What was wished, as an override; a score decides its band, by the lines of the day it is given. */
export function overrideOf(
  wish: { readonly band: Band } | { readonly score: number },
  firstDay: Day,
  lastDay: Day,
  lines?: BandLines,
): Override {
  return 'score' in wish
    ? { band: bandOf(wish.score, lines), score: wish.score, firstDay, lastDay }
    : { band: wish.band, score: null, firstDay, lastDay };
}

/**
 * The override in force on a day. The last word counts, also where it has run out: an earlier one does not come back.
 * @param steps oldest first; null where somebody ended what was in force
 */
export function overrideAt<Step extends Override>(steps: readonly (Step | null)[], day: Day): Step | null {
  const last = steps.at(-1) ?? null;
  return last !== null && last.firstDay <= day && day <= last.lastDay ? last : null;
}

/** What was computed, and what a person says instead. */
interface Judged {
  readonly override?: Override;
  readonly point: { readonly score: number | null; readonly band: Band | null };
}

/** The score that is shown and written: a person's while one is in force, else the computed one. */
export const shownScore = ({ override, point }: Judged): number | null => override?.score ?? point.score;

/** The same for the band; null where neither says one. */
export const shownBand = ({ override, point }: Judged): Band | null => override?.band ?? point.band;
