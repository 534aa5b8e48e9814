/**
 * A fold is the declarative half of a metric: which rows of which table count at a date, and what is added up over
 * them. Both runners read the same folds: `interpret.ts` filters every row for one date, `sweep.ts` turns each row into the
 * dates at which it enters and leaves, for many dates at once. Conditions are pure; one function shared by many folds is
 * also worked out once for all of them.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { TableName, TableRow } from '../facts/tables.ts';
import { type Day, NEVER, nextFiscalYearStart } from '../kit/days.ts';

/** When a row is in reach, seen from its anchor day. */
export type Reach =
  /** anchor in (T - before - days, T - before] */
  | { readonly kind: 'window'; readonly days: number; readonly before: number }
  /** true at T, however long ago it began: open deals, lifetime totals */
  | { readonly kind: 'standing' }
  /** anchor in the fiscal year that holds T */
  | { readonly kind: 'fiscal-year' }
  /** true at T, and the anchor still to come or at most `days` before T: deals not overdue */
  | { readonly kind: 'not-past'; readonly days: number }
  /** true at T, and the anchor more than `days` before T: overdue deals */
  | { readonly kind: 'past'; readonly days: number };

/** The `days` calendar days ending with T, or ending `before` days earlier. */
export const lastDays = (days: number, before = 0): Reach => ({ kind: 'window', days, before });
export const standing: Reach = { kind: 'standing' };
export const fiscalYear: Reach = { kind: 'fiscal-year' };
export const notPast = (days: number): Reach => ({ kind: 'not-past', days });
export const past = (days: number): Reach => ({ kind: 'past', days });

/** What every kind of fold declares. */
interface Selection<N extends TableName> {
  readonly from: N;
  readonly reach: Reach;
  /** Facts that have a day of their own may be asked only for what was so at every date that the row is in reach. */
  readonly where?: (row: TableRow<N>, facts: AccountFacts) => boolean;
  /** Day that the window looks at; the row's own `day` where left out. */
  readonly on?: (row: TableRow<N>) => Day;
  /** Rows that would count but cannot, by reason: shown beside the number. */
  readonly excluding?: Readonly<Record<string, (row: TableRow<N>) => boolean>>;
}

export interface CountFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'count';
}
export interface SumFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'sum';
  readonly of: (row: TableRow<N>) => number;
}
/** The earliest or the latest anchor day in reach. */
export interface DayFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'first' | 'last';
}
/** The rows themselves, for what no other fold can say: reading them costs their number at every date. */
export interface RowsFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'rows';
  readonly roll?: Roll<N, object>;
}
/** What is told of rows and kept from date to date: a date costs what enters and leaves, and not what is there. */
export interface Roll<N extends TableName, S extends object> {
  /** Of no rows. */
  start(facts: AccountFacts): S;
  /** Changes the state by a row that enters (1) or leaves (-1). In whatever order rows come, the state must be the same. */
  change(state: S, row: TableRow<N>, by: 1 | -1, facts: AccountFacts): void;
}
export interface RollingFold<N extends TableName, S extends object> extends RowsFold<N> {
  readonly roll: Roll<N, S>;
}

/** Numbers kept in order, so that a median is read off and not sorted for. */
export interface SortedFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'sorted';
  readonly of: (row: TableRow<N>) => number;
  /** A whole number by which they are kept apart, such as the stage; one group where left out. */
  readonly by?: (row: TableRow<N>, facts: AccountFacts) => number;
}

/** The times without an anchor that are longer than so many days, each between two anchors. */
export interface GapsFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'gaps';
  readonly longer: number;
}

/** Sums of whole numbers kept apart by whole numbers from 0, such as partners: any of them is read off. */
export interface TallyFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'tally';
  /** Under which keys a row counts. */
  readonly keys: (row: TableRow<N>, facts: AccountFacts) => number | readonly number[];
  /** What it adds under each; 1 where left out. */
  readonly of?: (row: TableRow<N>) => number;
}

/** One fold of any table. Method syntax in the row readers would let tables mix; the runners bind each to its own. */
export type Fold = {
  [N in TableName]: CountFold<N> | SumFold<N> | DayFold<N> | RowsFold<N> | SortedFold<N> | GapsFold<N> | TallyFold<N>;
}[TableName];
/** Folds whose value is little, so that it can be kept for every partner and date. */
export type KeptFold = { [N in TableName]: CountFold<N> | SumFold<N> | DayFold<N> | GapsFold<N> }[TableName];

export const countOf = <const N extends TableName>(from: N, selection: Omit<Selection<N>, 'from'>): CountFold<N> => ({
  take: 'count',
  from,
  ...selection,
});
export const sumOf = <const N extends TableName>(
  from: N,
  of: (row: TableRow<N>) => number,
  selection: Omit<Selection<N>, 'from'>,
): SumFold<N> => ({ take: 'sum', from, of, ...selection });
export const firstOf = <const N extends TableName>(from: N, selection: Omit<Selection<N>, 'from'>): DayFold<N> => ({
  take: 'first',
  from,
  ...selection,
});
export const lastOf = <const N extends TableName>(from: N, selection: Omit<Selection<N>, 'from'>): DayFold<N> => ({
  take: 'last',
  from,
  ...selection,
});
export const rowsOf = <const N extends TableName>(from: N, selection: Omit<Selection<N>, 'from'>): RowsFold<N> => ({
  take: 'rows',
  from,
  ...selection,
});
/** Rows with what is kept of them: for a whole programme, or where a date asks more of a partner's few rows than to read them. */
export const rollingOf = <const N extends TableName, S extends object>(
  from: N,
  roll: Roll<N, S>,
  selection: Omit<Selection<N>, 'from'>,
): RollingFold<N, S> => ({ take: 'rows', from, roll, ...selection });
export const sortedOf = <const N extends TableName>(
  from: N,
  of: (row: TableRow<N>) => number,
  selection: Omit<SortedFold<N>, 'from' | 'take' | 'of'>,
): SortedFold<N> => ({ take: 'sorted', from, of, ...selection });

