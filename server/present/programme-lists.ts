import type { AttentionItem, Mover, ProgrammeReady } from '@partner-pulse/contract';
import {
  BAND_WORDS,
  END_CAUSE_WORDS,
  type Formatter,
  GRADE_TONES,
  INACTIVITY_WORDS,
  programmeText,
  QUALITY_WORDS,
  type StandingKey,
} from '@partner-pulse/words';
import type { PartnerHealth } from '../../app/health/health.ts';
import { type AttentionEntry, attentionList, largestMovers } from '../../app/learning/attention-list.ts';
import { inactiveLedger } from '../../app/learning/inactive-ledger.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { PartnerLine } from '../store/programme-page.ts';
import type { ComputationSummary } from '../store/results.ts';
import type { Results, Voice } from './component-words.ts';
import { programmeFindingLines } from './finding-words.ts';
import { shortName } from './headline.ts';
import { numberOf } from './programme-tiles.ts';
import { causeOf } from './reasons.ts';

/** Results that the lists read of each partner. */
export const LINE_KEYS = [
  'sourced-revenue/revenue-365d',
  'pipeline/sourced',
  'inactive-partners/inactive',
  'inactive-partners/days-inactive',
  'inactive-partners/last-event',
  'inactivity-reasons/reason',
  'business-lost/estimate',
  'business-lost/revenue-per-month',
  'business-lost/still-pipeline',
] as const;

type Key = (typeof LINE_KEYS)[number];
export const numberIn = (line: PartnerLine, key: Key): number | null => numberOf(line.results[key]);

/** A band, or why there is none. */
export function standingOf({ point, override }: Pick<PartnerLine, 'point' | 'override'>): StandingKey {
  if (override !== null) return override.band;
  if (point.state === 'left' || point.state === 'new') return point.state;
  return point.band ?? 'not-enough-data';
}

const linkOf = ({ partner }: PartnerLine) => ({ recordId: partner.id, name: shortName(partner.name) });

const MONTHS_OF_A_YEAR = 12;

/** Who should be called first, and who moved: chosen before the few causes are read. */
export function chosenPartners(lines: readonly PartnerLine[]) {
  const here = lines.filter(({ point }) => point.state !== 'left');
  const attention = attentionList(
    here.map((line) => ({
      id: line.partner.id,
      band: line.override?.band ?? line.point.band,
      bandBefore: line.before?.band ?? null,
      daysInactive: numberIn(line, 'inactive-partners/days-inactive'),
      sourced: numberIn(line, 'sourced-revenue/revenue-365d'),
      sourcedBefore: times(numberIn(line, 'business-lost/revenue-per-month'), MONTHS_OF_A_YEAR),
      pipeline: numberIn(line, 'pipeline/sourced'),
    })),
  );
  const movers = largestMovers(
    here.map((line) => ({ id: line.partner.id, points: line.direction.points })),
    MOVERS_SHOWN,
  );
  const shown = attention.slice(0, ATTENTION_SHOWN);
  return { attention, movers, ids: [...shown, ...movers.up, ...movers.down].map(({ id }) => id) };
}
export type Chosen = ReturnType<typeof chosenPartners>;

const MOVERS_SHOWN = 5;
const ATTENTION_SHOWN = 10;
const times = (value: number | null, factor: number) => (value === null ? null : Math.round(value * factor));

type Lines = ReadonlyMap<string, PartnerLine>;
type Healths = ReadonlyMap<string, PartnerHealth>;

export function attentionSection(
  { attention }: Chosen,
  lines: Lines,
  healths: Healths,
  voice: Voice,
): ProgrammeReady['attention'] {
  const { f, currency } = voice;
  const items = attention.slice(0, ATTENTION_SHOWN).flatMap((entry) => {
    const line = lines.get(entry.id);
    return line ? [attentionItem(entry, line, healths.get(entry.id), voice)] : [];
  });
  const more = attention.length - items.length;
  const worth = attention.reduce((sum, entry) => sum + entry.worth, 0);
  return {
    emptyText: items.length === 0 ? programmeText.noAttention : null,
    introText: items[0]
      ? programmeText.attention(f, attention.length, f.moneyShort(worth, currency), items[0].partner.name)
      : '',
    items,
    moreText: more > 0 ? programmeText.more(f, more) : null,
  };
}

