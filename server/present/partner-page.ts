import { CONTRACT_VERSION, type MeasureGroup, type MeasureRow, type PartnerPageAnswer } from '@partner-pulse/contract';
import { CATEGORY_WORDS, createFormatter, LIFECYCLE_WORDS, partnerPageText, periodText } from '@partner-pulse/words';
import { shownScore } from '../../app/health/override.ts';
import { type Day, parseDay } from '../../app/kit/days.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Measure, Metric } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { AccountView, PartnerModel } from '../compute/models.ts';
import type { MetricHistory } from '../store/programme.ts';
import { AS_SHARE, IN_POINTS } from './change-units.ts';
import type { Voice } from './component-words.ts';
import { findingLines } from './finding-words.ts';
import { headlineFor } from './headline.ts';
import { judged, judgementPart, type Said } from './judgements.ts';
import { type Clock, directionPart, freshness } from './parts.ts';
import { standingOf } from './programme-lists.ts';
import { resultText } from './result-words.ts';

/** What a partner is compared with: its numbers as they were known at a date. */
export interface Frozen {
  readonly asOf: string;
  readonly results: Readonly<Record<string, Result>>;
}

export interface PartnerPageData extends Said {
  readonly model: PartnerModel;
  readonly view: AccountView;
  readonly history: MetricHistory['points'] | null;
  /** Frozen when the account was first computed. */
  readonly goLive: Frozen | null;
  /** Of a year before that, worked out from what was known then. */
  readonly yearBefore: Frozen | null;
}

/** Younger than this, the go-live baseline has nothing to say yet and the year before stands in. */
const SETTLED_DAYS = 28;

/** Everything that is known of one partner, in four groups. */
export function presentPartner(data: PartnerPageData, clock: Clock, locale: string | undefined): PartnerPageAnswer {
  const { view, history } = data;
  const model = judged(data.model, data);
  const voice: Voice = { f: createFormatter({ locale, timeZone: view.timeZone }), currency: view.currency };
  const { f } = voice;
  const { health, partner, owner } = model;
  const baseline = baselineOf(data);
  const tags = [partner.tier, partner.type, partner.region].filter((tag) => tag !== null);
  return {
    contractVersion: CONTRACT_VERSION,
    state: 'ready',
    partner: { recordId: partner.id, name: partner.name },
    standing: standingOf({ point: health.point, override: health.override ?? null }),
    score: shownScore(health),
    direction: directionPart(health.direction, f),
    hasCircle: health.bands === undefined,
    headline: headlineFor(health, voice),
    facts: [
      [LIFECYCLE_WORDS[health.score.stage], ...tags].join(', '),
      partnerPageText.manager(owner?.name ?? null),
      `Definition v${model.definitionVersion}`,
    ],
    freshness: freshness(view, clock, f),
    baselineText: baseline
      ? partnerPageText.baseline(f.day(parseDay(baseline.asOf) ?? 0), baseline === data.yearBefore)
      : partnerPageText.noBaseline,
    groups: (Object.keys(CATEGORY_WORDS) as (keyof typeof CATEGORY_WORDS)[]).map((key) =>
      groupOf(key, model, history, baseline, voice),
    ),
    gaps: findingLines(model.findings, f),
    judgement: judgementPart(model, data, view, voice),
  };
}

export function baselineOf({
  goLive,
  yearBefore,
  view,
}: Pick<PartnerPageData, 'goLive' | 'yearBefore' | 'view'>): Frozen | null {
  const day: Day | null = goLive && parseDay(goLive.asOf);
  return day !== null && view.asOfDay - day >= SETTLED_DAYS ? goLive : (yearBefore ?? null);
}

