/**
 * P-values adjusted for having looked at many (Benjamini and Hochberg 1995, step-up): flag those at or below a rate q, and
 * on average no more than q of the flags are false. Holds for independent tests, and for those that rise together.
 * @returns adjusted p-values, 0..1, in the order given
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const m = pValues.length;
  const largestFirst = [...pValues.entries()].sort(([, a], [, b]) => b - a);
  const adjusted = new Array<number>(m).fill(1);
  let lowest = 1;
  for (const [i, [index, p]] of largestFirst.entries()) {
    lowest = Math.min(lowest, (p * m) / (m - i));
    adjusted[index] = lowest;
  }
  return adjusted;
}
