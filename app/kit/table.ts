/**
 * Facts packed as typed columns, grouped by subject. A row is read through one reusable view, so that a million deals
 * cost a few arrays and not a million objects.
 */
import { FOREVER } from './days.ts';

export type ColumnType = 'i32' | 'f64' | 'u8';
export type Spec = Readonly<Record<string, ColumnType>>;

/** One row as a metric sees it. The view is reused: read it, never keep it. */
export type Row<S extends Spec> = { readonly [K in keyof S]: number };

export type Column = Int32Array | Float64Array | Uint8Array;
export type ColumnOf<T extends ColumnType> = T extends 'i32' ? Int32Array : T extends 'f64' ? Float64Array : Uint8Array;
export type Columns<S extends Spec> = { readonly [K in keyof S]: ColumnOf<S[K]> };

/** Rows of many subjects, those of subject `s` standing at `starts[s]` up to `starts[s + 1]`. */
export interface Table<S extends Spec> {
  readonly length: number;
  readonly starts: Int32Array;
  /** The columns themselves, for runners that read many rows of few columns. */
  readonly columns: Columns<S>;
  /** The rows of each subject stand in order of their `day`, so that those of a window can be searched for. */
  readonly isByDay: boolean;
  /** Every row is true from its `day` on and for ever: what is true when follows from one column. */
  readonly isLasting: boolean;
  /** The view of row `i`. */
  at(i: number): Row<S>;
}

export const allocate = (type: ColumnType, length: number): Column =>
  type === 'i32' ? new Int32Array(length) : type === 'f64' ? new Float64Array(length) : new Uint8Array(length);

/** A table over columns whose rows stand grouped by subject already. */
export function tableOf<S extends Spec>(columns: Columns<S>, starts: Int32Array): Table<S> {
  const length = starts.at(-1) ?? 0;
  const isByDay = isAscending(columns[DAY], starts);
  return { length, starts, columns, isByDay, isLasting: isLasting(columns), at: viewOf<S>(columns) };
}

const DAY = 'day';

function isLasting({ [DAY]: day, from, until }: Readonly<Record<string, Column>>): boolean {
  if (day === undefined || from === undefined || until === undefined) return false;
  for (let i = 0; i < day.length; i++) if (from[i] !== day[i] || until[i] !== FOREVER) return false;
  return true;
}

function isAscending(column: Column | undefined, starts: Int32Array): boolean {
  if (column === undefined) return false;
  for (let s = 0; s + 1 < starts.length; s++) {
    const end = starts[s + 1] as number;
    for (let i = (starts[s] as number) + 1; i < end; i++) {
      if ((column[i] as number) < (column[i - 1] as number)) return false;
    }
  }
  return true;
}

/**
 * Groups columns by subject and, where there is a column `day`, puts the rows of a subject in its order; rows of one day
 * stay as they were. Counting sorts, linear in the number of rows.
 * @param subjects whose row each is; the first `length` count
 */
