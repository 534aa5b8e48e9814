/** What the programme, its segments and the months behind them say: the part of a computation that looks across partners. */
import { createHash } from 'node:crypto';
import type { AccountFacts } from '../../app/facts/account-facts.ts';
import { packFacts } from '../../app/facts/pack.ts';
import { isOnRoster } from '../../app/facts/partner.ts';
import type { PackedFacts } from '../../app/facts/tables.ts';
import { type Day, formatDay, previousMonthEnds } from '../../app/kit/days.ts';
import { MONTHS_OF_HISTORY } from '../../app/metrics/history.ts';
import type { Measure, Metric } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { Sink } from '../../app/metrics/sink.ts';
import { sweep } from '../../app/metrics/sweep.ts';
import { sweepChanged } from '../../app/metrics/sweep-changed.ts';
import { isOpposite, type SegmentResult, segmentResults } from '../../app/segments/segment-results.ts';
import type { Baseline, MetricHistory, ProgramResult, SegmentWarning } from '../store/programme.ts';
import { type CompactResult, compactResult } from './compact-result.ts';

/** Movements are looked at over a quarter. */
const BEFORE_DAYS = 91;

type Named = Map<string, Result>;

/** Results of the programme and of each segment cell at the date, the whole programme first. */
export function programResults(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  asOf: Day,
): ProgramResult[] {
  const dates = [asOf - BEFORE_DAYS, asOf];
  const forms = metrics.map(({ partner: _, ...metric }) => metric);
  const total = new Map<Day, Named>(dates.map((date) => [date, new Map()]));
  sweep(forms, facts, packed, dates, (metric, partner, date, results) => {
    if (partner !== null) return;
    for (const [key, result] of Object.entries(results))
      if (result) total.get(date)?.set(`${metric.meta.id}/${key}`, result);
  });
  const cells = cellsOf(segmentResults(metrics, facts, dates));
  const partners = facts.partners.filter((partner) => isOnRoster(partner, asOf)).length;
  const whole: ProgramResult = {
    segment: '',
    partners,
    results: Object.fromEntries(total.get(asOf) ?? []),
    warnings: warningsOf(metrics, total, cells, dates),
  };
  const parts = [...cells].map(
    ([segment, { partners: count, byDate }]): ProgramResult => ({
      segment,
      partners: count,
      results: Object.fromEntries(byDate.get(asOf) ?? []),
      warnings: [],
    }),
  );
  return [whole, ...parts];
}

interface Cell {
  readonly dimension: string;
  readonly partners: number;
  readonly byDate: Map<Day, Named>;
}

function cellsOf(results: readonly SegmentResult[]): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const { metric, cell, asOf, results: measures } of results) {
    const name = `${cell.dimension}=${cell.value}`;
    const known = cells.get(name) ?? { dimension: cell.dimension, partners: cell.partners.length, byDate: new Map() };
    cells.set(name, known);
    const named: Named = known.byDate.get(asOf) ?? new Map();
    known.byDate.set(asOf, named);
    for (const [key, result] of Object.entries(measures)) if (result) named.set(`${metric.meta.id}/${key}`, result);
  }
  return cells;
}

/** Not the Gini coefficient: that of a whole is no mean of its parts'. */
const RATES: readonly Measure['unit'][] = ['ratio', 'per-money', 'share-change', 'growth'];

/** Shares and rates whose total moved against every segment: sums cannot, counts need not. */
function warningsOf(
  metrics: readonly Metric[],
  total: ReadonlyMap<Day, Named>,
  cells: ReadonlyMap<string, Cell>,
  [before = 0, now = 0]: readonly Day[],
): SegmentWarning[] {
  const dimensions = new Set([...cells.values()].map(({ dimension }) => dimension));
  return metrics.flatMap(({ meta }) =>
    Object.entries(meta.measures).flatMap(([key, { unit }]) => {
      if (!RATES.includes(unit)) return [];
      const name = `${meta.id}/${key}`;
      const movement = (byDate: ReadonlyMap<Day, Named>) => ({
        before: byDate.get(before)?.get(name),
        now: byDate.get(now)?.get(name),
      });
      return [...dimensions].flatMap((dimension) => {
        const parts = [...cells.values()].filter((cell) => cell.dimension === dimension);
        const isWarned = isOpposite(
          movement(total),
          parts.map(({ byDate }) => movement(byDate)),
        );
        return isWarned ? [{ measure: name, dimension }] : [];
      });
    }),
  );
}

/** Points at the month ends by `metric/measure`. */
type Points = Map<string, (CompactResult | null)[]>;

/** By partner index; null is the programme. */
export type HistoryPoints = ReadonlyMap<number | null, Points>;

