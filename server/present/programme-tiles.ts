import type { Tile } from '@partner-pulse/contract';
import { programmeText } from '@partner-pulse/words';
import { type Day, parseDay } from '../../app/kit/days.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { MetricHistory } from '../store/programme.ts';
import type { Results, Voice } from './component-words.ts';
import { resultText } from './result-words.ts';

export const TILE_KEYS = [
  'active-partners/share',
  'active-share-decline/change',
  'sourced-revenue/revenue-365d',
  'influenced-revenue/revenue-365d',
  'concentration-risk/top-1',
  'concentration-risk/top-5',
  'concentration-risk/danger',
  'coverage/coverage',
] as const;

export interface ProgrammeNumbers {
  readonly results: Results;
  readonly history: MetricHistory['points'] | null;
  readonly asOf: Day;
}

type Change = Tile['change'];

/** The header row: what a programme owner learns in ten seconds. Every number has its period below it. */
export function programmeTiles(numbers: ProgrammeNumbers, voice: Voice): Tile[] {
  return [
    activeTile(numbers, voice),
    revenueTile('sourced-revenue/revenue-365d', 'Sourced revenue', numbers, voice),
    revenueTile('influenced-revenue/revenue-365d', 'Influenced revenue', numbers, voice),
    concentrationTile(numbers, voice),
    coverageTile(numbers, voice),
  ];
}

export const numberOf = (result: Result | undefined): number | null =>
  result?.state === 'value' && typeof result.value === 'number' ? result.value : null;

const tile = (key: string, label: string, value: string, note: string | null, change: Change = null): Tile => ({
  ...{ key, label, value, note, change },
  records: null,
});

function activeTile({ results }: ProgrammeNumbers, voice: Voice): Tile {
  const key = 'active-partners/share';
  const result = results[key];
  const { numerator, denominator } = result ?? {};
  const note =
    numerator === undefined || denominator === undefined
      ? 'last 90 days'
      : programmeText.activeNote(voice.f, numerator, denominator);
  if (result?.state === 'not-enough-data')
    return tile(
      key,
      'Active partners',
      'Too few partners',
      programmeText.tooFewNote(voice.f, result.have, result.need),
    );
  const moved = numberOf(results['active-share-decline/change']);
  const points = moved === null ? null : Math.round(moved * 100);
  const change = changeOf(points, 'higher', (size) => programmeText.pointsIn26Weeks(voice.f, size));
  return tile(key, 'Active partners', resultText(key, result, voice), note, change);
}

function revenueTile(key: string, label: string, numbers: ProgrammeNumbers, voice: Voice): Tile {
  const { f, currency } = voice;
  const result = numbers.results[key];
  const now = numberOf(result);
  const value = now === null ? resultText(key, result, voice) : f.moneyShort(now, currency);
  const note = now === null ? 'last 12 months' : programmeText.wonNote(f, result?.sample ?? 0);
  const before = yearBefore(numbers, key);
  // A share of nothing cannot be told; the value beside its period says enough.
  const ratio = now === null || before === null || before.value <= 0 ? null : now / before.value - 1;
  const percent = ratio === null ? null : Math.round(ratio * 1000) / 1000;
  const change = changeOf(percent, 'higher', (size) =>
    programmeText.onYearBefore(f.percent(Math.abs(size)), f.day(before?.day ?? 0)),
  );
  return tile(key, label, value, note, change);
}

function concentrationTile(numbers: ProgrammeNumbers, voice: Voice): Tile {
  const { f } = voice;
  const key = 'concentration-risk/top-5';
  const largest = numberOf(numbers.results['concentration-risk/top-1']);
  const note = programmeText.topFiveNote(largest === null ? null : f.percent(largest));
  const before = yearBefore(numbers, key);
  const now = numberOf(numbers.results[key]);
  const points = now === null || before === null ? null : Math.round((now - before.value) * 100);
  const change = changeOf(points, 'lower', (size) => programmeText.pointsSince(f, size, f.day(before?.day ?? 0)));
  const value = now === null ? 'No revenue yet' : resultText(key, numbers.results[key], voice);
  return tile(key, 'Share of the five largest', value, note, change);
}

function coverageTile({ results }: ProgrammeNumbers, voice: Voice): Tile {
  const key = 'coverage/coverage';
  const result = results[key];
  const { f, currency } = voice;
  const isKnown = result?.state === 'value' && result.numerator !== undefined && result.denominator !== undefined;
  const note = isKnown
    ? programmeText.coverageNote(
        f.moneyShort(result.numerator ?? 0, currency),
        f.moneyShort(result.denominator ?? 0, currency),
      )
    : programmeText.noTarget;
  return tile(key, 'Coverage of target', resultText(key, result, voice), note);
}

/** What moved, coloured by meaning: more concentration is an increase and bad. Null where nothing moved or nothing is known. */
function changeOf(size: number | null, better: 'higher' | 'lower', say: (size: number) => string): Change {
  if (size === null || size === 0) return null;
  const isGood = size > 0 === (better === 'higher');
  return { direction: size > 0 ? 'increase' : 'decrease', text: say(size), tone: isGood ? 'good' : 'bad' };
}

/** A month end may lie this far from the day a year before. */
const CLOSE_DAYS = 16;

/** The programme's value at the month end nearest to a year before; null where it was not known. */
export function yearBefore(
  { history, asOf }: ProgrammeNumbers,
  key: string,
): { readonly day: Day; readonly value: number } | null {
  const points = history?.measures[key];
  if (!history || !points) return null;
  const [nearest] = history.dates
    .map((date, at) => ({ day: parseDay(date) ?? 0, value: points[at] }))
    .toSorted((a, b) => Math.abs(a.day - (asOf - 365)) - Math.abs(b.day - (asOf - 365)));
  if (!nearest || Math.abs(nearest.day - (asOf - 365)) > CLOSE_DAYS || typeof nearest.value !== 'number') return null;
  return { day: nearest.day, value: nearest.value };
}
