import { z } from 'zod';
import { type Database, type PortalTx, withPortal } from './db.ts';

/** Small sets of an account that are read whole and replaced whole. */
const label = z.object({ typeId: z.number(), category: z.string(), label: z.string().nullable() });
const property = z.object({ name: z.string(), label: z.string(), type: z.string() });

const stage = z.object({
  pipeline: z.string(),
  pipelineLabel: z.string(),
  stage: z.string(),
  label: z.string(),
  probability: z.number().nullable(),
  isClosed: z.boolean(),
  order: z.number(),
});

const SCHEMAS = {
  stages: stage,
  'stages:tickets': stage,
  'stages:leads': stage,
  owners: z.object({
    id: z.string(),
    email: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    archived: z.boolean(),
  }),
  'properties:companies': property,
  'properties:deals': property,
  'labels:deals>companies': label,
  'labels:companies>deals': label,
  'labels:companies>contacts': label,
} as const;

export type AccountObjectKind = keyof typeof SCHEMAS;
export type AccountObject<K extends AccountObjectKind> = z.infer<(typeof SCHEMAS)[K]>;

/** Replaces the set by `objects`, in their order. Answers how many entries changed, came or went. */
export async function replaceAccountObjects<K extends AccountObjectKind>(
  tx: PortalTx,
  kind: K,
  objects: readonly { readonly id: string; readonly data: AccountObject<K> }[],
): Promise<number> {
  const rows = JSON.stringify(objects.map(({ id, data }, position) => ({ id, data: { position, value: data } })));
  const gone = await tx.query(
    `delete from account_objects where portal_id = $1 and kind = $2
       and id not in (select id from jsonb_to_recordset($3::jsonb) as x (id text))`,
    [tx.portalId, kind, rows],
  );
  const written = await tx.query(
    `insert into account_objects as a (portal_id, kind, id, data)
     select $1, $2, id, data from jsonb_to_recordset($3::jsonb) as x (id text, data jsonb)
     on conflict (portal_id, kind, id) do update set data = excluded.data where a.data <> excluded.data`,
    [tx.portalId, kind, rows],
  );
  return gone.rowCount + written.rowCount;
}

/** The set in HubSpot's order; empty before set-up. */
export function readAccountObjects<K extends AccountObjectKind>(
  db: Database,
  portalId: number,
  kind: K,
): Promise<AccountObject<K>[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ value: unknown }>(
      `select data -> 'value' as value from account_objects where portal_id = $1 and kind = $2
       order by (data ->> 'position')::int`,
      [portalId, kind],
    );
    // The schema of this very kind wrote them; TypeScript cannot follow an index into a union of schemas.
    return rows.map(({ value }) => SCHEMAS[kind].parse(value) as AccountObject<K>);
  });
}
