import type { Database } from '../../../server/store/db.ts';

/** Everything an account came to: what the store knows, what was computed, what HubSpot was told. */
export interface AccountState {
  readonly [part: string]: readonly string[];
}

/** Times of our own doing (when we learned, when HubSpot saw our write) differ between any two runs and are left out. */
const PARTS: Readonly<Record<string, string>> = {
  records: `select type, id, properties - 'hs_lastmodifieddate' - 'lastmodifieddate' as properties, created_ms, archived,
      content_hash, partner_scope from records where portal_id = $1`,
  links: `select from_type, from_id, to_type, to_id, category, label, removed_ms is null as stands
      from links where portal_id = $1`,
  history: 'select type, id, property, at_ms, value from property_history where portal_id = $1',
  snapshots: 'select partner_id, as_of, model_version, health, results from snapshots where portal_id = $1',
  cards: 'select object_type, object_id, partner_id, model from card_models where portal_id = $1',
  writes:
    'select object_type, object_id, desired, confirmed, pending, refused from property_writes where portal_id = $1',
};

/** Rows of every part as sorted text, so that two runs can be compared line by line. */
export async function readState(db: Database, portalId: number): Promise<AccountState> {
  const state: Record<string, string[]> = {};
  for (const [part, sql] of Object.entries(PARTS)) {
    const { rows } = await db.pool.query<{ line: string }>(
      `select to_jsonb(r)::text as line from (${sql}) r order by 1`,
      [portalId],
    );
    state[part] = rows.map((row) => row.line);
  }
  return state;
}

/** What stands in one state and not in the other; empty when they are equal. */
export function differencesBetween(a: AccountState, b: AccountState): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((part) => {
    const left = new Set(a[part]);
    const right = new Set(b[part]);
    const missing = [...left].filter((line) => !right.has(line));
    const added = [...right].filter((line) => !left.has(line));
    const doubled = (b[part]?.length ?? 0) - right.size;
    if (missing.length === 0 && added.length === 0 && doubled === 0) return [];
    const example = (missing[0] ?? added[0] ?? '').slice(0, 200);
    return [`${part}: ${missing.length} missing, ${added.length} added, ${doubled} doubled, such as ${example}`];
  });
}
