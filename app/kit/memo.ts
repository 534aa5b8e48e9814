/**
 * Remembers what was derived from an object for as long as the object lives. A median over the whole programme is then
 * worked out once per date and not once per partner.
 */
export function memo<K extends object, V>(derive: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const hit = known.get(key);
    if (hit) return hit.value;
    const value = derive(key);
    known.set(key, { value });
    return value;
  };
}
