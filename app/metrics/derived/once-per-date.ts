import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';

/**
 * What is derived from the rows of the whole programme and a date, worked out once and not for every partner. The rows of
 * two dates may be the same object where none came or went between them, so the date is part of what is remembered.
 * What follows the date must be the same whenever the rows are.
 */
export function oncePerDate<K extends object, V, Rest extends readonly unknown[] = []>(
  derive: (rows: K, asOf: Day, ...rest: Rest) => V,
): (rows: K, asOf: Day, ...rest: Rest) => V {
  const byDate = memo((_: K) => new Map<Day, { readonly value: V }>());
  return (rows, asOf, ...rest) => {
    const dates = byDate(rows);
    const hit = dates.get(asOf);
    if (hit) return hit.value;
    const value = derive(rows, asOf, ...rest);
    dates.set(asOf, { value });
    return value;
  };
}
