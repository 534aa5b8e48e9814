import type { Tables } from '../facts/tables.ts';
import { DayRun } from './day-run.ts';
import type { Fold } from './fold.ts';
import type { FoldRun } from './fold-run.ts';
import { GapsRun } from './gaps-run.ts';
import type { BoundFold } from './interpret.ts';
import { CountRun, SumRun } from './number-runs.ts';
import { Reaches } from './reaches.ts';
import { RowsRun } from './rows-run.ts';
import { SortedRun } from './sorted-run.ts';
import { StretchCountRun, StretchDayRun } from './stretch-runs.ts';
import { TallyRun } from './tally-run.ts';
import type { Workspace } from './workspace.ts';

/**
 * The folds of many metrics over the same tables. Two that select and take the same are one, wherever they were
 * declared, so that sharing a fold is only a matter of sharing its conditions.
 */
export class FoldRuns {
  readonly #tables: Tables;
  readonly #space: Workspace;
  readonly #reaches: Reaches;
  readonly #runs = new Map<string, FoldRun>();
  readonly #numbers = new Map<unknown, number>();

  constructor(tables: Tables, space: Workspace) {
    this.#tables = tables;
    this.#space = space;
    this.#reaches = new Reaches(tables, space);
  }

  of(fold: Fold): FoldRun {
    const key = this.#keyOf(fold);
    const known = this.#runs.get(key);
    if (known) return known;
    const run = foldRun(fold, this.#tables, this.#reaches, this.#space);
    this.#runs.set(key, run);
    return run;
  }

  /** Those of one table after the other: the reader changes its table seldom. */
  byTable(): RunsOfTable[] {
    const byTable = Map.groupBy(this.#runs.values(), ({ fold }) => fold.from);
    return [...byTable].map(([name, runs]) => new RunsOfTable(this.#tables[name].starts, runs));
  }

  /** Functions are the same when they are the same object. */
  #keyOf(fold: Fold): string {
    const { take, from, reach, where, on, of, by, keys, roll, longer, excluding } = fold as BoundFold; // only compared, never called
    const reasons = Object.entries(excluding ?? {}).map(([reason, test]) => [reason, this.#numberOf(test)]);
    return JSON.stringify([
      take,
      from,
      reach,
      longer,
      ...[where, on, of, by, keys, roll].map((test) => this.#numberOf(test)),
      reasons,
    ]);
  }

  #numberOf(test: unknown): number {
    const known = this.#numbers.get(test);
    if (known !== undefined) return known;
    this.#numbers.set(test, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** The folds over one table. Most subjects have no rows in most tables: then nothing is asked of any fold. */
export class RunsOfTable {
  readonly #starts: Int32Array;
  readonly #runs: readonly FoldRun[];
  /** Whether the folds say already that there is nothing. */
  #sayNothing = false;

  constructor(starts: Int32Array, runs: readonly FoldRun[]) {
    this.#starts = starts;
    this.#runs = runs;
  }

  load(subject: number): void {
    const isWithoutRows = this.#starts[subject] === this.#starts[subject + 1];
    if (isWithoutRows && this.#sayNothing) return;
    for (const run of this.#runs) {
      if (isWithoutRows) run.loadNothing();
      else run.load(subject);
    }
    this.#sayNothing = isWithoutRows;
  }
}

/** Folds of the programme, each worked out once for all dates when it is first asked for. */
export class ProgramFolds {
  readonly #runs: FoldRuns;
  readonly #loaded = new Set<FoldRun>();
  readonly #byDate = new Map<object, object[]>();

  constructor(tables: Tables, space: Workspace) {
    this.#runs = new FoldRuns(tables, space);
  }

  /**
   * An object of values for each date, the same one for dates between which none of them changed. Metrics that refer to the
   * same folds get the same objects, so that what one has derived from them serves the others.
   */
  valuesByDate(folds: Readonly<Record<string, Fold>>, dates: number): object[] {
    const known = this.#byDate.get(folds) ?? this.#workOut(folds, dates);
    this.#byDate.set(folds, known);
    return known;
  }

  #workOut(folds: Readonly<Record<string, Fold>>, dates: number): object[] {
    const runs = Object.entries(folds).map(([name, fold]) => [name, this.#load(fold)] as const);
    const places = runs.map(() => 0);
    const byDate: object[] = [];
    for (let d = 0; d < dates; d++) {
      const changed = runs.flatMap(([name, run], r) => {
        if (run.changes.dates[places[r] as number] !== d) return [];
        places[r] = (places[r] as number) + 1;
        return [[name, run.changes.values[(places[r] as number) - 1]]];
      });
      const before = byDate[d - 1] ?? {};
      byDate.push(d > 0 && changed.length === 0 ? before : { ...before, ...Object.fromEntries(changed) });
    }
    return byDate;
  }

  #load(fold: Fold): FoldRun {
    const run = this.#runs.of(fold);
    if (!this.#loaded.has(run)) {
      run.load(0);
      this.#loaded.add(run);
    }
    return run;
  }
}

function foldRun(fold: Fold, tables: Tables, reaches: Reaches, space: Workspace): FoldRun {
  const stretch = reaches.stretchOf(fold as BoundFold); // only told apart, its readers are not called
  if (stretch && fold.take === 'count') return new StretchCountRun(fold, space, stretch);
  if (stretch && (fold.take === 'first' || fold.take === 'last')) {
    return new StretchDayRun(fold, space, stretch);
  }
  switch (fold.take) {
    case 'count':
      return new CountRun(fold, tables, reaches, space);
    case 'sum':
      return new SumRun(fold, tables, reaches, space);
    case 'sorted':
      return new SortedRun(fold, tables, reaches, space);
    case 'rows':
      return new RowsRun(fold, tables, reaches, space);
    case 'tally':
      return new TallyRun(fold, tables, reaches, space);
    case 'gaps':
      return new GapsRun(fold, tables, reaches, space);
    case 'first':
    case 'last':
      return new DayRun(fold, tables, reaches, space);
  }
}
