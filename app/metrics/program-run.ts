import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster, type PartnerFact } from '../facts/partner.ts';
import type { DateGrid } from '../kit/date-grid.ts';
import type { FoldRun } from './fold-run.ts';
import type { FoldRuns, ProgramFolds } from './fold-runs.ts';
import { contextAt } from './interpret.ts';
import type { Metric, PeerValues, ProgramContext } from './metric.ts';
import { PeerSeries } from './peer-series.ts';
import type { SpanSink } from './sink.ts';

type ProgramForm = NonNullable<Metric['program']>;

type PartnersAt = Pick<ProgramContext<object>, 'peers' | 'everyone'>;

/** The folds that compare partners, each kept once for all metrics: recorded partner by partner, read date by date. */
export class Peers {
  readonly #facts: AccountFacts;
  readonly #grid: DateGrid;
  readonly #series = new Map<FoldRun, PeerSeries>();
  readonly #roster: (Uint8Array | undefined)[] = [];
  readonly #plain: readonly PeerValues<object>[];
  readonly #plainOnRoster: (readonly PeerValues<object>[] | undefined)[] = [];

  constructor(facts: AccountFacts, grid: DateGrid) {
    this.#facts = facts;
    this.#grid = grid;
    this.#plain = facts.partners.map((partner, index) => ({ partner, index, values: {} }));
  }

  /** For a metric that compares nothing of partners: the same lists for all such metrics. */
  plainAt(date: number): PartnersAt {
    const roster = this.rosterAt(date);
    const onRoster = this.#plainOnRoster[date] ?? this.#plain.filter((_, index) => roster[index] === 1);
    this.#plainOnRoster[date] = onRoster;
    return { everyone: this.#plain, peers: onRoster };
  }

  seriesOf(run: FoldRun): PeerSeries {
    const known = this.#series.get(run);
    if (known) return known;
    const series = new PeerSeries(run.fold.take, this.#grid.length);
    this.#series.set(run, series);
    return series;
  }

  /** Keeps what the folds say of a partner; they must have been loaded for it, and partners come in order. */
  record(partner: number): void {
    for (const [run, series] of this.#series) series.append(partner, run.changes);
  }

  /** Whether each partner is on the roster at a date. */
  rosterAt(date: number): Uint8Array {
    const asOf = this.#grid.dates[date] ?? 0;
    const known = this.#roster[date];
    if (known) return known;
    const roster = Uint8Array.from(this.#facts.partners, (partner) => (isOnRoster(partner, asOf) ? 1 : 0));
    this.#roster[date] = roster;
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
    const partnersAt = this.#series.length === 0 ? (d: number) => this.#peers.plainAt(d) : this.#advancing();
    for (const [d, asOf] of this.#grid.dates.entries()) {
      const context = { ...contextAt(this.#facts, asOf), ...partnersAt(d) };
      sink(this.#metric, null, d, d + 1, this.#form.finish(values[d] ?? {}, context));
    }
  }

  /** To be asked for one date after the other. What `finish` was given for earlier dates stays as it was. */
  #advancing(): (date: number) => PartnersAt {
    const everyone: PeerValues<object>[] = this.#facts.partners.map((partner, index) => ({
      partner,
      index,
      values: {},
    }));
    const now = everyone.map((): object[] => []);
    return (date) => {
      for (const p of this.#takeOver(now, date)) {
        everyone[p] = { partner: this.#facts.partners[p] as PartnerFact, index: p, values: this.#named(now[p] ?? []) };
      }
      const roster = this.#peers.rosterAt(date);
      return { everyone: everyone.slice(), peers: everyone.filter((_, index) => roster[index] === 1) };
    };
  }

  /**
   * Puts the values that change at a date in their places.
   * @returns the partners of whom one has changed
   */
  #takeOver(now: readonly object[][], date: number): ReadonlySet<number> {
    const changed = new Set<number>();
    for (const [s, series] of this.#series.entries()) {
      for (const place of series.changesAt(date)) {
        const partner = series.partnerAt(place);
        (now[partner] as object[])[s] = series.valueAt(place);
        changed.add(partner);
      }
    }
    return changed;
  }

  #named(values: readonly object[]): object {
    const named: Record<string, object> = {};
    for (let s = 0; s < this.#names.length; s++) named[this.#names[s] as string] = values[s] as object;
    return named;
  }
}
