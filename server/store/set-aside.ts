import type { PortalTx } from './db.ts';

export interface SetAside {
  readonly type: string;
  readonly id: string;
  readonly reason: string;
}

/** Notes records that cannot be read or stored; the first reason stays. */
export async function setAside(tx: PortalTx, records: readonly SetAside[], nowMs: number): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `insert into set_aside (portal_id, type, id, reason, since_ms)
     select distinct on (x.type, x.id) $1::bigint, x.type, x.id, x.reason, $3::bigint
     from jsonb_to_recordset($2::jsonb) as x (type text, id text, reason text)
     on conflict do nothing`,
    [tx.portalId, JSON.stringify(records), nowMs],
  );
}

/** Kinds of which some records are set aside. */
export async function kindsSetAside(tx: PortalTx): Promise<Set<string>> {
  const { rows } = await tx.query<{ type: string }>('select distinct type from set_aside where portal_id = $1', [
    tx.portalId,
  ]);
  return new Set(rows.map(({ type }) => type));
}

/** Records that were read and stored after all. */
export async function takeBack(tx: PortalTx, type: string, ids: readonly string[]): Promise<void> {
  await tx.query('delete from set_aside where portal_id = $1 and type = $2 and id = any ($3)', [
    tx.portalId,
    type,
    ids,
  ]);
}