function attentionItem(
  { why, worth }: AttentionEntry,
  line: PartnerLine,
  health: PartnerHealth | undefined,
  voice: Voice,
): AttentionItem {
  const { f, currency } = voice;
  const money = (amount: number | null) => (amount === null || amount <= 0 ? null : f.moneyShort(amount, currency));
  const sourced = numberIn(line, 'sourced-revenue/revenue-365d');
  const pipeline = money(numberIn(line, 'pipeline/sourced'));
  const before = times(numberIn(line, 'business-lost/revenue-per-month'), MONTHS_OF_A_YEAR);
  const isBefore = (before ?? 0) > (sourced ?? 0);
  return {
    partner: linkOf(line),
    standing: standingOf(line),
    reasonText: reasonText(why, line, f),
    causeText: health ? causeOf(health, 'worse', voice) : null,
    valueText: f.moneyShort(worth, currency),
    valueNote: isBefore
      ? programmeText.worthBefore(money(before) ?? '', pipeline)
      : programmeText.worth(money(sourced), pipeline),
    managerText: programmeText.manager(line.owner?.name ?? null),
  };
}

function reasonText(why: AttentionEntry['why'], line: PartnerLine, f: Formatter): string {
  if (why === 'dormant') return programmeText.dormant(f, numberIn(line, 'inactive-partners/days-inactive') ?? 0);
  if (line.override) return programmeText.setByPerson(BAND_WORDS[line.override.band], f.day(line.override.lastDay));
  const { band, score } = line.point;
  if (why === 'band-fell' && line.before?.band && band)
    return programmeText.bandFell(BAND_WORDS[line.before.band], BAND_WORDS[band]);
  return programmeText.atRisk(f, score ?? 0);
}

export function moversSection(
  { movers }: Chosen,
  lines: Lines,
  healths: Healths,
  voice: Voice,
): ProgrammeReady['movers'] {
  const show = ({ id, points }: { id: string; points: number | null }): Mover[] => {
    const line = lines.get(id);
    const health = healths.get(id);
    if (!line || !health || points === null || line.point.score === null) return [];
    const { score } = line.point;
    return [
      {
        partner: linkOf(line),
        standing: standingOf(line),
        fromToText: `${voice.f.number(score - points)} to ${voice.f.number(score)}`,
        changeText: voice.f.signedPoints(points),
        tone: points > 0 ? 'good' : 'bad',
        causeText: causeOf(health, points > 0 ? 'better' : 'worse', voice) ?? '',
      },
    ];
  };
  const up = movers.up.flatMap(show);
  const down = movers.down.flatMap(show);
  const isComparable = [...lines.values()].some(({ direction }) => direction.points !== null);
  return {
    emptyText: isComparable ? null : programmeText.noMovers,
    periodText: 'Score points in 13 weeks, beyond 3 either way',
    up,
    down,
  };
}

const LEDGER_SHOWN = 10;

const WORD_OF_EVENT: Readonly<Record<string, string>> = {
  registration: 'Registration',
  'won-deal': 'Won deal',
  'partner-contact': 'Contact by the partner',
  meeting: 'Meeting',
  ticket: 'Support ticket',
  training: 'Training',
  login: 'Portal login',
};

