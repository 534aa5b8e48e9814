import type { PartnerRow, ProgrammeReady } from '@partner-pulse/contract';
import { DIMENSION_WORDS, programmeText } from '@partner-pulse/words';
import type { Day } from '../../app/kit/days.ts';
import type { SegmentDimension } from '../../app/mapping/settings.ts';
import type { Result } from '../../app/metrics/result.ts';
import { segmentValue } from '../../app/segments/segment.ts';
import type { PartnerLine, ProgrammePart } from '../store/programme-page.ts';
import type { Voice } from './component-words.ts';
import { numberIn, standingOf } from './programme-lists.ts';
import { measureName, resultText } from './result-words.ts';

export const DIMENSIONS: readonly SegmentDimension[] = ['type', 'region', 'tier', 'tenure', 'vertical'];

/** HubSpot takes 1 MB from a call; a row is some 400 bytes, a long one twice that. */
const MOST_ROWS = 1200;
/** Letters of a name; the record has the whole. */
const NAME_SHOWN = 80;

/** Every partner as a row of the table: those with most behind them first, so that a cut takes the least. */
export function partnerRows(lines: readonly PartnerLine[], asOf: Day, voice: Voice) {
  const worth = (line: PartnerLine) =>
    (numberIn(line, 'sourced-revenue/revenue-365d') ?? 0) + (numberIn(line, 'pipeline/sourced') ?? 0);
  const sorted = lines.toSorted((a, b) => worth(b) - worth(a));
  const partners = sorted.slice(0, MOST_ROWS).map((line) => rowOf(line, asOf, voice));
  const partnersCutText =
    sorted.length > partners.length ? programmeText.cut(voice.f, partners.length, sorted.length) : null;
  return { partners, partnersCutText };
}

function rowOf(line: PartnerLine, asOf: Day, { f, currency }: Voice): PartnerRow {
  const { partner, point, override, direction, months, owner } = line;
  const sourced = numberIn(line, 'sourced-revenue/revenue-365d');
  const pipeline = numberIn(line, 'pipeline/sourced');
  const money = (amount: number | null) => (amount === null ? '--' : f.moneyShort(amount, currency));
  return {
    id: partner.id,
    name: [...partner.name].slice(0, NAME_SHOWN).join(''),
    standing: standingOf(line),
    score: override?.score ?? point.score,
    change: direction.points,
    course: [...months, point].map(({ score }) => score),
    sourced,
    sourcedText: money(sourced),
    pipeline,
    pipelineText: money(pipeline),
    manager: owner?.name ?? '',
    segments: segmentsOf(partner, asOf),
  };
}

function segmentsOf(partner: PartnerLine['partner'], asOf: Day): Record<string, string> {
  const { type, region, tier, vertical = null, startDay } = partner;
  const start = startDay === null ? null : { day: startDay, from: 'property' as const };
  return Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const value = segmentValue({ type, region, tier, vertical, start }, dimension, asOf);
      return value === null ? [] : [[dimension, value]];
    }),
  );
}

/** What each segment says beside the whole. */
export const SEGMENT_KEYS = [
  'active-partners/share',
  'sourced-revenue/revenue-365d',
  'pipeline/sourced',
  'close-rate/close-rate',
] as const;
export const SEGMENT_COLUMNS = ['Active', 'Sourced', 'Pipeline', 'Close rate'];

/** The dimensions that tell partners apart: their values for the filter, their segments and warnings for the table. */
export function dimensionsOf(
  rows: readonly PartnerRow[],
  parts: readonly ProgrammePart[],
  voice: Voice,
): ProgrammeReady['dimensions'] {
  const [whole, ...segments] = parts;
  return DIMENSIONS.flatMap((key) => {
    const values = [...new Set(rows.flatMap(({ segments: of }) => of[key] ?? []))].toSorted();
    if (values.length < 2) return [];
    const label = DIMENSION_WORDS[key] ?? key;
    return [
      {
        key,
        label,
        values,
        segments: segments
          .filter(({ segment }) => segment.startsWith(`${key}=`))
          .map(({ segment, partners, results }) => ({
            name: segment.slice(key.length + 1),
            partnersText: voice.f.number(partners),
            values: SEGMENT_KEYS.map((name) => segmentText(name, results[name], voice)),
          })),
        warnings: (whole?.warnings ?? [])
          // Of what the table shows: a warning about a number that nobody sees helps nobody.
          .filter(({ dimension, measure }) => dimension === key && SHOWN.has(measure))
          .map(({ measure }) => programmeText.warning(measureName(measure), label)),
      },
    ];
  });
}

const SHOWN: ReadonlySet<string> = new Set(SEGMENT_KEYS);

function segmentText(key: string, result: Result | undefined, voice: Voice): string {
  if (result?.state === 'not-enough-data') return 'Too few';
  const isMoney = result?.state === 'value' && typeof result.value === 'number' && !key.includes('/share');
  if (isMoney && /revenue|pipeline/.test(key)) return voice.f.moneyShort(Number(result.value), voice.currency);
  return resultText(key, result, voice);
}
