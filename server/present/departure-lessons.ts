/** What the score said of partners before they left, as tables. */
import type { Lesson } from '@partner-pulse/contract';
import { END_CAUSE_WORDS, LESSON_WORDS, STANDING_WORDS } from '@partner-pulse/words';
import type { HealthPoint } from '../../app/health/health.ts';
import type { HealthLessons } from '../../app/learning/lessons.ts';
import type { Voice } from './component-words.ts';
import { type Cell, lesson, names, says } from './lesson-table.ts';

/** Fewer known cases, and a share of them says nothing: the counts stand alone. */
const MIN_FOR_SHARE = 5;

/** @param departures null where nobody has left; undefined in what was stored before they were kept */
export function departureLessons(departures: HealthLessons | null | undefined, voice: Voice): Lesson[] {
  if (departures === undefined) return [];
  const sum = summaryLesson(departures, voice);
  return departures === null ? [sum] : [sum, leaverLesson(departures, voice)];
}

function summaryLesson(departures: HealthLessons | null, { f }: Voice): Lesson {
  const words = LESSON_WORDS.departures;
  const rows = (departures?.before ?? []).map(({ daysBefore, bands, unknown, stayedAtRisk }) => {
    const known = bands.healthy + bands.watch + bands['at-risk'];
    const count = (of: number): Cell =>
      says(known < MIN_FOR_SHARE ? f.number(of) : words.ofKnown(f.number(of), f.percent(of / known)));
    return [
      says(f.days(daysBefore)),
      count(bands['at-risk']),
      count(bands.watch),
      count(bands.healthy),
      says(f.number(unknown)),
      says(stayedAtRisk === null ? words.nobodyStayed : f.percent(stayedAtRisk)),
    ];
  });
  return lesson('departures', words, [1, 2, 3, 4, 5], rows, words.note);
}

function leaverLesson({ before, leavers, count }: HealthLessons, { f }: Voice): Lesson {
  const words = LESSON_WORDS.leavers;
  const rows = leavers.map(({ id, name, end, points }) => [
    names([{ id, name }]),
    says(f.day(end.day)),
    says(END_CAUSE_WORDS[end.cause] ?? end.cause),
    ...points.map((point) => says(pointText(point, f))),
  ]);
  const columns = [...words.columns, ...before.map(({ daysBefore }) => words.before(f.days(daysBefore)))];
  const isReconstructed = leavers.some(({ points }) => points.some(({ provenance }) => provenance === 'reconstructed'));
  const notes = [
    ...(count > leavers.length ? [words.more(f, leavers.length, count)] : []),
    ...(isReconstructed ? [words.reconstructed] : []),
  ];
  return lesson('leavers', { ...words, columns }, [], rows, notes.length > 0 ? notes.join(' ') : null);
}

function pointText({ state, score, band }: HealthPoint, f: Voice['f']): string {
  const words = LESSON_WORDS.leavers;
  if (state === 'not-yet') return words.notYet;
  if (state === 'new' || state === 'left') return STANDING_WORDS[state];
  return score === null || band === null
    ? STANDING_WORDS['not-enough-data']
    : words.point(STANDING_WORDS[band], f.number(score));
}
