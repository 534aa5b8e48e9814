/**
 * A small seeded source of chance, so that a generated world is the same on every machine and in every year.
 * The state is 32 bits (the "mulberry32" step); that is plenty for a few thousand records and useless for secrets.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [low, high], both inclusive. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A count with this mean (Knuth's product method; means here stay below 20). */
  poisson(mean: number): number;
  /** Lognormal by its median and the standard deviation of the logarithm. */
  lognormal(median: number, sigma: number): number;
  shuffle<T>(from: readonly T[]): T[];
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const normal = (): number => {
    // Box-Muller; 1 - next() keeps the logarithm away from zero.
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    return radius * Math.cos(2 * Math.PI * next());
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const one = from[int(0, from.length - 1)];
      if (one === undefined) throw new Error('pick: the list is empty');
      return one;
    },
    poisson: (mean) => {
      const floor = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > floor; product *= next()) count += 1;
      return count;
    },
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    shuffle: (from) => {
      const out = [...from];
      for (let i = out.length - 1; i > 0; i -= 1) {
        const j = int(0, i);
        const a = out[i];
        const b = out[j];
        if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a];
      }
      return out;
    },
  };
}