export const gapsOf = <const N extends TableName>(
  from: N,
  longer: number,
  selection: Omit<Selection<N>, 'from'>,
): GapsFold<N> => ({ take: 'gaps', from, longer, ...selection });

export const tallyOf = <const N extends TableName>(
  from: N,
  keys: TallyFold<N>['keys'],
  selection: Omit<TallyFold<N>, 'from' | 'take' | 'keys'>,
): TallyFold<N> => ({ take: 'tally', from, keys, ...selection });

export type Excluded = Readonly<Record<string, number>>;
export interface Counted {
  readonly count: number;
  readonly excluded: Excluded;
}
export interface Summed extends Counted {
  readonly sum: number;
}
export interface Dated extends Counted {
  /** Null when nothing is in reach. */
  readonly day: Day | null;
}
export interface Gap {
  readonly from: Day;
  readonly to: Day;
}
export interface Gaps extends Counted {
  /** The earliest and the latest anchor day in reach; null when nothing is. */
  readonly first: Day | null;
  readonly last: Day | null;
  /** Long times between one anchor and the next, in order of time. */
  readonly gaps: readonly Gap[];
}
export interface Tallied extends Counted {
  /** The sum under a key; 0 where nothing is. */
  at(key: number): number;
}
export interface Rows<N extends TableName> extends Counted {
  /** Calls `read` with each row in reach. The row is a reused view: read it, never keep it. */
  each(read: (row: TableRow<N>) => void): void;
  /** The same with those alone whose `day` does not lie before `day`: the others cost next to nothing. */
  since(day: Day, read: (row: TableRow<N>) => void): void;
  /** One value per row in reach. */
  map<T>(read: (row: TableRow<N>) => T): T[];
}
export interface RolledRows<N extends TableName, S> extends Rows<N> {
  /** What is kept of the rows in reach. Read it before another date's is asked for, and change nothing in it. */
  rolled(): S;
}
/** Some of a fold's numbers. */
export interface Numbers {
  readonly count: number;
  readonly sum: number;
  /** The middle number, or the mean of the two middle ones; undefined for none. */
  median(): number | undefined;
  /** Type 7 of Hyndman and Fan, as `kit/quantile.ts`; undefined for none. */
  quantile(p: number): number | undefined;
}
export interface Sorted extends Counted, Numbers {
  /** Groups that have numbers, ascending. */
  groups(): number[];
  /** The numbers of some groups together. */
  over(groups: readonly number[]): Numbers;
}

export type FoldValue<F> =
  F extends RollingFold<infer N, infer S>
    ? RolledRows<N, S>
    : F extends RowsFold<infer N>
      ? Rows<N>
      : F extends { take: 'sum' }
        ? Summed
        : F extends { take: 'first' | 'last' }
          ? Dated
          : F extends { take: 'sorted' }
            ? Sorted
            : F extends { take: 'gaps' }
              ? Gaps
              : F extends { take: 'tally' }
                ? Tallied
                : Counted;
export type FoldValues<F> = { readonly [K in keyof F]: FoldValue<F[K]> };

/** The day that a fold's window looks at. */
export const anchorOf = <N extends TableName>(fold: Selection<N>, row: TableRow<N>): Day =>
  fold.on ? fold.on(row) : row.day;

/** The as-of dates [enter, leave) at which a row is in reach; enter >= leave when it never is. */
export function spanInReach<N extends TableName>(
  fold: Selection<N>,
  row: TableRow<N>,
  fiscalYearStartMonth: number,
): { enter: Day; leave: Day } {
  const { reach } = fold;
  const anchor = anchorOf(fold, row);
  switch (reach.kind) {
    case 'window': {
      const opens = anchor + reach.before;
      return { enter: Math.max(row.from, opens), leave: Math.min(row.until, opens + reach.days) };
    }
    case 'standing':
      return { enter: Math.max(row.from, anchor), leave: row.until };
    case 'fiscal-year': {
      // "No such day" lies in no year; the calendar does not reach that far back.
      const closes = anchor === NEVER ? NEVER : nextFiscalYearStart(anchor, fiscalYearStartMonth);
      return { enter: Math.max(row.from, anchor), leave: Math.min(row.until, closes) };
    }
    case 'not-past':
      return { enter: row.from, leave: Math.min(row.until, anchor + reach.days + 1) };
    case 'past':
      return { enter: Math.max(row.from, anchor + reach.days + 1), leave: row.until };
  }
}

/** The first reason for which a row cannot count; undefined when it can. */
export function exclusionOf<N extends TableName>(fold: Selection<N>, row: TableRow<N>): string | undefined {
  for (const reason in fold.excluding) if (fold.excluding[reason]?.(row)) return reason;
  return undefined;
}
