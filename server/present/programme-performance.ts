import type { ProgrammeReady } from '@partner-pulse/contract';
import { FACET_STATUS, FACET_WORDS, type Formatter, programmeText } from '@partner-pulse/words';
import { type Day, parseDay } from '../../app/kit/days.ts';
import {
  areasToImprove,
  FACETS,
  type FacetPerformance,
  programmePerformance,
} from '../../app/learning/programme-performance.ts';
import { scoreBacktest } from '../../app/learning/score-backtest.ts';
import { type Result, value } from '../../app/metrics/result.ts';
import type { MetricHistory } from '../store/programme.ts';
import type { PartnerLine } from '../store/programme-page.ts';
import type { Results, Voice } from './component-words.ts';
import { numberIn } from './programme-lists.ts';
import { measureName, resultText } from './result-words.ts';

/** Results of the programme that its facets are told by. */
export const FACET_KEYS: readonly string[] = Object.values(FACETS).flatMap((measures) =>
  measures.map(({ measure }) => measure),
);

const YEAR_DAYS = 365;

export interface PerformanceInput {
  readonly results: Results;
  readonly history: MetricHistory['points'] | null;
  /** What was frozen of the programme. */
  readonly baseline: { readonly asOf: string; readonly results: Readonly<Record<string, Result>> } | null;
  readonly asOf: Day;
}

/** Facet by facet against a year ago, and what is worth improving against what was frozen. */
export function performanceSection(input: PerformanceInput, voice: Voice): ProgrammeReady['performance'] {
  const { results, baseline } = input;
  const before = yearAgo(input);
  const facets = programmePerformance(results, before?.results ?? {});
  const { f } = voice;
  return {
    periodText: before ? programmeText.performancePeriod(f.day(before.day)) : programmeText.noPerformance,
    facets: facets.map((facet) => ({
      name: FACET_WORDS[facet.facet] ?? facet.facet,
      word: FACET_STATUS[facet.status][0],
      tone: FACET_STATUS[facet.status][1],
      text: facetText(facet, voice),
    })),
    ...improvement(results, baseline, voice),
  };
}

function improvement(results: Results, baseline: PerformanceInput['baseline'], { f }: Voice) {
  if (baseline === null) return { improveText: programmeText.noBaseline, improve: [] };
  const improve = areasToImprove(results, baseline.results).map(({ facet, gap }) =>
    programmeText.below(FACET_WORDS[facet] ?? facet, f.percent(gap)),
  );
  const day = f.day(parseDay(baseline.asOf) ?? 0);
  return { improveText: improve.length > 0 ? programmeText.improve(day) : programmeText.noImprove, improve };
}

/** The measure that moved most, or what is not known. */
function facetText({ driver, unknown, changes }: FacetPerformance, voice: Voice): string {
  if (driver === null || changes.length === 0)
    return unknown.length > 0 ? programmeText.notKnown(unknown.map(measureName)) : programmeText.fromNothing;
  const text = (one: number) => resultText(driver.measure, value(one), voice);
  return programmeText.moved(measureName(driver.measure), text(driver.before), text(driver.now));
}

/** The last month end that lies a year back or more, with the numbers known at it. */
function yearAgo({ history, asOf }: PerformanceInput): { readonly day: Day; readonly results: Results } | null {
  const days = (history?.dates ?? []).map((date) => parseDay(date) ?? 0);
  const at = days.findLastIndex((day) => day <= asOf - YEAR_DAYS);
  const day = days[at];
  if (!history || day === undefined) return null;
  const results = FACET_KEYS.flatMap((key) => {
    const point = history.measures[key]?.[at];
    return typeof point === 'number' ? [[key, value(point)] as const] : [];
  });
  return { day, results: Object.fromEntries(results) };
}

/** Whether the scores of a year ago said anything of the year since. */
export function worksSection(lines: readonly PartnerLine[], f: Formatter): ProgrammeReady['works'] {
  const past = lines.flatMap((line) => {
    const [then] = line.months;
    const revenueMinor = numberIn(line, 'sourced-revenue/revenue-365d');
    return then ? [{ id: line.partner.id, asOf: then.asOf, score: then.score, revenueMinor }] : [];
  });
  return { sentence: worksText(past, f), note: programmeText.worksNote };
}

function worksText(past: Parameters<typeof scoreBacktest>[0], f: Formatter): string {
  const { relation, verdict } = scoreBacktest(past);
  if (relation.kind === 'not-enough-history' || verdict === null) {
    const { have, need } = relation.kind === 'not-enough-history' ? relation : { have: 0, need: 0 };
    return programmeText.worksTooFew(f, have, need);
  }
  const word = programmeText.works[verdict];
  const day = f.day(past[0]?.asOf ?? 0);
  const { topToBottom, pairs, topOutcome } = { topOutcome: topThird(past), ...relation };
  if (topOutcome <= 0) return programmeText.worksNobody(f, word, pairs, day);
  return programmeText.worksText(f, word, pairs, day, topToBottom === undefined ? null : f.number(topToBottom, 1));
}

/** Revenue since of the third with the highest scores. */
function topThird(past: Parameters<typeof scoreBacktest>[0]): number {
  const known = past
    .filter(({ score, revenueMinor }) => score !== null && revenueMinor !== null)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
  return known.slice(0, Math.floor(known.length / 3)).reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0);
}
