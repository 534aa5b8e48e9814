import { CONTRACT_VERSION, type ProgrammePageAnswer, type ProgrammeReady } from '@partner-pulse/contract';
import { createFormatter, programmeAsOfText } from '@partner-pulse/words';
import type { PartnerHealth } from '../../app/health/health.ts';
import type { Lessons } from '../../app/learning/lessons.ts';
import type { AccountView, OwnerRef } from '../compute/models.ts';
import type { MetricHistory } from '../store/programme.ts';
import type { PartnerLine, ProgrammePart } from '../store/programme-page.ts';
import type { ComputationSummary } from '../store/results.ts';
import type { Voice } from './component-words.ts';
import { dimensionsOf, partnerRows, SEGMENT_COLUMNS, SEGMENT_KEYS } from './partner-rows.ts';
import { type Clock, freshness } from './parts.ts';
import { bandHistory, COHORT_KEYS, cohortRamp, concentrationCurve } from './programme-charts.ts';
import { lessonSections } from './programme-lessons.ts';
import {
  attentionSection,
  type Chosen,
  DEPARTURE_KEYS,
  departuresSection,
  ledgerSection,
  moversSection,
  qualitySection,
} from './programme-lists.ts';
import { FACET_KEYS, type PerformanceInput, performanceSection, worksSection } from './programme-performance.ts';
import { numberOf, programmeTiles, TILE_KEYS } from './programme-tiles.ts';

/** Results of the programme and its segments that the page reads. */
export const PROGRAMME_KEYS: readonly string[] = [
  ...TILE_KEYS,
  ...COHORT_KEYS,
  ...SEGMENT_KEYS,
  ...FACET_KEYS,
  ...DEPARTURE_KEYS,
  'business-lost/total',
  'sourced-revenue/revenue-365d',
];

export interface ProgrammeData {
  readonly view: AccountView;
  readonly summary: ComputationSummary;
  readonly modelVersion: string;
  /** When what looks across partners was worked out; null while it is as new as the partners themselves. */
  readonly programmeMs: number | null;
  readonly lines: readonly PartnerLine[];
  /** The whole programme first. */
  readonly parts: readonly ProgrammePart[];
  readonly history: MetricHistory['points'] | null;
  /** What was frozen of the programme: at go-live once that is some weeks ago, else a year before it. */
  readonly baseline: PerformanceInput['baseline'];
  readonly chosen: Chosen;
  /** Of the chosen partners. */
  readonly healths: ReadonlyMap<string, PartnerHealth>;
  /** Null until a computation has worked them out. */
  readonly lessons: Lessons | null;
}

/** The programme as its owner reads it. */
export function presentProgramme(data: ProgrammeData, clock: Clock, locale: string | undefined): ProgrammePageAnswer {
  const { view, lines } = data;
  const f = createFormatter({ locale, timeZone: view.timeZone });
  const told = freshness(view, clock, f);
  const shared = {
    contractVersion: CONTRACT_VERSION as typeof CONTRACT_VERSION,
    freshness: { ...told, asOfText: programmeAsOfText(f, told.asOfText, data.programmeMs) },
  };
  if (lines.length === 0) return { ...shared, ...NO_PARTNERS };
  const voice: Voice = { f, currency: view.currency };
  return { ...shared, ...readyParts(data, voice) };
}

const NO_PARTNERS: Pick<Extract<ProgrammePageAnswer, { state: 'no-partners' }>, 'state' | 'headline' | 'todo'> = {
  state: 'no-partners',
  headline: 'HubSpot was read, and no company in this account counts as a partner.',
  todo: [
    'Say which companies are partners: a company type, a list property or an association label.',
    'Say how deals name their partner: by an association label or by a deal property.',
    'Say which stage means registered, and where the signing date of a partner is kept.',
  ],
};

const ownersOf = (lines: readonly PartnerLine[]): ReadonlyMap<string, OwnerRef> =>
  new Map(lines.flatMap(({ owner }) => (owner === null ? [] : [[owner.id, owner] as const])));

function readyParts(data: ProgrammeData, voice: Voice): Omit<ProgrammeReady, 'contractVersion' | 'freshness'> {
  const { view, summary, lines, parts, history, chosen, healths } = data;
  const { f } = voice;
  const results = parts[0]?.results ?? {};
  const byId = new Map(lines.map((line) => [line.partner.id, line]));
  const attention = attentionSection(chosen, byId, healths, voice);
  const { partners, partnersCutText } = partnerRows(lines, view.asOfDay, voice);
  const here = lines.filter(({ point }) => point.state !== 'left').length;
  return {
    state: 'ready',
    facts: [f.count(here, 'partner'), `Definition v${data.modelVersion}`],
    headline: attention.emptyText ?? attention.introText,
    headlineTone: attention.items.length > 0 ? 'warning' : 'good',
    tiles: programmeTiles({ results, history, asOf: view.asOfDay }, voice),
    bands: bandHistory(lines, view.asOfDay, f),
    attention,
    movers: moversSection(chosen, byId, healths, voice),
    cohorts: cohortRamp(results, voice),
    concentration: concentrationCurve(lines, numberOf(results['concentration-risk/danger']) === 1, f),
    performance: performanceSection({ results, history, baseline: data.baseline, asOf: view.asOfDay }, voice),
    works: worksSection(lines, f),
    departures: departuresSection(results, f),
    ledger: ledgerSection(byId, results['business-lost/total'], voice),
    quality: qualitySection(lines, summary, f),
    lessons: data.lessons === null ? [] : lessonSections(data.lessons, ownersOf(lines), voice),
    dimensions: dimensionsOf(partners, parts, voice),
    segmentColumns: SEGMENT_COLUMNS,
    partners,
    partnersCutText,
  };
}
