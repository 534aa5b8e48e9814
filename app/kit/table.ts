/**
 * Facts packed as typed columns, grouped by subject. A row is read through one reusable view, so that a million deals
 * cost a few arrays and not a million objects.
 */
export type ColumnType = 'i32' | 'f64' | 'u8';
export type Spec = Readonly<Record<string, ColumnType>>;

/** One row as a metric sees it. The view is reused: read it, never keep it. */
export type Row<S extends Spec> = { readonly [K in keyof S]: number };

type Column = Int32Array | Float64Array | Uint8Array;

/** Rows of many subjects, those of subject `s` standing at `starts[s]` up to `starts[s + 1]`. */
export interface Table<S extends Spec> {
  readonly length: number;
  readonly starts: Int32Array;
  /** The view of row `i`. */
  at(i: number): Row<S>;
}

const allocate = (type: ColumnType, length: number): Column =>
  type === 'i32' ? new Int32Array(length) : type === 'f64' ? new Float64Array(length) : new Uint8Array(length);

/** Collects rows in any order and packs them grouped by subject, in the order they were added within one subject. */
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

  /** A counting sort by subject: stable, and linear in the number of rows. */
  pack(subjects: number): Table<S> {
    const starts = new Int32Array(subjects + 1);
    for (let i = 0; i < this.#length; i++) {
      const next = (this.#subjects[i] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let s = 0; s < subjects; s++) starts[s + 1] = (starts[s + 1] as number) + (starts[s] as number);
    const place = starts.slice();
    const order = new Int32Array(this.#length);
    for (let i = 0; i < this.#length; i++) {
      const subject = this.#subjects[i] as number;
      order[place[subject] as number] = i;
      place[subject] = (place[subject] as number) + 1;
    }
    const columns = this.#columns.map((old, c) => {
      const packed = allocate(this.#spec[this.#names[c] as string] as ColumnType, this.#length);
      for (let i = 0; i < order.length; i++) packed[i] = old[order[i] as number] as number;
      return packed;
    });
    return { length: this.#length, starts, at: viewOf<S>(this.#names, columns) };
  }
}

/** A view whose getters read the columns at a moving index. */
function viewOf<S extends Spec>(names: readonly string[], columns: readonly Column[]): (i: number) => Row<S> {
  let index = 0;
  const view = {};
  for (const [c, name] of names.entries()) {
    const column = columns[c] as Column;
    Object.defineProperty(view, name, { enumerable: true, get: () => column[index] });
  }
  return (i) => {
    index = i;
    return view as Row<S>; // the getters above are exactly the spec's columns
  };
}
