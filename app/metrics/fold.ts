/**
 * A fold is the declarative half of a metric: which rows of which table count at a date, and what is added up over
 * them. Both runners read the same folds: `interpret.ts` filters every row for one date, `sweep.ts` moves through many
 * dates and adds and removes rows as they come into reach and leave it.
 */
import type { TableName, TableRow } from '../facts/tables.ts';
import { type Day, nextFiscalYearStart } from '../kit/days.ts';

/** When a row is in reach, seen from its anchor day. */
export type Reach =
  /** anchor in (T - before - days, T - before] */
  | { readonly kind: 'window'; readonly days: number; readonly before: number }
  /** true at T, however long ago it began: open deals, lifetime totals */
  | { readonly kind: 'standing' }
  /** anchor in the fiscal year that holds T */
  | { readonly kind: 'fiscal-year' };

/** The `days` calendar days ending with T, or ending `before` days earlier. */
export const lastDays = (days: number, before = 0): Reach => ({ kind: 'window', days, before });
export const standing: Reach = { kind: 'standing' };
export const fiscalYear: Reach = { kind: 'fiscal-year' };

/** What every kind of fold declares. */
interface Selection<N extends TableName> {
  readonly from: N;
  readonly reach: Reach;
  readonly where?: (row: TableRow<N>) => boolean;
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
export interface RowsFold<N extends TableName = TableName> extends Selection<N> {
  readonly take: 'rows';
}

/** One fold of any table. Method syntax in the row readers would let tables mix; the runners bind each to its own. */
export type Fold = { [N in TableName]: CountFold<N> | SumFold<N> | RowsFold<N> }[TableName];
/** Folds whose value is a number, so that it can be kept for every partner and date. */
export type NumericFold = { [N in TableName]: CountFold<N> | SumFold<N> }[TableName];

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
export const rowsOf = <const N extends TableName>(from: N, selection: Omit<Selection<N>, 'from'>): RowsFold<N> => ({
  take: 'rows',
  from,
  ...selection,
});

export type Excluded = Readonly<Record<string, number>>;
export interface Counted {
  readonly count: number;
  readonly excluded: Excluded;
}
export interface Summed extends Counted {
  readonly sum: number;
}
export interface Rows<N extends TableName> extends Counted {
  /** Calls `read` with each row in reach. The row is a reused view: read it, never keep it. */
  each(read: (row: TableRow<N>) => void): void;
  /** One value per row in reach. */
  map<T>(read: (row: TableRow<N>) => T): T[];
}

export type FoldValue<F> =
  F extends RowsFold<infer N> ? Rows<N> : F extends SumFold<TableName> | { take: 'sum' } ? Summed : Counted;
export type FoldValues<F> = { readonly [K in keyof F]: FoldValue<F[K]> };

/** The as-of dates [enter, leave) at which a row is in reach; enter >= leave when it never is. */
export function spanInReach<N extends TableName>(
  fold: Selection<N>,
  row: TableRow<N>,
  fiscalYearStartMonth: number,
): { enter: Day; leave: Day } {
  const { reach } = fold;
  const anchor = fold.on ? fold.on(row) : row.day;
  const enter = Math.max(row.from, anchor + (reach.kind === 'window' ? reach.before : 0));
  if (reach.kind === 'standing') return { enter, leave: row.until };
  const closes =
    reach.kind === 'window' ? anchor + reach.before + reach.days : nextFiscalYearStart(anchor, fiscalYearStartMonth);
  return { enter, leave: Math.min(row.until, closes) };
}

/** The first reason for which a row cannot count; undefined when it can. */
export function exclusionOf<N extends TableName>(fold: Selection<N>, row: TableRow<N>): string | undefined {
  for (const reason in fold.excluding) if (fold.excluding[reason]?.(row)) return reason;
  return undefined;
}
