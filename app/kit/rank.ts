/**
 * Positions of numbers in ascending order, equal ones as they came: `place[i]` is where number `i` belongs. Whole numbers
 * that lie close together, such as days, are counted; of others a copy is sorted as plain numbers, which is many times
 * faster than sorting indexes by comparing.
 */
export function placesInOrder(numbers: Float64Array): Int32Array {
  const span = spanOfWhole(numbers);
  return span === undefined ? placesBySorting(numbers) : placesByCounting(numbers, span);
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** Between which whole numbers all lie; undefined where some are not whole, or lie too far apart to be counted. */
function spanOfWhole(numbers: Float64Array): Span | undefined {
  let [low, high] = [numbers[0] ?? 0, numbers[0] ?? 0];
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (!Number.isInteger(number)) return undefined;
    if (number < low) low = number;
    else if (number > high) high = number;
  }
  return high - low <= 4 * numbers.length + 64 ? { low, high } : undefined;
}

function placesByCounting(numbers: Float64Array, { low, high }: Span): Int32Array {
  const next = new Int32Array(high - low + 2);
  for (let i = 0; i < numbers.length; i++) {
    const after = (numbers[i] as number) - low + 1;
    next[after] = (next[after] as number) + 1;
  }
  for (let v = 1; v < next.length; v++) next[v] = (next[v] as number) + (next[v - 1] as number);
  const places = new Int32Array(numbers.length);
  for (let i = 0; i < places.length; i++) {
    const v = (numbers[i] as number) - low;
    places[i] = next[v] as number;
    next[v] = (next[v] as number) + 1;
  }
  return places;
}

function placesBySorting(numbers: Float64Array): Int32Array {
  const sorted = numbers.slice().sort();
  const taken = new Int32Array(numbers.length);
  const places = new Int32Array(numbers.length);
  for (let i = 0; i < places.length; i++) {
    const first = firstNotBelow(sorted, numbers[i] as number);
    places[i] = first + (taken[first] as number);
    taken[first] = (taken[first] as number) + 1;
  }
  return places;
}

/** The place of the first number that is not below another one. */
export function firstNotBelow(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
