import type { AccountFacts } from '../facts/account-facts.ts';
import type { DateGrid } from '../kit/date-grid.ts';
import type { Changes } from './fold-run.ts';
import type { FoldRuns, ProgramFolds } from './fold-runs.ts';
import type { MetricResults } from './interpret.ts';
import type { Metric } from './metric.ts';
import type { SpanSink } from './sink.ts';
import { WatchedContext } from './watched-context.ts';

type PartnerForm = NonNullable<Metric['partner']>;

interface Said {
  readonly results: MetricResults;
  /** The first date at which it may no longer hold. */
  readonly until: number;
}

/**
 * One metric of one partner after the other, at every date. `finish` is pure, so it is called again only when a value it
 * was given has changed, or something of its context that it read the last time: most partners have quiet weeks.
 */
export class PartnerRun {
  readonly #metric: Metric;
  readonly #form: PartnerForm;
  readonly #dates: number;
  readonly #folds: readonly Changes[];
  readonly #names: readonly string[];
  /** As they stand. What is derived from one of them may be kept with it; the object that holds them is used again. */
  readonly #values: Record<string, object> = {};
  /** How many changes of each fold have been taken over, and the date of the next one. */
  readonly #places: Int32Array;
  readonly #nextDates: Int32Array;
  readonly #context: WatchedContext;
  /** By its first date, what is said of partners without anything in reach, once it is known not to depend on the partner. */
  readonly #whenEmpty: (Said | undefined)[] = [];
  /** The first date after the last one that was said, at which a value changes. */
  #changesAt = 0;

  constructor(
    metric: Metric,
    form: PartnerForm,
    facts: AccountFacts,
    grid: DateGrid,
    folds: FoldRuns,
    program: ProgramFolds,
  ) {
    this.#metric = metric;
    this.#form = form;
    this.#dates = grid.length;
    this.#names = Object.keys(form.folds);
    this.#folds = Object.values(form.folds).map((fold) => folds.of(fold).changes);
    this.#places = new Int32Array(this.#folds.length);
    this.#nextDates = new Int32Array(this.#folds.length);
    this.#context = new WatchedContext(facts, grid, () => program.valuesByDate(form.reference ?? {}, grid.length));
  }

  /** The folds must have been loaded for the partner. */
  answer(index: number, sink: SpanSink): void {
    this.#places.fill(0);
    this.#nextDates.fill(0);
    if (this.#isEmpty()) {
      this.#answerOfNothing(index, sink);
      return;
    }
    for (let d = 0; d < this.#dates; ) {
      const results = this.#say(index, d);
      const until = this.#context.holdsUntil(this.#changesAt);
      sink(this.#metric, index, d, until, results);
      d = until;
    }
  }

  #answerOfNothing(index: number, sink: SpanSink): void {
    for (let d = 0; d < this.#dates; ) {
      const { results, until } = this.#whenEmpty[d] ?? this.#sayOfNothing(index, d);
      sink(this.#metric, index, d, until, results);
      d = until;
    }
  }

  #sayOfNothing(index: number, d: number): Said {
    const results = this.#say(index, d);
    const said = { results, until: this.#context.holdsUntil(this.#changesAt) };
    if (!this.#context.hasReadPartner) this.#whenEmpty[d] = said;
    return said;
  }

  #isEmpty(): boolean {
    for (let f = 0; f < this.#folds.length; f++) if (!this.#folds[f]?.isEmpty) return false;
    return true;
  }

  #say(index: number, d: number): MetricResults {
    this.#takeOver(d);
    this.#context.turnTo(index, d);
    return this.#form.finish(this.#values, this.#context);
  }

  /** Takes over the values that have changed up to a date, and finds when the next one changes. */
  #takeOver(d: number): void {
    let changes = this.#dates;
    const nextDates = this.#nextDates;
    for (let f = 0; f < nextDates.length; f++) {
      if ((nextDates[f] as number) <= d) this.#takeOverFold(f, d);
      if ((nextDates[f] as number) < changes) changes = nextDates[f] as number;
    }
    this.#changesAt = changes;
  }

  #takeOverFold(f: number, d: number): void {
    const { dates, values } = this.#folds[f] as Changes;
    let place = this.#places[f] as number;
    while ((dates[place + 1] as number) <= d) place++;
    this.#values[this.#names[f] as string] = values[place] as object;
    this.#places[f] = place + 1;
    this.#nextDates[f] = dates[place + 1] as number;
  }
}
