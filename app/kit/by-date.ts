/** Places of a list by the date of each: those of date d stand from starts[d] up to starts[d + 1], in the list's order. */
export interface ByDate {
  readonly starts: Int32Array;
  readonly places: Int32Array;
}

/**
 * Sorts by counting.
 * @param dateOf indexes into a list of dates; its length where there is none
 */
export function byDate(dateOf: readonly number[] | Int32Array, dates: number): ByDate {
  const starts = new Int32Array(dates + 2);
  for (let i = 0; i < dateOf.length; i++) {
    const next = (dateOf[i] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let d = 0; d <= dates; d++) starts[d + 1] = (starts[d + 1] as number) + (starts[d] as number);
  const next = starts.slice();
  const places = new Int32Array(dateOf.length);
  for (let i = 0; i < dateOf.length; i++) {
    const d = dateOf[i] as number;
    places[next[d] as number] = i;
    next[d] = (next[d] as number) + 1;
  }
  return { starts, places };
}
