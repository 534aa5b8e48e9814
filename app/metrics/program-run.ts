import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster } from '../facts/partner.ts';
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
    const series = new PeerSeries(run.fold.take, this.#facts.partners.length);
    this.#series.set(run, series);
    return series;
  }

  /** Keeps what the folds say of a partner; they must have been loaded for it, and partners come in order. */
  record(partner: number): void {
    for (const [run, series] of this.#series) series.append(partner, run);
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

  /** To be asked for one date after the other. */
  #advancing(): (date: number) => PartnersAt {
    const everyone: PeerValues<object>[] = this.#facts.partners.map((partner, index) => ({
      partner,
      index,
      values: {},
    }));
    const places = this.#series.map((series) => Int32Array.from(everyone, ({ index }) => series.startOf(index)));
    return (date) => {
      this.#advance(everyone, places, date);
      const roster = this.#peers.rosterAt(date);
      return { everyone: everyone.slice(), peers: everyone.filter((_, index) => roster[index] === 1) };
    };
  }

  /** Replaces those of whom something changed; what `finish` was given for earlier dates stays as it was. */
  #advance(everyone: PeerValues<object>[], places: readonly Int32Array[], date: number): void {
    for (const [s, series] of this.#series.entries()) {
      const place = places[s] as Int32Array;
      const name = this.#names[s] as string;
      for (let p = 0; p < everyone.length; p++) {
        if (!series.changesAt(p, place[p] as number, date)) continue;
        const peer = everyone[p] as PeerValues<object>;
        const values = { ...peer.values, [name]: series.valueAt(place[p] as number) };
        everyone[p] = { partner: peer.partner, index: p, values };
        place[p] = (place[p] as number) + 1;
      }
    }
  }
}
