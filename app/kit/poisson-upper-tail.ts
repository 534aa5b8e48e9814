import { logFactorial } from './log-factorial.ts';

/**
 * Chance of `count` or more events where `expected` are usual (Poisson): how surprising a spike is. Terms are summed from
 * the thinner side, so that a chance of one in a trillion keeps its digits.
 * @param count a whole number
 * @param expected mean, not negative
 */
export function poissonUpperTail(count: number, expected: number): number {
  if (count <= 0) return 1;
  if (expected <= 0) return 0;
  return count > expected ? termsFrom(count, expected) : Math.max(0, 1 - termsBelow(count, expected));
}

/** Chance of exactly `count`. */
const term = (count: number, expected: number): number =>
  Math.exp(count * Math.log(expected) - expected - logFactorial(count));

function termsFrom(count: number, expected: number): number {
  let next = term(count, expected);
  let sum = 0;
  for (let k = count + 1; next > sum * Number.EPSILON; k++) {
    sum += next;
    next *= expected / k;
  }
  return sum;
}

function termsBelow(count: number, expected: number): number {
  let next = term(count - 1, expected);
  let sum = 0;
  for (let k = count - 1; next > sum * Number.EPSILON; k--) {
    sum += next;
    next *= k / expected;
  }
  return sum;
}
