import type { PartnerRow } from '@partner-pulse/contract';
import { STANDING_KEYS, type StandingKey } from '@partner-pulse/words';

/** What the table shows, and in which order. One object: the page's root renders each state update by itself. */
export interface PartnerQuery {
  readonly search: string;
  readonly standing: StandingKey | null;
  readonly dimension: string | null;
  readonly value: string | null;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

export const SORT_KEYS = ['name', 'standing', 'score', 'change', 'sourced', 'pipeline'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export const FIRST_QUERY: PartnerQuery = {
  ...{ search: '', standing: null, dimension: null, value: null },
  ...{ sort: 'sourced', descending: true, page: 1 },
};

export const PAGE_SIZE = 15;

/** The partners that a query asks for, in its order. What is not known comes last, whichever way the rest is sorted. */
export function filterPartners(rows: readonly PartnerRow[], query: PartnerQuery): PartnerRow[] {
  const wanted = query.search.trim().toLowerCase();
  const { dimension, value } = query;
  return rows
    .filter(
      (row) =>
        (wanted === '' || `${row.name} ${row.manager}`.toLowerCase().includes(wanted)) &&
        (query.standing === null || row.standing === query.standing) &&
        (dimension === null || value === null || row.segments[dimension] === value),
    )
    .sort((a, b) => compare(a, b, query.sort, query.descending ? -1 : 1) || byName(a, b));
}

const byName = (a: PartnerRow, b: PartnerRow): number => a.name.localeCompare(b.name);

function compare(a: PartnerRow, b: PartnerRow, sort: SortKey, sign: 1 | -1): number {
  if (sort === 'name') return sign * byName(a, b);
  const [left, right] = [rank(a, sort), rank(b, sort)];
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return sign * (left - right);
}

/** Bands sort by how good they are; those without one are not known. */
function rank(row: PartnerRow, sort: Exclude<SortKey, 'name'>): number | null {
  if (sort !== 'standing') return row[sort];
  const place = STANDING_KEYS.indexOf(row.standing);
  return place < STANDING_KEYS.indexOf('not-enough-data') ? -place : null;
}
