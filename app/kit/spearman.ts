import { midRanks } from './ranks.ts';

/**
 * Spearman's rank correlation (1904), -1..1: Pearson's correlation of the mid-ranks, which is what ties ask for.
 * @param pairs values that belong together
 * @returns undefined for fewer than 2 pairs, and where all values of one side are alike
 */
export function spearman(pairs: readonly (readonly [number, number])[]): number | undefined {
  const a = midRanks(pairs.map(([x]) => x));
  const b = midRanks(pairs.map(([, y]) => y));
  const middle = (pairs.length + 1) / 2;
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (const [i, rank] of a.entries()) {
    const [x, y] = [rank - middle, (b[i] ?? 0) - middle];
    products += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  if (squaresA === 0 || squaresB === 0) return undefined;
  return Math.max(-1, Math.min(1, products / Math.sqrt(squaresA * squaresB)));
}
