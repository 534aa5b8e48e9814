/**
 * Every result of a date, unrounded, one line each: how anyone checks us. The partner lines and the programme lines come
 * from the same sweep that feeds scores and cards.
 */
import type { AccountFacts } from '../../app/facts/account-facts.ts';
import type { PackedFacts } from '../../app/facts/tables.ts';
import { currencyDigits } from '../../app/kit/money.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { type Evidence, explain } from '../../app/metrics/explain.ts';
import type { MetricResults } from '../../app/metrics/interpret.ts';
import type { Measure, Metric } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import { sweep } from '../../app/metrics/sweep.ts';
import { segmentResults } from '../../app/segments/segment-results.ts';

export interface ExportLine {
  /** Number of the item in the catalogue. */
  readonly catalogue: number;
  readonly metric: string;
  readonly measure: string;
  readonly role: string | null;
  readonly version: number;
  readonly scope: 'partner' | 'program';
  readonly partnerId: string | null;
  readonly partnerName: string | null;
  /** Null for all. */
  readonly segment: string | null;
  readonly window: string;
  readonly unit: string;
  readonly state: Result['state'];
  readonly qualifier: string | null;
  /** Money in major units of the account's currency, ratios 0..1; null unless the state is `value`. */
  readonly value: number | string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly sample: number | null;
  readonly reason: string | null;
  /** On request: ids of the records behind it as `type:id`, and of those left out as `reason: type:id`. */
  readonly evidence?: string | undefined;
}

export const EXPORT_COLUMNS = [
  'catalogue',
  'metric',
  'measure',
  'role',
  'version',
  'scope',
  'partnerId',
  'partnerName',
  'segment',
  'window',
  'unit',
  'state',
  'qualifier',
  'value',
  'numerator',
  'denominator',
  'sample',
  'reason',
] as const satisfies readonly (keyof ExportLine)[];

export interface ExportOptions {
  /** Only this metric; all where left out. */
  readonly metricId?: string | undefined;
  /** Also each segment of the programme, as `dimension=value`. */
  readonly withSegments?: boolean | undefined;
  readonly withEvidence?: boolean | undefined;
}

export function exportResults(
  facts: AccountFacts,
  packed: PackedFacts,
  asOfDay: number,
  { metricId, withSegments = false, withEvidence = false }: ExportOptions = {},
): ExportLine[] {
  const lines: ExportLine[] = [];
  const metrics = metricId === undefined ? CATALOGUE : CATALOGUE.filter((metric) => metric.meta.id === metricId);
  const add = (metric: Metric, results: MetricResults, about: Pick<Subject, 'partner' | 'segment' | 'evidence'>) => {
    for (const [key, result] of Object.entries(results)) {
      const measure = metric.meta.measures[key];
      if (result && measure) lines.push(lineOf(metric, key, measure, result, { ...about, facts }));
    }
  };
  sweep(metrics, facts, packed, [asOfDay], (metric, partner, _, results) => {
    const evidence = withEvidence ? evidenceText(explain(metric, facts, packed, partner, asOfDay)) : undefined;
    add(metric, results, { partner, segment: null, evidence });
  });
  if (withSegments) {
    for (const { metric, cell, results } of segmentResults(metrics, facts, [asOfDay])) {
      add(metric, results, { partner: null, segment: `${cell.dimension}=${cell.value}`, evidence: undefined });
    }
  }
  return lines;
}

const evidenceText = (evidence: readonly Evidence[]): string =>
  evidence
    .flatMap(({ name, records, excluded }) => [
      `${name}: ${records.map(({ type, id }) => `${type}:${id}`).join(' ')}`,
      ...excluded.map(
        ({ reason, records: left }) => `${name}, ${reason}: ${left.map(({ type, id }) => `${type}:${id}`).join(' ')}`,
      ),
    ])
    .join('; ');

interface Subject {
  readonly facts: AccountFacts;
  readonly partner: number | null;
  readonly segment: string | null;
  readonly evidence: string | undefined;
}

function lineOf(
  metric: Metric,
  key: string,
  measure: Measure,
  result: Result,
  { facts, partner, segment, evidence }: Subject,
): ExportLine {
  const fact = partner === null ? undefined : facts.partners[partner];
  const scale = 10 ** currencyDigits(facts.settings.currency);
  const major = (count: number | undefined, isMoney: boolean) =>
    count === undefined ? null : isMoney ? count / scale : count;
  const isMoney = measure.unit === 'money';
  const counts = measure.moneyCounts ?? (isMoney ? ['numerator'] : []);
  return {
    catalogue: metric.meta.catalogue,
    metric: metric.meta.id,
    measure: key,
    role: measure.role ?? null,
    version: metric.meta.version,
    scope: partner === null ? 'program' : 'partner',
    partnerId: fact?.id ?? null,
    partnerName: fact?.name ?? null,
    segment,
    window: measure.window,
    unit: measure.unit,
    state: result.state,
    qualifier: result.qualifier ?? null,
    value:
      result.state !== 'value' ? null : typeof result.value === 'number' ? major(result.value, isMoney) : result.value,
    numerator: major(result.numerator, counts.includes('numerator')),
    denominator: major(result.denominator, counts.includes('denominator')),
    sample: result.sample ?? null,
    reason: reasonOf(result),
    ...(evidence !== undefined && { evidence }),
  };
}

/** What people should know beside the number: the reason itself, or what is missing, and what was left out. */
function reasonOf(result: Result): string | null {
  const said = result.reason ?? (result.state === 'not-enough-data' ? `${result.have} of ${result.need} needed` : null);
  const left = Object.entries(result.excluded ?? {}).map(([why, count]) => `${count} left out: ${why}`);
  return [said, ...left].filter(Boolean).join('; ') || null;
}
