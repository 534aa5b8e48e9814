/**
 * The naive runner: for one subject and one date it looks at every row. Slow and obviously right, it is the oracle that
 * the sweep is tested against, and it answers `explain`.
 */

import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster } from '../facts/partner.ts';
import type { PackedFacts, TableName, TableRow, Tables } from '../facts/tables.ts';
import { median } from '../kit/average.ts';
import type { Day } from '../kit/days.ts';
import { quantile } from '../kit/quantile.ts';
import { anchorOf, type Excluded, exclusionOf, type Fold, spanInReach } from './fold.ts';
import type { Context, Metric, PartnerContext, ProgramContext } from './metric.ts';
import { missingMapping } from './missing-mapping.ts';
import { notSetUp, type Result } from './result.ts';

export type MetricResults = Readonly<Record<string, Result | undefined>>;

/** What `finish` is given. */
interface Inputs<C> {
  readonly values: object;
  readonly context: C;
}

/** A metric of partner `index` as of the end of `asOf`; undefined when the metric has no partner form. */
export function interpretPartner(
  metric: Metric,
  facts: AccountFacts,
  packed: PackedFacts,
  index: number,
  asOf: Day,
): MetricResults | undefined {
  const inputs = partnerInputs(metric, facts, packed, index, asOf);
  if (!metric.partner || !inputs) return undefined;
  const missing = missingMapping(metric, facts.mapped);
  if (missing) return everyMeasure(metric, 'partner', notSetUp(missing));
  return metric.partner.finish(inputs.values, inputs.context);
}

export function partnerInputs(
  metric: Metric,
  facts: AccountFacts,
  packed: PackedFacts,
  index: number,
  asOf: Day,
): Inputs<PartnerContext<object>> | undefined {
  const partner = facts.partners[index];
  if (!metric.partner || !partner) return undefined;
  const values = foldAll(metric.partner.folds, packed.partners, index, facts, asOf);
  const reference = foldAll(metric.partner.reference ?? {}, packed.program, 0, facts, asOf);
  return { values, context: { ...contextAt(facts, asOf), partner, index, reference } };
}

/** A metric of the programme as of the end of `asOf`; undefined when it has none. */
export function interpretProgram(
  metric: Metric,
  facts: AccountFacts,
  packed: PackedFacts,
  asOf: Day,
): MetricResults | undefined {
  const inputs = programInputs(metric, facts, packed, asOf);
  if (!metric.program || !inputs) return undefined;
  const missing = missingMapping(metric, facts.mapped);
  if (missing) return everyMeasure(metric, 'program', notSetUp(missing));
  return metric.program.finish(inputs.values, inputs.context);
}

export function programInputs(
  { program }: Metric,
  facts: AccountFacts,
  packed: PackedFacts,
  asOf: Day,
): Inputs<ProgramContext<object>> | undefined {
  if (!program) return undefined;
  const everyone = facts.partners.map((partner, index) => ({
    partner,
    index,
    values: foldAll(program.peers ?? {}, packed.partners, index, facts, asOf),
  }));
  const peers = everyone.filter(({ partner }) => isOnRoster(partner, asOf));
  const values = foldAll(program.folds, packed.program, 0, facts, asOf);
  return { values, context: { ...contextAt(facts, asOf), peers, everyone } };
}

export const contextAt = (facts: AccountFacts, asOf: Day): Context => ({
  asOf,
  facts,
  hasCome: (day) => day <= asOf,
  ofDate: (read) => read(asOf),
});

/** The same state for every measure that the scope has. */
export function everyMeasure(metric: Metric, scope: 'partner' | 'program', result: Result): MetricResults {
  return Object.fromEntries(
    Object.entries(metric.meta.measures)
      .filter(([, measure]) => measure.scope === scope || measure.scope === 'both')
      .map(([key]) => [key, result]),
  );
}

function foldAll(
  folds: Readonly<Record<string, Fold>>,
  tables: Tables,
  subject: number,
  facts: AccountFacts,
  asOf: Day,
): object {
  return Object.fromEntries(
    Object.entries(folds).map(([name, fold]) => [name, foldOnce(fold, tables, subject, facts, asOf)]),
  );
}

