import { type ByDate, byDate } from '../kit/by-date.ts';
import type { Excluded } from './fold.ts';
import { type Changes, NOTHING_LEFT_OUT } from './fold-run.ts';
import { twice } from './workspace.ts';

/** What folds say whose values can be kept for every partner and date. */
export interface NumericValue {
  readonly count: number;
  readonly excluded: Excluded;
  readonly sum?: number;
  readonly day?: number | null;
}

/**
 * The values of one fold for every partner at every date, kept as changes: a partner takes as much room as has happened
 * to it. Partners are appended one after the other and then read date by date, each date at the cost of its changes.
 */
export class PeerSeries {
  #length = 0;
  /** Whose each change is. */
  #partners: Int32Array = new Int32Array(1024);
  #dates: Int32Array = new Int32Array(1024);
  #counts: Int32Array = new Int32Array(1024);
  /** The sum or the day; NaN for no day. */
  #numbers: Float64Array = new Float64Array(1024);
  /** By place, of a fold of gaps: its values as they are. */
  readonly #values: object[] = [];
  /** By place, where something is left out: seldom. */
  readonly #excluded = new Map<number, Excluded>();
  readonly #take: string;
  readonly #dateCount: number;
  #byDate: ByDate | undefined;

  constructor(take: string, dateCount: number) {
    this.#take = take;
    this.#dateCount = dateCount;
  }

  append(partner: number, { count, dates, values }: Changes): void {
    if (this.#take === 'gaps') for (let c = 0; c < count; c++) this.#values.push(values[c] as object);
    for (let c = 0; c < count; c++) this.#push(partner, dates[c] as number, values[c] as NumericValue); // of a numeric fold
  }

  #push(partner: number, date: number, { count, sum, day, excluded }: NumericValue): void {
    if (this.#length === this.#dates.length) {
      this.#partners = twice(this.#partners);
      this.#dates = twice(this.#dates);
      this.#counts = twice(this.#counts);
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#partners[this.#length] = partner;
    this.#dates[this.#length] = date;
    this.#counts[this.#length] = count;
    this.#numbers[this.#length] = sum ?? day ?? Number.NaN;
    if (excluded !== NOTHING_LEFT_OUT) this.#excluded.set(this.#length, excluded);
    this.#length++;
  }

  /** Places of what changes at a date, in the order of partners. All must have been appended. */
  changesAt(date: number): Int32Array {
    this.#byDate ??= byDate(this.#dates.subarray(0, this.#length), this.#dateCount);
    const { starts, places } = this.#byDate;
    return places.subarray(starts[date], starts[date + 1]);
  }

  partnerAt(place: number): number {
    return this.#partners[place] as number;
  }

  valueAt(place: number): object {
    if (this.#take === 'gaps') return this.#values[place] as object;
    const count = this.#counts[place] as number;
    const number = this.#numbers[place] as number;
    const excluded = this.#excluded.get(place) ?? NOTHING_LEFT_OUT;
    if (this.#take === 'count') return { count, excluded };
    if (this.#take === 'sum') return { count, excluded, sum: number };
    return { count, excluded, day: Number.isNaN(number) ? null : number };
  }
}
