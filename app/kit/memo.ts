/**
 * Remembers what was derived from an object for as long as the object lives. A median over the whole programme is then
 * worked out once per date and not once per partner. What follows the key must be the same whenever the key is.
 */
export function memo<K extends object, V, Rest extends readonly unknown[] = []>(
  derive: (key: K, ...rest: Rest) => V,
): (key: K, ...rest: Rest) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key, ...rest) => {
    const hit = known.get(key);
    if (hit) return hit.value;
    const value = derive(key, ...rest);
    known.set(key, { value });
    return value;
  };
}

/**
 * The same for what depends on a date as well: an object may stand for several dates, between which nothing in it changed.
 */
export function memoByDay<K extends object, V, Rest extends readonly unknown[] = []>(
  derive: (key: K, day: number, ...rest: Rest) => V,
): (key: K, day: number, ...rest: Rest) => V {
  const daysOf = memo((_: K) => new Map<number, { readonly value: V }>());
  return (key, day, ...rest) => {
    const known = daysOf(key);
    const hit = known.get(day);
    if (hit) return hit.value;
    const value = derive(key, day, ...rest);
    known.set(day, { value });
    return value;
  };
}

/**
 * The same, kept on the object itself under a symbol of its own: for what is derived from one partner's values, of which a
 * sweep makes millions. Filling a WeakMap with them would cost more than deriving them.
 */
export function memoOn<K extends object, V>(derive: (key: K) => V): (key: K) => V {
  const slot = Symbol('derived');
  return (key) => {
    const holder = key as K & Record<symbol, { readonly value: V } | undefined>; // nobody else knows the symbol
    const kept = holder[slot];
    if (kept) return kept.value;
    const made: { readonly value: V } = { value: derive(key) };
    Object.assign(holder, { [slot]: made });
    return made.value;
  };
}

/** So many answers are kept, and then all forgotten: counts have no end. */
const PAIRS_KEPT = 10_000;
/** Two numbers below it are told apart by one small whole number. */
const PAIRED_BELOW = 2 ** 15;

/** Remembers what was derived from two counts: those of most partners are small, so the same pairs come again and again. */
export function memoByPair<V>(derive: (a: number, b: number) => V): (a: number, b: number) => V {
  const known = new Map<number, { readonly value: V }>();
  return (a, b) => {
    if (a >= PAIRED_BELOW || b >= PAIRED_BELOW) return derive(a, b);
    const key = a * PAIRED_BELOW + b;
    const hit = known.get(key);
    if (hit) return hit.value;
    const value = derive(a, b);
    if (known.size >= PAIRS_KEPT) known.clear();
    known.set(key, { value });
    return value;
  };
}
