import type { Day } from './days.ts';

/**
 * An ascending list of dates, and where among them a day stands. Looked up once per row, so that the rest of a sweep
 * counts in dates and not in days.
 */
export class DateGrid {
  readonly dates: readonly Day[];
  readonly length: number;
  readonly first: Day;
  readonly last: Day;
  /** For each day from the first date to the last, how many dates lie before it. */
  readonly before: Int32Array;

  /** @param dates ascending, without repeats, at least one */
  constructor(dates: readonly Day[]) {
    this.dates = dates;
    this.length = dates.length;
    this.first = dates[0] ?? 0;
    this.last = dates.at(-1) ?? 0;
    this.before = new Int32Array(this.last - this.first + 1);
    let index = 0;
    for (let k = 0; k < this.before.length; k++) {
      while ((dates[index] as Day) < this.first + k) index++;
      this.before[k] = index;
    }
  }

  /** Index of the first date on or after `day`; `length` when there is none. */
  indexFrom(day: Day): number {
    if (day <= this.first) return 0;
    return day > this.last ? this.length : (this.before[day - this.first] as number);
  }
}
