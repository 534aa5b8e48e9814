import type { MetricEntry, MetricGroups, MetricValue } from '@partner-pulse/contract';
import { baselineText, METRIC_GROUP_WORDS, periodText, stateText, toneOfChange } from '@partner-pulse/words';
import { parseDay } from '../../app/kit/days.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Measure, Metric } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { FrozenResults } from '../store/cards.ts';
import { AS_SHARE, IN_POINTS } from './change-units.ts';
import type { Results, Voice } from './component-words.ts';
import { resultText } from './result-words.ts';

type GroupKey = keyof typeof METRIC_GROUP_WORDS;
const GROUPS = Object.keys(METRIC_GROUP_WORDS) as GroupKey[];

/** Every metric that speaks of a partner, by category, known or not. */
export function metricGroupsOf(results: Results, baseline: FrozenResults | null, voice: Voice): MetricGroups {
  const { f } = voice;
  const day = baseline && parseDay(baseline.asOf);
  const groups = GROUPS.flatMap((key) => {
    const metrics = CATALOGUE.filter(({ meta, partner }) => meta.category === key && partner)
      .map((metric) => entryOf(metric, results, baseline?.results ?? {}, voice))
      .filter(({ values, missing }) => values.length + missing.length > 0);
    if (metrics.length === 0) return [];
    const known = metrics.filter(({ values }) => values.length > 0).length;
    const knownText = `${f.number(known)} of ${f.count(metrics.length, 'metric')} known`;
    return [{ key, title: METRIC_GROUP_WORDS[key], knownText, metrics }];
  });
  return { baselineText: day === null ? baselineText.none : baselineText.against(f.day(day)), groups };
}

function entryOf({ meta }: Metric, results: Results, before: Results, voice: Voice): MetricEntry {
  const values: MetricValue[] = [];
  const missing = new Set<string>();
  for (const [name, measure] of Object.entries<Measure>(meta.measures)) {
    const key = `${meta.id}/${name}`;
    const result = results[key];
    if (measure.scope === 'program' || !result) continue;
    if (result.state === 'value') values.push(metricValue(key, measure, meta.better, result, before[key], voice));
    else missing.add(missingText(key, result, voice));
  }
  return {
    id: meta.id,
    name: meta.name,
    question: meta.question,
    formula: meta.formula,
    exclusions: [...meta.exclusions],
    values,
    missing: [...missing],
  };
}

function metricValue(
  key: string,
  measure: Measure,
  better: Metric['meta']['better'],
  result: Result & { state: 'value' },
  before: Result | undefined,
  voice: Voice,
): MetricValue {
  const sample = result.sample === undefined ? '' : `, ${voice.f.count(result.sample, 'record')}`;
  return {
    key,
    label: measure.label,
    valueText: resultText(key, result, voice),
    periodText: `${periodText(measure.window)}${sample}`,
    ...changeOf(key, measure, better, result, before, voice),
  };
}

function changeOf(
  key: string,
  { unit }: Measure,
  better: Metric['meta']['better'],
  now: Result & { state: 'value' },
  before: Result | undefined,
  voice: Voice,
): Pick<MetricValue, 'changeText' | 'changeTone'> {
  if (before?.state !== 'value') return { changeText: null, changeTone: 'neutral' };
  if (now.value === before.value) return { changeText: baselineText.same, changeTone: 'neutral' };
  const was = baselineText.was(resultText(key, before, voice));
  if (typeof now.value === 'string' || typeof before.value === 'string')
    return { changeText: was, changeTone: 'neutral' };
  const size = now.value - before.value;
  const changeTone = toneOfChange(size, better);
  if (IN_POINTS.includes(unit)) return { changeText: baselineText.points(voice.f, size), changeTone };
  if (AS_SHARE.includes(unit) && before.value > 0)
    return { changeText: baselineText.share(voice.f, size / before.value), changeTone };
  return { changeText: was, changeTone };
}

/** What to map, how many are missing, or why there is no answer; never a number. */
function missingText(key: string, result: Exclude<Result, { state: 'value' }>, voice: Voice): string {
  if (result.state === 'not-set-up') return stateText.notSetUp(result.missing);
  if (result.state === 'not-applicable') return stateText.notApplicable(result.why);
  if (result.state === 'stale') return `Stale since ${voice.f.day(result.since)}`;
  return resultText(key, result, voice);
}
