import fc from 'fast-check';

/** A fixed seed: a failure on one machine is a failure on all. */
export const RUNS = { seed: 20_250_630, numRuns: 200 } as const;

/** A list and the same in another order. */
export const reordered = <T>(list: fc.Arbitrary<T[]>): fc.Arbitrary<readonly [T[], T[]]> =>
  list.chain((values) =>
    fc.shuffledSubarray(values, { minLength: values.length }).map((other) => [values, other] as const),
  );
