import type { Day } from '../../kit/days.ts';

/** A lead as tables of leads read it. */
export interface TabledLead {
  readonly createdDay: Day;
  readonly qualifiedDay: Day | null;
  readonly wonDay: Day | null;
  /** Minor units; null without a won amount. */
  readonly wonMinor: number | null;
}

export interface LeadRow {
  /** Null for leads of which it is not known. */
  readonly key: string | null;
  readonly leads: number;
  /** Of all leads in the table, 0..1. */
  readonly share: number;
  readonly qualified: number;
  readonly won: number;
  /** Minor units, of the won leads with an amount. */
  readonly valueMinor: number;
}

/**
 * Leads by whatever `keyOf` says of them: by origin, by partner, by type of partner. Only what was known by the end of
 * `asOf` counts. Most leads first, then by name; leads of which the key is not known come last.
 */
export function leadTable<L extends TabledLead>(
  leads: readonly L[],
  keyOf: (lead: L) => string | null,
  asOf: Day,
): LeadRow[] {
  const known = leads.filter(({ createdDay }) => createdDay <= asOf);
  const has = (day: Day | null) => day !== null && day <= asOf;
  return [...Map.groupBy(known, keyOf)]
    .map(([key, group]) => ({
      key,
      leads: group.length,
      share: group.length / known.length,
      qualified: group.filter(({ qualifiedDay }) => has(qualifiedDay)).length,
      won: group.filter(({ wonDay }) => has(wonDay)).length,
      valueMinor: group.reduce((sum, lead) => sum + (has(lead.wonDay) ? (lead.wonMinor ?? 0) : 0), 0),
    }))
    .toSorted(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        b.leads - a.leads ||
        ((a.key ?? '') < (b.key ?? '') ? -1 : 1),
    );
}
