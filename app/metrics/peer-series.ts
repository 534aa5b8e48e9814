import { type ByDate, byDate } from '../kit/by-date.ts';
import type { Excluded, Gaps } from './fold.ts';
import { type Changes, NOTHING_LEFT_OUT } from './fold-run.ts';
import { type Now, viewOf } from './peer-views.ts';
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
 * to it. Partners are appended one after the other and then read date by date, each date at the cost of its changes: what is
 * said of partners at the date stands in columns, which their views read.
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
  readonly #gaps: Gaps[] = [];
  /** By place, where something is left out: seldom. */
  readonly #excluded = new Map<number, Excluded>();
  readonly #take: string;
  readonly #dateCount: number;
  readonly #now: Now;
  #byDate: ByDate | undefined;
  #views: readonly object[] | undefined;

  constructor(take: string, dateCount: number, partnerCount: number) {
    this.#take = take;
    this.#dateCount = dateCount;
    this.#now = {
      counts: new Int32Array(partnerCount),
      numbers: new Float64Array(partnerCount),
      excluded: new Map(),
      gaps: [],
    };
  }

  append(partner: number, { count, dates, values }: Changes): void {
    if (this.#take === 'gaps') for (let c = 0; c < count; c++) this.#gaps.push(values[c] as Gaps);
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

  /** By partner, what is said of it at the date: the same objects for all dates. */
  get views(): readonly object[] {
    this.#views ??= Array.from(this.#now.counts, (_, partner) => viewOf(this.#take, this.#now, partner));
    return this.#views;
  }

  /** Takes over what changes at a date: to be asked for each date, from the first one on. All must have been appended. */
  moveTo(date: number): void {
    this.#byDate ??= byDate(this.#dates.subarray(0, this.#length), this.#dateCount);
    const { starts, places } = this.#byDate;
    const { counts, numbers, excluded, gaps } = this.#now;
    const end = starts[date + 1] as number;
    for (let i = starts[date] as number; i < end; i++) {
      const place = places[i] as number;
      const partner = this.#partners[place] as number;
      counts[partner] = this.#counts[place] as number;
      numbers[partner] = this.#numbers[place] as number;
      if (this.#take === 'gaps') gaps[partner] = this.#gaps[place] as Gaps;
      if (this.#excluded.size === 0) continue;
      const left = this.#excluded.get(place);
      if (left) excluded.set(partner, left);
      else excluded.delete(partner);
    }
  }
}