export function groupBySubject<S extends Spec>(
  spec: S,
  columns: Columns<S>,
  subjects: Int32Array,
  length: number,
  subjectCount: number,
): Table<S> {
  const starts = new Int32Array(subjectCount + 1);
  for (let i = 0; i < length; i++) {
    const next = (subjects[i] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let s = 0; s < subjectCount; s++) starts[s + 1] = (starts[s + 1] as number) + (starts[s] as number);
  const place = starts.slice();
  const order = new Int32Array(length);
  const byDay = orderOf(columns[DAY], length);
  for (let k = 0; k < length; k++) {
    const i = byDay === undefined ? k : (byDay[k] as number);
    const subject = subjects[i] as number;
    order[place[subject] as number] = i;
    place[subject] = (place[subject] as number) + 1;
  }
  const packed: Record<string, Column> = {};
  for (const [name, type] of Object.entries(spec)) {
    packed[name] = inOrder(columns[name] as Column, allocate(type, length), order);
  }
  return tableOf<S>(packed as Columns<S>, starts); // one column for each entry of the spec, of its type
}

/** Rows in order of a column's whole numbers; undefined where they stand so already. */
function orderOf(column: Column | undefined, length: number): Int32Array | undefined {
  if (column === undefined || isAscending(column, Int32Array.of(0, length))) return undefined;
  let [low, high] = [column[0] as number, column[0] as number];
  for (let i = 1; i < length; i++) {
    const value = column[i] as number;
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  const order = new Int32Array(length);
  // A single stray day far away must not cost an array of that length.
  if (high - low > 4 * length + 65_536) {
    for (let i = 0; i < length; i++) order[i] = i;
    return order.sort((a, b) => (column[a] as number) - (column[b] as number) || a - b);
  }
  const place = new Int32Array(high - low + 2);
  for (let i = 0; i < length; i++) {
    const next = (column[i] as number) - low + 1;
    place[next] = (place[next] as number) + 1;
  }
  for (let v = 0; v + 1 < place.length; v++) place[v + 1] = (place[v + 1] as number) + (place[v] as number);
  for (let i = 0; i < length; i++) {
    const value = (column[i] as number) - low;
    order[place[value] as number] = i;
    place[value] = (place[value] as number) + 1;
  }
  return order;
}

function inOrder(from: Column, to: Column, order: Int32Array): Column {
  for (let i = 0; i < order.length; i++) to[i] = from[order[i] as number] as number;
  return to;
}

/** Collects rows in any order and packs them grouped by subject. */
export class TableBuilder<S extends Spec> {
  readonly #names: readonly string[];
  readonly #spec: S;
  #capacity = 64;
  #length = 0;
  #columns: Column[];
  #subjects: Int32Array;

  constructor(spec: S) {
    this.#spec = spec;
    this.#names = Object.keys(spec);
    this.#columns = this.#names.map((name) => allocate(spec[name] as ColumnType, this.#capacity));
    this.#subjects = new Int32Array(this.#capacity);
  }

  add(subject: number, row: Row<S>): void {
    if (this.#length === this.#capacity) this.#grow();
    for (let c = 0; c < this.#names.length; c++) {
      const column = this.#columns[c];
      if (column) column[this.#length] = row[this.#names[c] as string] as number; // names and columns go together
    }
    this.#subjects[this.#length] = subject;
    this.#length++;
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#columns = this.#columns.map((old, c) => {
      const wider = allocate(this.#spec[this.#names[c] as string] as ColumnType, this.#capacity);
      wider.set(old);
      return wider;
    });
    const subjects = new Int32Array(this.#capacity);
    subjects.set(this.#subjects);
    this.#subjects = subjects;
  }

  pack(subjects: number): Table<S> {
    const columns = Object.fromEntries(this.#names.map((name, c) => [name, this.#columns[c]])) as Columns<S>; // as built
    return groupBySubject(this.#spec, columns, this.#subjects, this.#length, subjects);
  }
}

/**
 * An empty object that shares its shape with no other. V8 keeps getters fast only where no object of the same beginnings
 * has another getter of that name: of views made from plain `{}`, all but the first would be looked up by name.
 */
const ofItsOwnShape = (): object => Object.create({}) as object; // typed any

/** A view whose getters read the columns at a moving index. */
function viewOf<S extends Spec>(columns: Columns<S>): (i: number) => Row<S> {
  let index = 0;
  const view = ofItsOwnShape();
  for (const [name, column] of Object.entries<Column>(columns)) {
    // A getter for each kind of column is written out: one for all would ask at each reading which it has.
    const get =
      column instanceof Int32Array
        ? () => column[index]
        : column instanceof Float64Array
          ? () => column[index]
          : () => column[index];
    Object.defineProperty(view, name, { enumerable: true, get });
  }
  return (i) => {
    index = i;
    return view as Row<S>; // the getters above are exactly the spec's columns
  };
}

/**
 * One view for the rows of many tables. All readers of a column, whatever the table, then meet one kind of object, which
 * is what keeps them fast: a view for each table makes every shared condition look its columns up by name.
 */
export class RowReader {
  readonly #slots = new Map<string, { column: Column }>();
  readonly at: (i: number) => object;
  #bound: object | undefined;

  constructor(specs: Iterable<Spec>) {
    let index = 0;
    const view = ofItsOwnShape();
    for (const spec of specs) {
      for (const name in spec) {
        if (this.#slots.has(name)) continue;
        const slot: { column: Column } = { column: new Int32Array(0) };
        this.#slots.set(name, slot);
        const get =
          spec[name] === 'i32'
            ? () => slot.column[index]
            : spec[name] === 'f64'
              ? () => slot.column[index]
              : () => slot.column[index];
        Object.defineProperty(view, name, { enumerable: true, get });
      }
    }
    this.at = (i) => {
      index = i;
      return view;
    };
  }

  /** From here on `at` reads rows of this table. */
  bind({ columns }: { readonly columns: Readonly<Record<string, Column>> }): void {
    if (this.#bound === columns) return;
    this.#bound = columns;
    for (const name in columns) {
      const slot = this.#slots.get(name);
      if (slot) slot.column = columns[name] as Column;
    }
  }
}
