/**
 * The runner for many dates: one pass over each partner's rows serves all dates, then one pass across partners per date
 * finishes what compares them. Answers exactly what `interpret.ts` answers.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster } from '../facts/partner.ts';
import type { PackedFacts, Tables } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { Fold } from './fold.ts';
import { everyMeasure, type MetricResults } from './interpret.ts';
import type { Metric, PeerValues } from './metric.ts';
import { missingMapping } from './missing-mapping.ts';
import { movingFold } from './moving-fold.ts';
import { notSetUp } from './result.ts';

/** Receives each result once. `partner` is an index, or null for the programme. */
export type Sink = (metric: Metric, partner: number | null, asOf: Day, results: MetricResults) => void;

type Folds = Readonly<Record<string, Fold>>;

/**
 * Runs metrics over an account for several dates.
 * @param dates ascending
 * @param only partners to answer for; all where left out. The programme is answered only when all are.
 */
export function sweep(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  dates: readonly Day[],
  sink: Sink,
  only?: readonly number[],
): void {
  const partners = only ?? facts.partners.map((_, index) => index);
  for (const metric of metrics) {
    const missing = missingMapping(metric, facts.mapped);
    if (missing) {
      sinkNotSetUp(metric, missing, partners, dates, sink, only === undefined);
      continue;
    }
    sweepPartners(metric, facts, packed, dates, partners, sink);
    if (only === undefined) sweepProgram(metric, facts, packed, dates, sink);
  }
}

function sinkNotSetUp(
  metric: Metric,
  missing: string,
  partners: readonly number[],
  dates: readonly Day[],
  sink: Sink,
  program: boolean,
): void {
  const forPartner = everyMeasure(metric, 'partner', notSetUp(missing));
  const forProgram = everyMeasure(metric, 'program', notSetUp(missing));
  for (const asOf of dates) {
    if (metric.partner) for (const partner of partners) sink(metric, partner, asOf, forPartner);
    if (metric.program && program) sink(metric, null, asOf, forProgram);
  }
}

function sweepPartners(
  metric: Metric,
  facts: AccountFacts,
  packed: PackedFacts,
  dates: readonly Day[],
  partners: readonly number[],
  sink: Sink,
): void {
  const form = metric.partner;
  if (!form) return;
  const references = valuesByDate(form.reference ?? {}, packed.program, 0, facts, dates);
  for (const index of partners) {
    const partner = facts.partners[index];
    if (!partner) continue;
    const folds = moving(form.folds, packed.partners, index, facts, dates);
    for (const [d, asOf] of dates.entries()) {
      const context = { asOf, facts, partner, index, reference: references[d] ?? {} };
      sink(metric, index, asOf, form.finish(moveAll(folds, asOf), context));
    }
  }
}

function sweepProgram(
  metric: Metric,
  facts: AccountFacts,
  packed: PackedFacts,
  dates: readonly Day[],
  sink: Sink,
): void {
  const form = metric.program;
  if (!form) return;
  const peers: PeerValues<object>[][] = dates.map(() => []);
  const everyone: PeerValues<object>[][] = dates.map(() => []);
  for (const [index, partner] of facts.partners.entries()) {
    const folds = moving(form.peers ?? {}, packed.partners, index, facts, dates);
    for (const [d, asOf] of dates.entries()) {
      const peer = { partner, index, values: moveAll(folds, asOf) };
      everyone[d]?.push(peer);
      if (isOnRoster(partner, asOf)) peers[d]?.push(peer);
    }
  }
  const folds = moving(form.folds, packed.program, 0, facts, dates);
  for (const [d, asOf] of dates.entries()) {
    const context = { asOf, facts, peers: peers[d] ?? [], everyone: everyone[d] ?? [] };
    sink(metric, null, asOf, form.finish(moveAll(folds, asOf), context));
  }
}

function moving(folds: Folds, tables: Tables, subject: number, facts: AccountFacts, dates: readonly Day[]) {
  const { fiscalYearStartMonth } = facts.settings;
  return Object.entries(folds).map(
    ([name, fold]) => [name, movingFold(fold, tables, subject, fiscalYearStartMonth, dates)] as const,
  );
}

const moveAll = (folds: ReturnType<typeof moving>, asOf: Day): object =>
  Object.fromEntries(folds.map(([name, fold]) => [name, fold.moveTo(asOf)]));

/** References are read by every partner, so their rows are kept per date instead of moving. */
function valuesByDate(folds: Folds, tables: Tables, subject: number, facts: AccountFacts, dates: readonly Day[]) {
  const all = moving(folds, tables, subject, facts, dates);
  return dates.map((asOf) => moveAll(all, asOf));
}
