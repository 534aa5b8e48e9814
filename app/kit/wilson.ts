import { Z_95 } from './normal.ts';

/**
 * Wilson's score interval for a proportion at 95 % (Wilson 1927), which stays within 0..1 and holds for small counts.
 * @param of at least 1
 */
export function wilson(successes: number, of: number): { readonly low: number; readonly high: number } {
  const p = successes / of;
  const z2 = Z_95 * Z_95;
  const center = p + z2 / (2 * of);
  const margin = Z_95 * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return { low: Math.max(0, (center - margin) / scale), high: Math.min(1, (center + margin) / scale) };
}
