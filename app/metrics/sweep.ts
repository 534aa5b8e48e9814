/**
 * The runner for many dates: one pass over each partner's rows serves all metrics and all dates, then one pass across
 * partners per date finishes what compares them. Answers exactly what `interpret.ts` answers.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { PackedFacts } from '../facts/tables.ts';
import { DateGrid } from '../kit/date-grid.ts';
import type { Day } from '../kit/days.ts';
import { FoldRuns, ProgramFolds, type RunsOfTable } from './fold-runs.ts';
import { everyMeasure, type MetricResults } from './interpret.ts';
import type { Metric } from './metric.ts';
import { missingMapping } from './missing-mapping.ts';
import { PartnerRun } from './partner-run.ts';
import { Peers, ProgramRun } from './program-run.ts';
import { notSetUp } from './result.ts';
import { eachDate, type Sink, type SpanSink } from './sink.ts';
import { Workspace } from './workspace.ts';

export interface Sweep {
  /** Answers for one partner at every date, whatever the number of other partners. */
  partner(index: number, sink: SpanSink): void;
  /** Answers for every partner and then for the programme. */
  all(sink: SpanSink): void;
}

/**
 * Runs metrics over an account for several dates. Results come partner by partner, in the order of the metrics, and those
 * of the programme last.
 * @param dates ascending, without repeats
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
  if (dates.length === 0) return;
  const prepared = prepareSweep(metrics, facts, packed, dates);
  const spans = eachDate(dates, sink);
  if (only) for (const index of only) prepared.partner(index, spans);
  else prepared.all(spans);
}

/**
 * A sweep to be asked for one partner after the other. What partners are compared with is worked out once, when first
 * read.
 */
export function prepareSweep(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  dates: readonly Day[],
): Sweep {
  const grid = new DateGrid(dates);
  const space = new Workspace(grid, facts);
  const folds = new FoldRuns(packed.partners, space);
  const program = new ProgramFolds(packed.program, space);
  const peers = new Peers(facts, grid);
  const partnerRuns = metrics.flatMap((metric): (PartnerRun | MissingRun)[] => {
    if (!metric.partner) return [];
    const missing = missingMapping(metric, facts.mapped);
    if (missing) return [new MissingRun(metric, 'partner', missing, grid)];
    return [new PartnerRun(metric, metric.partner, facts, grid, folds, program)];
  });
  const ofPartners = folds.byTable();
  const programRuns = metrics.flatMap((metric): (ProgramRun | MissingRun)[] => {
    if (!metric.program) return [];
    const missing = missingMapping(metric, facts.mapped);
    if (missing) return [new MissingRun(metric, 'program', missing, grid)];
    return [new ProgramRun(metric, metric.program, facts, grid, folds, program, peers)];
  });
  const ofAll = folds.byTable();

  const answer = (index: number, tables: readonly RunsOfTable[], sink: SpanSink) => {
    for (const runs of tables) runs.load(index);
    for (const run of partnerRuns) run.answer(index, sink);
  };
  return {
    partner(index, sink) {
      if (facts.partners[index]) answer(index, ofPartners, sink);
    },
    all(sink) {
      for (let index = 0; index < facts.partners.length; index++) {
        answer(index, ofAll, sink);
        peers.record(index);
      }
      for (const run of programRuns) run.answer(null, sink);
    },
  };
}

/** A metric that lacks a mapping says so of everyone, at every date. */
class MissingRun {
  readonly #metric: Metric;
  readonly #dates: number;
  readonly #results: MetricResults;

  constructor(metric: Metric, scope: 'partner' | 'program', missing: string, { length }: DateGrid) {
    this.#metric = metric;
    this.#dates = length;
    this.#results = everyMeasure(metric, scope, notSetUp(missing));
  }

  answer(partner: number | null, sink: SpanSink): void {
    sink(this.#metric, partner, 0, this.#dates, this.#results);
  }
}
