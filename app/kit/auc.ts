import { midRanks } from './ranks.ts';

/**
 * How well a score tells two groups apart: the chance that one drawn from `positives` scores above one drawn from
 * `negatives`, ties counting half (Mann and Whitney 1947). 0.5 is a coin, 1 is perfect, below 0.5 the score points the
 * wrong way. Standard error by Hanley and McNeil (1982), which takes scores as roughly exponential; it is 0 at 0 and 1,
 * where small groups are in truth less sure than that.
 * @returns undefined when a group is empty
 */
export function auc(
  positives: readonly number[],
  negatives: readonly number[],
): { readonly auc: number; readonly standardError: number } | undefined {
  const [p, n] = [positives.length, negatives.length];
  if (p === 0 || n === 0) return undefined;
  const ranks = midRanks([...positives, ...negatives]).slice(0, p);
  const area = (ranks.reduce((sum, rank) => sum + rank, 0) - (p * (p + 1)) / 2) / (p * n);
  return { auc: area, standardError: standardError(area, p, n) };
}

function standardError(area: number, p: number, n: number): number {
  const twoPositives = area / (2 - area);
  const twoNegatives = (2 * area * area) / (1 + area);
  const square = area * area;
  const variance = area * (1 - area) + (p - 1) * (twoPositives - square) + (n - 1) * (twoNegatives - square);
  return Math.sqrt(Math.max(0, variance) / (p * n));
}
