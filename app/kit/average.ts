/** Arithmetic mean; undefined for no values. */
export const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The middle value, or the mean of the two middle ones; undefined for no values. */
export function median(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/**
 * The mean of a few numbers, which are put in order where they stand: summed in order of size, it does not depend on the
 * order they came in, not even in its last digit. 0 for none.
 */
export function meanOfFew(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < numbers.length; i++) {
    const number = numbers[i] as number;
    let at = i;
    for (; at > 0 && (numbers[at - 1] as number) > number; at--) numbers[at] = numbers[at - 1] as number;
    numbers[at] = number;
  }
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] as number;
  return numbers.length === 0 ? 0 : sum / numbers.length;
}
