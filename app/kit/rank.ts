/**
 * Positions of numbers in ascending order, equal ones as they came: `place[i]` is where number `i` belongs. A copy is sorted
 * as plain numbers, which is many times faster than sorting indexes by comparing.
 */
export function placesInOrder(numbers: Float64Array): Int32Array {
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

function firstNotBelow(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
