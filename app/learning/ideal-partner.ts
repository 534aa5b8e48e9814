import type { Lift, Traits } from '../metrics/derived/ideal-partner.ts';

export interface Fit {
  /** Share of the proven traits that the prospect has, 0..1; undefined where none is proven. */
  readonly score: number | undefined;
  readonly matched: readonly Lift[];
  /** Proven traits that it has not. */
  readonly missing: readonly Lift[];
  /** Proven traits of which it is not known whether it has them: they count as missing. */
  readonly unknown: readonly Lift[];
}

/** How far a prospect looks like the partners that bring most. Of two values of one attribute, either fits. */
export function fitOf(prospect: Traits, table: readonly Lift[]): Fit {
  const groups = [
    ...Map.groupBy(
      table.filter(({ isProven }) => isProven),
      ({ attribute }) => attribute,
    ),
  ];
  const matched: Lift[] = [];
  const missing: Lift[] = [];
  const unknown: Lift[] = [];
  for (const [attribute, lifts] of groups) {
    const has = lifts.find(({ value }) => value === prospect[attribute]);
    const [strongest] = lifts;
    if (has) matched.push(has);
    else if (strongest) (prospect[attribute] === null ? unknown : missing).push(strongest);
  }
  return { score: groups.length === 0 ? undefined : matched.length / groups.length, matched, missing, unknown };
}