/** Rows of `subject` in reach of the fold, split into those that count and those left out. */
export function selectRows(
  fold: Fold,
  tables: Tables,
  subject: number,
  facts: AccountFacts,
  asOf: Day,
): { counted: number[]; excluded: Map<string, number[]> } {
  const bound = fold as BoundFold;
  const table = tables[fold.from];
  const counted: number[] = [];
  const excluded = new Map<string, number[]>();
  for (let i = table.starts[subject] ?? 0; i < (table.starts[subject + 1] ?? 0); i++) {
    const row = table.at(i) as TableRow<TableName>;
    const { enter, leave } = spanInReach(bound, row, facts.settings.fiscalYearStartMonth);
    if (asOf < enter || asOf >= leave || (bound.where && !bound.where(row, facts))) continue;
    const reason = exclusionOf(bound, row);
    if (reason === undefined) counted.push(i);
    else excluded.set(reason, [...(excluded.get(reason) ?? []), i]);
  }
  return { counted, excluded };
}

/** A fold whose readers accept the rows of its own table, which `fold.from` names. */
export interface BoundFold {
  readonly take: Fold['take'];
  readonly from: TableName;
  readonly reach: Fold['reach'];
  readonly where?: (row: object, facts: AccountFacts) => boolean;
  readonly on?: (row: object) => Day;
  readonly excluding?: Readonly<Record<string, (row: object) => boolean>>;
  readonly of?: (row: object) => number;
  readonly by?: (row: object, facts: AccountFacts) => number;
  readonly longer?: number;
  readonly roll?: {
    start(facts: AccountFacts): object;
    change(state: object, row: object, by: 1 | -1, facts: AccountFacts): void;
  };
  readonly keys?: (row: object, facts: AccountFacts) => number | readonly number[];
}

function foldOnce(fold: Fold, tables: Tables, subject: number, facts: AccountFacts, asOf: Day): object {
  const { counted, excluded } = selectRows(fold, tables, subject, facts, asOf);
  const left: Excluded = Object.fromEntries([...excluded].map(([reason, rows]) => [reason, rows.length]));
  const table = tables[fold.from];
  const counts = { count: counted.length, excluded: left };
  if (fold.take === 'count') return counts;
  const bound = fold as BoundFold;
  const { of, by } = bound;
  if (fold.take === 'sorted' && of) {
    const groups = Map.groupBy(counted, (i) => by?.(table.at(i), facts) ?? 0);
    return {
      ...counts,
      ...sortedValue(new Map([...groups].map(([key, rows]) => [key, rows.map((i) => of(table.at(i)))]))),
    };
  }
  if (fold.take === 'tally') {
    const under = (i: number) => [bound.keys?.(table.at(i), facts) ?? []].flat();
    return {
      ...counts,
      at: (key: number) =>
        counted.reduce((sum, i) => (under(i).includes(key) ? sum + (of?.(table.at(i)) ?? 1) : sum), 0),
    };
  }
  if (of) return { ...counts, sum: counted.reduce((sum, i) => sum + of(table.at(i)), 0) };
  const days = counted.map((i) => anchorOf(bound, table.at(i) as TableRow<TableName>)).sort((a, b) => a - b);
  if (fold.take === 'gaps') {
    const between = days.slice(1).map((to, i) => ({ from: days[i] ?? to, to }));
    const gaps = between.filter(({ from, to }) => to - from > fold.longer);
    return { ...counts, first: days[0] ?? null, last: days.at(-1) ?? null, gaps };
  }
  if (fold.take === 'first' || fold.take === 'last') {
    return { ...counts, day: (fold.take === 'first' ? days[0] : days.at(-1)) ?? null };
  }
  return {
    ...counts,
    each: (read: (row: object) => void) => {
      for (const i of counted) read(table.at(i));
    },
    since: (day: Day, read: (row: object) => void) => {
      for (const i of counted) if ((table.columns.day[i] as Day) >= day) read(table.at(i));
    },
    map: <T>(read: (row: object) => T) => counted.map((i) => read(table.at(i))),
    rolled: () => {
      const state = bound.roll?.start(facts) ?? [];
      for (const i of counted) bound.roll?.change(state, table.at(i), 1, facts);
      return state;
    },
  };
}

function sortedValue(groups: ReadonlyMap<number, readonly number[]>) {
  const over = (keys: readonly number[]) => numbersOf(keys.flatMap((key) => groups.get(key) ?? []));
  const keys = [...groups.keys()].sort((a, b) => a - b);
  return { ...over(keys), groups: () => keys, over };
}

const numbersOf = (numbers: readonly number[]) => ({
  count: numbers.length,
  sum: numbers.reduce((sum, one) => sum + one, 0),
  median: () => median(numbers),
  quantile: (p: number) => quantile(numbers, p),
});
