/** What a partner is shown of itself: agreed measures, their definitions and months. Nothing else of the model leaves. */
import { createFormatter, periodText, rangeText, SCORECARD_WORDS, sharedText } from '@partner-pulse/words';
import { type Day, parseDay } from '../../app/kit/days.ts';
import type { Result } from '../../app/metrics/result.ts';
import { MOST_ON_SCORECARD, type ScorecardMeasure, scorecardMeasure } from '../../app/metrics/scorecard-measures.ts';
import type { AccountView, PartnerModel } from '../compute/models.ts';
import type { MetricHistory } from '../store/programme.ts';
import type { Voice } from './component-words.ts';
import { resultText } from './result-words.ts';

export interface Scorecard {
  readonly partnerName: string;
  readonly asOfText: string;
  readonly sharedText: string;
  readonly tiles: readonly ScorecardTile[];
  readonly definitions: readonly { readonly name: string; readonly question: string; readonly formula: string }[];
}

export interface ScorecardTile {
  readonly name: string;
  readonly value: string;
  readonly isKnown: boolean;
  readonly period: string;
  readonly months: readonly ScorecardMonth[];
  /** Lowest and highest month end, in words; null where no month has a number. */
  readonly rangeText: string | null;
  /** The whole chart in one sentence. */
  readonly altText: string;
}

export interface ScorecardMonth {
  readonly label: string;
  readonly value: number | null;
}

export interface ScorecardInput {
  readonly model: PartnerModel;
  readonly view: AccountView;
  readonly history: MetricHistory['points'] | null;
  readonly measures: readonly string[];
  readonly link: { readonly sharedBy: string; readonly expiresMs: number };
  readonly locale: string | undefined;
}

/** Twelve months and the one a year before the last. */
const MONTHS_SHOWN = 13;

export function presentScorecard({ model, view, history, measures, link, locale }: ScorecardInput): Scorecard {
  const voice: Voice = { f: createFormatter({ locale, timeZone: view.timeZone }), currency: view.currency };
  const agreed = measures.flatMap((key) => scorecardMeasure(key) ?? []).slice(0, MOST_ON_SCORECARD);
  const metas = [...new Map(agreed.map(({ meta }) => [meta.id, meta])).values()];
  return {
    partnerName: model.partner.name,
    asOfText: `As of ${voice.f.day(view.asOfDay)}`,
    sharedText: sharedText(voice.f, link.sharedBy, link.expiresMs),
    tiles: agreed.map((one) => tileOf(one, model.results[one.key], history, voice)),
    definitions: metas.map(({ id, question, formula }) => ({
      // The tiles' own words, so that a reader finds a tile's definition.
      name: agreed.flatMap(({ meta, measure }) => (meta.id === id ? measure.label : [])).join('; '),
      question,
      formula,
    })),
  };
}

function tileOf(
  { key, measure }: ScorecardMeasure,
  result: Result | undefined,
  history: MetricHistory['points'] | null,
  voice: Voice,
): ScorecardTile {
  const months = monthsOf(key, history, voice);
  const worded = (value: number) => resultText(key, { state: 'value', value }, voice);
  const known = months.flatMap(({ value }) => value ?? []);
  return {
    name: measure.label,
    value: ownText(key, result, voice),
    isKnown: result?.state === 'value',
    period: periodText(measure.window),
    months,
    rangeText: known.length === 0 ? null : rangeText(worded(Math.min(...known)), worded(Math.max(...known))),
    altText: `${measure.label} at month ends: ${months
      .map(({ label, value }) => `${label} ${value === null ? SCORECARD_WORDS.noData : worded(value)}`)
      .join(', ')}`,
  };
}

/** Reasons are written for the account's admins; a partner reads the state alone. */
function ownText(key: string, result: Result | undefined, voice: Voice): string {
  if (result?.state === 'value' || result?.state === 'not-enough-data') return resultText(key, result, voice);
  if (result?.state === 'not-applicable') return SCORECARD_WORDS.notApplicable;
  return result?.state === 'stale' ? SCORECARD_WORDS.stale : SCORECARD_WORDS.notMeasured;
}

function monthsOf(key: string, history: MetricHistory['points'] | null, { f }: Voice): ScorecardMonth[] {
  const points = history?.measures[key] ?? [];
  const months = (history?.dates ?? []).flatMap((date, at) => {
    const day: Day | null = parseDay(date);
    const point = points[at];
    return day === null ? [] : [{ day, label: f.month(day), value: typeof point === 'number' ? point : null }];
  });
  return months
    .toSorted((a, b) => a.day - b.day)
    .slice(-MONTHS_SHOWN)
    .map(({ label, value }) => ({ label, value }));
}