/** Partners without a sign of life, dearest silence first. */
export function ledgerSection(lines: Lines, totalLoss: Result | undefined, voice: Voice): ProgrammeReady['ledger'] {
  const { f, currency } = voice;
  const entries = inactiveLedger(
    [...lines.values()]
      .filter(({ point }) => point.state !== 'left')
      .map((line) => ({
        partner: { id: line.partner.id, name: line.partner.name, ownerId: line.owner?.id ?? null },
        said: (metric, measure) => line.results[`${metric}/${measure}`],
      })),
  );
  const money = (result: Result, unknown: string) => {
    const amount = numberOf(result);
    return amount === null ? unknown : f.moneyShort(amount, currency);
  };
  const text = (result: Result, words: Readonly<Record<string, string>>, unknown: string) =>
    result.state === 'value' ? (words[String(result.value)] ?? String(result.value)) : unknown;
  const rows = entries.slice(0, LEDGER_SHOWN).map((entry) => ({
    partner: { recordId: entry.partnerId, name: shortName(entry.name) },
    silenceText: f.days(entry.daysInactive),
    lastEventText: text(entry.lastEvent, WORD_OF_EVENT, 'None since signing'),
    reasonText: text(entry.reason, INACTIVITY_WORDS, 'Nobody asked yet'),
    lossText: money(entry.estimatedLoss, 'Too few wins to tell'),
    stillText: money(entry.stillPipeline, 'Not known'),
  }));
  const isEstimated = totalLoss?.state === 'value' && (totalLoss.sample ?? 0) > 0;
  return {
    emptyText: entries.length === 0 ? programmeText.noInactive : null,
    sentence: programmeText.ledger(f, entries.length, isEstimated ? money(totalLoss, '') : null),
    rows,
    moreText: entries.length > rows.length ? programmeText.more(f, entries.length - rows.length) : null,
  };
}

const CAUSES = Object.keys(END_CAUSE_WORDS);
const ENDED_BY = ['voluntary', 'involuntary', 'unknown'] as const;
/** Results of the programme that departures are told by. */
export const DEPARTURE_KEYS: readonly string[] = [
  'attrition/attrition',
  ...ENDED_BY.map((who) => `attrition/${who}`),
  ...CAUSES.map((cause) => `attrition-causes/${cause}`),
];

/** Who left in the last year, who ended it, and why: the numbers of the catalogue. */
export function departuresSection(results: Results, f: Formatter): ProgrammeReady['departures'] {
  const attrition = results['attrition/attrition'];
  const counts = CAUSES.map((cause) => ({ cause, count: numberOf(results[`attrition-causes/${cause}`]) ?? 0 }));
  const left = counts.reduce((sum, { count }) => sum + count, 0);
  const reasons = counts
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .map(({ cause, count }) => ({ word: END_CAUSE_WORDS[cause] ?? cause, countText: f.count(count, 'partner') }));
  if (attrition?.state === 'not-enough-data') {
    const sentence = programmeText.fewDepartures(f, left, attrition.have, attrition.need);
    return { emptyText: null, sentence, reasons };
  }
  if (attrition?.state !== 'value') return { emptyText: programmeText.noEndDates, sentence: '', reasons: [] };
  const { numerator = 0, denominator = 0 } = attrition;
  if (left === 0 && numerator === 0)
    return { emptyText: programmeText.noDepartures(f, denominator), sentence: '', reasons: [] };
  const by = ENDED_BY.flatMap((who) => {
    const result = results[`attrition/${who}`];
    const count = result?.state === 'value' ? (result.numerator ?? 0) : 0;
    return count > 0 ? [`${programmeText.endedByWhom[who]} ${f.number(count)}`] : [];
  });
  const share = f.percent(Number(attrition.value));
  const sentence =
    programmeText.departures(f, numerator, denominator, share) + (by.length > 0 ? programmeText.endedBy(by) : '');
  return { emptyText: null, sentence, reasons };
}

const GRADES = ['A', 'B', 'C', 'none'] as const;

/** How far the numbers can be trusted, and what would make them better. */
export function qualitySection(
  lines: readonly PartnerLine[],
  summary: ComputationSummary,
  f: Formatter,
): ProgrammeReady['quality'] {
  const here = lines.filter(({ point }) => point.state !== 'left');
  const count = (grade: string) => here.filter(({ quality }) => quality === grade).length;
  return {
    sentence: programmeText.quality(f, count('A'), here.length - count('none')),
    grades: GRADES.filter((grade) => count(grade) > 0).map((grade) => ({
      word: QUALITY_WORDS[grade],
      countText: f.count(count(grade), 'partner'),
      tone: GRADE_TONES[grade] ?? 'neutral',
    })),
    lines: programmeFindingLines(summary.quality, f),
  };
}