function groupOf(
  category: keyof typeof CATEGORY_WORDS,
  model: PartnerModel,
  history: MetricHistory['points'] | null,
  baseline: Frozen | null,
  voice: Voice,
): MeasureGroup {
  const measures = CATALOGUE.filter(({ meta, partner }) => meta.category === category && partner).flatMap((metric) =>
    Object.entries(metric.meta.measures).flatMap(([name, measure]) => {
      const key = `${metric.meta.id}/${name}`;
      const result = model.results[key];
      return measure.scope === 'program' || !result ? [] : [{ metric, measure, key, result }];
    }),
  );
  const isKnown = ({ result }: { result: Result }) => result.state === 'value';
  const courseOf = (key: string) => history?.measures[key] ?? [];
  const isQuiet = ({ key, result }: { key: string; result: Result }) =>
    result.state === 'value' &&
    result.value === 0 &&
    courseOf(key).every((point) => typeof point !== 'number' || point === 0);
  return {
    key: category,
    ...CATEGORY_WORDS[category],
    rows: measures
      .filter((one) => isKnown(one) && !isQuiet(one))
      .map((one) => rowOf(one, courseOf(one.key), baseline?.results[one.key], voice)),
    quiet: measures.filter(isQuiet).map(({ measure }) => measure.label),
    unknown: measures
      .filter((one) => !isKnown(one))
      .map(({ measure, key, result }) => `${measure.label}: ${resultText(key, result, voice)}`),
  };
}

interface Told {
  readonly metric: Metric;
  readonly measure: Measure;
  readonly key: string;
  readonly result: Result;
}

function rowOf(
  { metric, measure, key, result }: Told,
  course: readonly (number | string | null)[],
  before: Result | undefined,
  voice: Voice,
): MeasureRow {
  const { f } = voice;
  const points = course.map((point) => (typeof point === 'number' ? point : null));
  const sample = result.sample === undefined ? '' : `, ${f.count(result.sample, 'record')}`;
  return {
    key,
    name: measure.label,
    valueText: resultText(key, result, voice),
    periodText: `${periodText(measure.window)}${sample}`,
    ...changeOf(metric, measure, key, result, before, voice),
    points,
    altText: courseAlt(key, measure.label, points, voice),
  };
}

/** Units whose change is told as a share of what was there; others in their own unit. */
function changeOf(
  { meta }: Metric,
  measure: Measure,
  key: string,
  now: Result,
  before: Result | undefined,
  voice: Voice,
): Pick<MeasureRow, 'changeText' | 'changeTone'> {
  if (before?.state !== 'value') return { changeText: partnerPageText.notKnownThen, changeTone: 'neutral' };
  if (now.state !== 'value' || typeof now.value === 'string' || typeof before.value === 'string') {
    const isSame = now.state === 'value' && now.value === before.value;
    return {
      changeText: isSame ? partnerPageText.noChange : partnerPageText.was(resultText(key, before, voice)),
      changeTone: 'neutral',
    };
  }
  const size = now.value - before.value;
  if (size === 0) return { changeText: partnerPageText.noChange, changeTone: 'neutral' };
  const isBetter = meta.better === 'higher' ? size > 0 : meta.better === 'lower' ? size < 0 : null;
  const changeTone = isBetter === null ? 'neutral' : isBetter ? 'good' : 'bad';
  return { changeText: sizeText(measure, now.value, before.value, key, before, voice), changeTone };
}

function sizeText(measure: Measure, now: number, then: number, key: string, before: Result, voice: Voice): string {
  const { f } = voice;
  const sign = now > then ? '+' : '\u2212';
  if (IN_POINTS.includes(measure.unit)) return partnerPageText.points(f, sign, Math.abs(now - then) * 100);
  if (AS_SHARE.includes(measure.unit) && then > 0) return `${sign}${f.percent(Math.abs(now / then - 1))}`;
  return partnerPageText.was(resultText(key, before, voice));
}

/** First and last known month end, in words. */
function courseAlt(key: string, name: string, points: readonly (number | null)[], voice: Voice): string {
  const known = points.filter((point) => point !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2) return partnerPageText.noCourse(name);
  const text = (value: number) => resultText(key, { state: 'value', value }, voice);
  return partnerPageText.course(voice.f, name, text(first), text(last), known.length);
}