/** What the points of the same month ends were, and the partners whose own facts are others since. */
export interface EarlierHistory {
  readonly points: HistoryPoints;
  readonly changed: ReadonlySet<number>;
}

/** Month ends of every measure, for the programme and for each partner. */
export function historyPoints(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  asOf: Day,
  earlier?: EarlierHistory,
): HistoryPoints {
  const dates = previousMonthEnds(asOf, MONTHS_OF_HISTORY);
  const place = new Map(dates.map((date, at) => [date, at]));
  const bySubject = new Map<number | null, Points>();
  for (const [subject, points] of earlier?.points ?? []) {
    if (subject !== null && !earlier?.changed.has(subject)) bySubject.set(subject, new Map(points));
  }
  // All dates of one metric and subject come one after the other.
  let last:
    | { metric: Metric; partner: number | null; lists: ReadonlyMap<string, (CompactResult | null)[]> }
    | undefined;
  const listsOf = (metric: Metric, partner: number | null) => {
    const measures: Points = bySubject.get(partner) ?? new Map();
    bySubject.set(partner, measures);
    const lists = new Map(
      Object.keys(metric.meta.measures).map((key) => {
        // Lists of the computation before are left as they are: one that gets new points is a copy.
        const known = measures.get(`${metric.meta.id}/${key}`);
        const list = known ? [...known] : new Array<CompactResult | null>(dates.length).fill(null);
        measures.set(`${metric.meta.id}/${key}`, list);
        return [key, list] as const;
      }),
    );
    return { metric, partner, lists };
  };
  const add: Sink = (metric, partner, date, results) => {
    if (last?.metric !== metric || last.partner !== partner) last = listsOf(metric, partner);
    const at = place.get(date) ?? 0;
    for (const [key, list] of last.lists) {
      const result = results[key];
      list[at] = result ? compactResult(result) : null;
    }
  };
  if (earlier) {
    sweepChanged(metrics, facts, packed, dates, add, earlier.changed);
    const ofProgram = metrics.map(({ partner: _, ...metric }) => metric);
    sweep(ofProgram, facts, packed, dates, add);
  } else sweep(metrics, facts, packed, dates, add);
  return bySubject;
}

/** What is stored of it; a measure that was never set up has no history worth keeping. */
export function metricHistory(
  metrics: readonly Metric[],
  facts: AccountFacts,
  all: HistoryPoints,
  asOf: Day,
): MetricHistory[] {
  const dates = previousMonthEnds(asOf, MONTHS_OF_HISTORY).map(formatDay);
  const names = metrics.flatMap(({ meta }) => Object.keys(meta.measures).map((key) => `${meta.id}/${key}`));
  const subjects = [...facts.partners.keys(), null].filter((subject) => all.has(subject));
  return subjects.map((subject) => {
    const measures: Record<string, (CompactResult | null)[]> = {};
    for (const name of names) {
      const points = all.get(subject)?.get(name);
      if (points?.some((point) => point !== null && point !== 's')) measures[name] = points;
    }
    const points = { dates, measures };
    const hash = createHash('sha1').update(JSON.stringify(points)).digest('base64');
    return { partnerId: subject === null ? '' : (facts.partners[subject]?.id ?? ''), points, hash };
  });
}

/** What was known at the date and a year before it, of the programme and of the partners that have no baseline yet. */
export function newBaselines(
  metrics: readonly Metric[],
  facts: AccountFacts,
  frozen: ReadonlySet<string>,
  asOf: Day,
  modelVersion: string,
): Baseline[] {
  const missing = facts.partners.flatMap(({ id }, index) => (frozen.has(id) ? [] : [index]));
  if (missing.length === 0 && frozen.has('')) return [];
  const found = new Map<string, Baseline>();
  const kinds = new Map([
    [asOf - 365, 'year-before'],
    [asOf, 'go-live'],
  ] as const);
  const add = (
    partner: number | null,
    date: Day,
    metric: Metric,
    results: Readonly<Record<string, Result | undefined>>,
  ) => {
    const partnerId = partner === null ? '' : (facts.partners[partner]?.id ?? '');
    const kind = kinds.get(date);
    if (frozen.has(partnerId) || kind === undefined) return;
    const baseline = found.get(`${partnerId}/${kind}`) ?? { partnerId, kind, asOfDay: date, modelVersion, results: {} };
    found.set(`${partnerId}/${kind}`, baseline);
    for (const [key, result] of Object.entries(results))
      if (result) baseline.results[`${metric.meta.id}/${key}`] = result;
  };
  const packed = packFacts(facts, 'known');
  const dates = [...kinds.keys()];
  const only = frozen.has('') ? missing : undefined;
  sweep(metrics, facts, packed, dates, (metric, partner, date, results) => add(partner, date, metric, results), only);
  return [...found.values()];
}
