/**
 * Remembers what was derived from an object for as long as the object lives. A median over the whole programme is then
 * worked out once per date and not once per partner. What follows the key is part of what is remembered: one object may
 * stand for several dates on which nothing changed.
 */
export function memo<K extends object, V, Rest extends readonly unknown[] = []>(
  derive: (key: K, ...rest: Rest) => V,
): (key: K, ...rest: Rest) => V {
  const known = new WeakMap<K, Known<V>>();
  return (key, ...rest) => {
    let entry = known.get(key) ?? {};
    known.set(key, entry);
    for (const argument of rest) entry = after(entry, argument);
    entry.found ??= { value: derive(key, ...rest) };
    return entry.found.value;
  };
}

interface Known<V> {
  found?: { readonly value: V };
  next?: Map<unknown, Known<V>>;
}

function after<V>(entry: Known<V>, argument: unknown): Known<V> {
  entry.next ??= new Map();
  const known = entry.next.get(argument) ?? {};
  entry.next.set(argument, known);
  return known;
}
