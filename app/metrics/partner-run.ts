import type { AccountFacts } from '../facts/account-facts.ts';
import type { PartnerFact } from '../facts/partner.ts';
import type { DateGrid } from '../kit/date-grid.ts';
import { type Day, FOREVER } from '../kit/days.ts';
import type { Changes } from './fold-run.ts';
import type { FoldRuns, ProgramFolds } from './fold-runs.ts';
import type { MetricResults } from './interpret.ts';
import type { Metric, PartnerContext } from './metric.ts';
import type { SpanSink } from './sink.ts';

/** What a `finish` looked at beside its values, as bits: a result holds until one of those changes. */
const READ_DATE = 1;
const READ_REFERENCE = 2;
const READ_PARTNER = 4;

type PartnerForm = NonNullable<Metric['partner']>;

interface Said {
  readonly results: MetricResults;
  /** The first date at which it may no longer hold. */
  readonly until: number;
}
interface Asked {
  readonly read: (asOf: Day) => unknown;
  readonly told: unknown;
}

const NOTHING_ASKED: Asked[] = [];

/**
 * One metric of one partner after the other, at every date. `finish` is pure, so it is called again only when a value it
 * was given has changed, or something of its context that it read the last time: most partners have quiet weeks.
 */
export class PartnerRun {
  readonly #metric: Metric;
  readonly #form: PartnerForm;
  readonly #facts: AccountFacts;
  readonly #grid: DateGrid;
  readonly #folds: readonly Changes[];
  readonly #names: readonly string[];
  readonly #values: Record<string, object> = {};
  /** How many changes of each fold have been taken over, and the date of the next one. */
  readonly #places: Int32Array;
  readonly #nextDates: Int32Array;
  readonly #context: PartnerContext<object>;
  readonly #program: ProgramFolds;
  #reference: readonly object[] | undefined;
  /** By its first date, what is said of partners without anything in reach, once it is known not to depend on the partner. */
  readonly #whenEmpty: (Said | undefined)[] = [];
  /** The values as they stand, for `finish` to keep: what is derived from them may be remembered by them. */
  #given: object = {};
  #read = 0;
  #index = 0;
  #date = 0;
  /** The first later day that `finish` asked for and was told had not come. */
  #awaited: Day = FOREVER;
  /** What `finish` asked of the date, and what it was told. */
  #asked: Asked[] = NOTHING_ASKED;

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
    this.#facts = facts;
    this.#grid = grid;
    this.#program = program;
    this.#names = Object.keys(form.folds);
    this.#folds = Object.values(form.folds).map((fold) => folds.of(fold).changes);
    this.#places = new Int32Array(this.#folds.length);
    this.#nextDates = new Int32Array(this.#folds.length);
    this.#context = this.#watchedContext();
  }

  /** The folds must have been loaded for the partner. */
  answer(index: number, sink: SpanSink): void {
    const isEmpty = this.#isEmpty();
    this.#index = index;
    this.#places.fill(0);
    this.#nextDates.fill(0);
    for (let d = 0; d < this.#grid.length; ) {
      const known = isEmpty ? this.#whenEmpty[d] : undefined;
      const { results, until } = known ?? this.#say(d, isEmpty);
      sink(this.#metric, index, d, until, results);
      d = until;
    }
  }

  #isEmpty(): boolean {
    for (let f = 0; f < this.#folds.length; f++) if (!this.#folds[f]?.isEmpty) return false;
    return true;
  }

  #say(d: number, isEmpty: boolean): Said {
    const changes = this.#takeOver(d);
    this.#date = d;
    this.#read = 0;
    this.#awaited = FOREVER;
    this.#asked = NOTHING_ASKED;
    const results = this.#form.finish(this.#given, this.#context);
    const said = { results, until: this.#holdsUntil(d, changes) };
    if (isEmpty && (this.#read & READ_PARTNER) === 0) this.#whenEmpty[d] = said;
    return said;
  }

  /**
   * Takes over the values that have changed up to a date.
   * @returns the first date after it at which one changes
   */
  #takeOver(d: number): number {
    let isChanged = d === 0;
    let changes = this.#grid.length;
    const nextDates = this.#nextDates;
    for (let f = 0; f < nextDates.length; f++) {
      if ((nextDates[f] as number) <= d) {
        this.#takeOverFold(f, d);
        isChanged = true;
      }
      if ((nextDates[f] as number) < changes) changes = nextDates[f] as number;
    }
    if (isChanged) this.#given = { ...this.#values };
    return changes;
  }

  #takeOverFold(f: number, d: number): void {
    const { dates, values } = this.#folds[f] as Changes;
    let place = this.#places[f] as number;
    while ((dates[place + 1] as number) <= d) place++;
    this.#values[this.#names[f] as string] = values[place] as object;
    this.#places[f] = place + 1;
    this.#nextDates[f] = dates[place + 1] as number;
  }

  /**
   * The first date at which what was said at `d` may no longer hold.
   * @param changes the first later date at which a value changes
   */
  #holdsUntil(d: number, changes: number): number {
    if ((this.#read & READ_DATE) !== 0) return d + 1;
    let until = this.#awaited > this.#grid.last ? changes : Math.min(changes, this.#grid.indexFrom(this.#awaited));
    if ((this.#read & READ_REFERENCE) !== 0) {
      const reference = this.#references();
      for (let next = d + 1; next < until; next++) if (reference[next] !== reference[d]) until = next;
    }
    return this.#asked === NOTHING_ASKED ? until : this.#stillTold(d, until);
  }

  /** The first date after `d`, up to `until`, at which what was asked of the date would be told otherwise. */
  #stillTold(d: number, until: number): number {
    const { dates } = this.#grid;
    for (let next = d + 1; next < until; next++) {
      const date = dates[next] as Day;
      if (this.#asked.some(({ read, told }) => read(date) !== told)) return next;
    }
    return until;
  }

  #references(): readonly object[] {
    this.#reference ??= this.#program.valuesByDate(this.#form.reference ?? {}, this.#grid.length);
    return this.#reference;
  }

  #watchedContext(): PartnerContext<object> {
    const note = (bit: number) => {
      this.#read |= bit;
    };
    const now = {
      asOf: () => this.#grid.dates[this.#date] ?? 0,
      partner: () => this.#facts.partners[this.#index] as PartnerFact, // answered for partners of the account only
      index: () => this.#index,
      reference: () => this.#references()[this.#date] ?? {},
    };
    return {
      facts: this.#facts,
      hasCome: (day) => {
        if (day <= now.asOf()) return true;
        if (day < this.#awaited) this.#awaited = day;
        return false;
      },
      ofDate: (read) => {
        const told = read(now.asOf());
        if (this.#asked === NOTHING_ASKED) this.#asked = [];
        this.#asked.push({ read, told });
        return told;
      },
      get asOf() {
        note(READ_DATE);
        return now.asOf();
      },
      get partner() {
        note(READ_PARTNER);
        return now.partner();
      },
      get index() {
        note(READ_PARTNER);
        return now.index();
      },
      get reference() {
        note(READ_REFERENCE);
        return now.reference();
      },
    };
  }
}
