/**
 * What moved between the score that a reviewer saw and the score of today, told apart by whether the partner, our
 * definition or late data moved it. The day of the review is worked out twice more under today's definition: once from
 * what was known on that day, once from what is known of it now. What was seen against the first is the definition, the
 * first against the second is corrected data, the second against today is what the partner did. The three add up.
 */
import type { Day } from '../kit/days.ts';
import { driversOf } from './drivers.ts';
import type { ComponentKey } from './model.ts';
import type { Score } from './score.ts';

/** What a card showed when somebody reviewed the partner; kept with the review for good. */
export interface Seen {
  readonly asOf: Day;
  readonly state: Score['state'] | 'not-yet';
  /** Rounded, as it was shown. */
  readonly score: number | null;
  readonly band: string | null;
  readonly knownWeight: number;
  readonly components: readonly { readonly key: ComponentKey; readonly points: number | null }[];
  readonly definitionVersion: string;
  readonly settingsVersion: number;
}

/** Rounded score points; they add up to `now - seen`. */
interface Split {
  readonly behaviour: number;
  readonly definition: number;
  readonly data: number;
}

export interface SinceReview {
  /** Of the review that it was worked out for. */
  readonly reviewId: number;
  readonly from: Day;
  readonly seen: number | null;
  readonly now: number | null;
  /** Null where there was no score on one side: then nothing can be taken apart. */
  readonly split: Split | null;
  /** Components by what they did to the score, the largest first; empty without a split. */
  readonly moved: readonly {
    readonly key: ComponentKey;
    readonly points: number;
    readonly from: number | null;
    readonly to: number | null;
  }[];
  /** Components that late or corrected data changed on the day of the review. */
  readonly corrected: readonly ComponentKey[];
  readonly isOtherDefinition: boolean;
}

export interface ReviewDay {
  readonly reviewId: number;
  readonly seen: Seen;
  /** The day of the review by what was known on it, and by what is known now. */
  readonly known: Score | undefined;
  readonly corrected: Score | undefined;
}

export interface Definition {
  readonly definitionVersion: string;
  readonly settingsVersion: number;
}

/** Takes the movement since a review apart. `now` is the score of today. */
export function sinceReview(
  { reviewId, seen, known, corrected }: ReviewDay,
  now: Score,
  today: Definition,
): SinceReview {
  const isOtherDefinition =
    seen.definitionVersion !== today.definitionVersion || seen.settingsVersion !== today.settingsVersion;
  const scoreNow = shown(now);
  const split = splitOf([seen.score, shown(known), shown(corrected), scoreNow], isOtherDefinition);
  return {
    reviewId,
    from: seen.asOf,
    seen: seen.score,
    now: scoreNow,
    split,
    moved:
      split === null
        ? []
        : driversOf(now, corrected).flatMap(({ key, change, now: to, before }) =>
            Math.round(change ?? 0) === 0
              ? []
              : [{ key, points: Math.round(change ?? 0), from: before?.value ?? null, to: to.value }],
          ),
    corrected: split === null || split.data === 0 ? [] : differing(known, corrected),
    isOtherDefinition,
  };
}

function splitOf(
  [seen, known, corrected, now]: readonly [number | null, number | null, number | null, number | null],
  isOtherDefinition: boolean,
): Split | null {
  if (seen === null || known === null || corrected === null || now === null) return null;
  const data = corrected - known;
  // Under the same definition, what was seen differs from the end of that day by what happened in the rest of the day.
  const definition = isOtherDefinition ? known - seen : 0;
  return { definition, data, behaviour: now - seen - definition - data };
}

const shown = (score: Score | undefined): number | null =>
  score === undefined || score.exact === null ? null : Math.round(score.exact);

function differing(a: Score | undefined, b: Score | undefined): ComponentKey[] {
  return (b?.components ?? [])
    .filter(({ key, value }) => value !== (a?.components.find((one) => one.key === key)?.value ?? null))
    .map(({ key }) => key);
}
