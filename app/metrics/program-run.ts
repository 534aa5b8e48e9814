import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster } from '../facts/partner.ts';
import type { DateGrid } from '../kit/date-grid.ts';
import type { FoldRun } from './fold-run.ts';
import type { FoldRuns, ProgramFolds } from './fold-runs.ts';
import { contextAt } from './interpret.ts';
import type { Metric, PeerValues } from './metric.ts';
import { PeerSeries } from './peer-series.ts';
import type { SpanSink } from './sink.ts';

type ProgramForm = NonNullable<Metric['program']>;

/** The folds that compare partners, each kept once for all metrics: recorded partner by partner, read date by date. */
export class Peers {
  readonly #facts: AccountFacts;
  readonly #grid: DateGrid;
  readonly #series = new Map<FoldRun, PeerSeries>();
  readonly #rosters: (Int32Array | undefined)[] = [];
  /** For metrics that compare nothing of partners. */
  readonly plain: readonly PeerValues<object>[];

  constructor(facts: AccountFacts, grid: DateGrid) {
    this.#facts = facts;
    this.#grid = grid;
    this.plain = facts.partners.map((partner, index) => ({ partner, index, values: {} }));
  }

  seriesOf(run: FoldRun): PeerSeries {
    const known = this.#series.get(run);
    if (known) return known;
    const series = new PeerSeries(run.fold.take, this.#grid.length, this.#facts.partners.length);
    this.#series.set(run, series);
    return series;
  }

  /** Keeps what the folds say of a partner; they must have been loaded for it, and partners come in order. */
  record(partner: number): void {
    for (const [run, series] of this.#series) series.append(partner, run.changes);
  }

  /** Indexes of the partners on the roster at a date. */
  rosterAt(date: number): Int32Array {
    const known = this.#rosters[date];
    if (known) return known;
    const asOf = this.#grid.dates[date] ?? 0;
    const roster = Int32Array.from(
      this.#facts.partners.flatMap((partner, index) => (isOnRoster(partner, asOf) ? [index] : [])),
    );
    this.#rosters[date] = roster;
    return roster;
  }
}

/** One metric of the programme at every date. */
export class ProgramRun {
  readonly #metric: Metric;
  readonly #form: ProgramForm;
  readonly #facts: AccountFacts;
  readonly #grid: DateGrid;
  readonly #program: ProgramFolds;
  readonly #peers: Peers;
  readonly #names: readonly string[];
  readonly #series: readonly PeerSeries[];

  constructor(
    metric: Metric,
    form: ProgramForm,
    facts: AccountFacts,
    grid: DateGrid,
    folds: FoldRuns,
    program: ProgramFolds,
    peers: Peers,
  ) {
    this.#metric = metric;
    this.#form = form;
    this.#facts = facts;
    this.#grid = grid;
    this.#program = program;
    this.#peers = peers;
    this.#names = Object.keys(form.peers ?? {});
    this.#series = Object.values(form.peers ?? {}).map((fold) => peers.seriesOf(folds.of(fold)));
  }

  /** The peers must have been recorded. */
  answer(_: null, sink: SpanSink): void {
    const values = this.#program.valuesByDate(this.#form.folds, this.#grid.length);
    const everyone = this.#everyone();
    const onRoster = (d: number) => {
      const peers: PeerValues<object>[] = [];
      for (const index of this.#peers.rosterAt(d)) peers.push(everyone[index] as PeerValues<object>);
      return peers;
    };
    for (const [d, asOf] of this.#grid.dates.entries()) {
      for (const series of this.#series) series.moveTo(d);
      const context = {
        ...contextAt(this.#facts, asOf),
        everyone,
        // Half of the metrics of a programme look at deals alone.
        get peers() {
          return onRoster(d);
        },
      };
      sink(this.#metric, null, d, d + 1, this.#form.finish(values[d] ?? {}, context));
    }
  }

  /** Made once for all dates: what is said of a partner is read from where the series keep it. */
  #everyone(): readonly PeerValues<object>[] {
    if (this.#series.length === 0) return this.#peers.plain;
    const views = this.#series.map((series) => series.views);
    return this.#facts.partners.map((partner, index) => {
      const values: Record<string, object> = {};
      for (let s = 0; s < views.length; s++) values[this.#names[s] as string] = views[s]?.[index] as object;
      return { partner, index, values };
    });
  }
}
