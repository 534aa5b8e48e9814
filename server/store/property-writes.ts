import { parseDay } from '../../app/kit/days.ts';
import { inChunks } from '../../app/kit/in-chunks.ts';
import type { Values } from '../../app/plans/property-plan.ts';
import type { PortalTx } from './db.ts';

const ROWS_PER_STATEMENT = 500;

export interface PropertyWrite {
  readonly objectType: 'companies' | 'deals';
  readonly objectId: string;
  readonly desired: Values;
  readonly confirmed: Values;
  readonly pending: Values;
  readonly asOfConfirmedDay: number | null;
}

export type WriteKey = Pick<PropertyWrite, 'objectType' | 'objectId'>;

/** @param only records asked for; all of the account where left out */
export async function readPropertyWrites(tx: PortalTx, only?: readonly WriteKey[]): Promise<PropertyWrite[]> {
  const { rows } = await tx.query<{
    object_type: 'companies' | 'deals';
    object_id: string;
    desired: Values;
    confirmed: Values;
    pending: Values;
    as_of_confirmed: string | null;
  }>(
    `select object_type, object_id, desired, confirmed, pending, as_of_confirmed from property_writes
      where portal_id = $1 ${only ? 'and (object_type, object_id) in (select * from unnest($2::text[], $3::text[]))' : ''}`,
    only ? [tx.portalId, only.map((one) => one.objectType), only.map((one) => one.objectId)] : [tx.portalId],
  );
  return rows.map((row) => ({
    objectType: row.object_type,
    objectId: row.object_id,
    desired: row.desired,
    confirmed: row.confirmed,
    pending: row.pending,
    asOfConfirmedDay: row.as_of_confirmed === null ? null : parseDay(row.as_of_confirmed),
  }));
}

/** Puts what is to be sent into the outbox; a newer wish replaces an older one that was not sent yet. */
export async function storePlans(
  tx: PortalTx,
  plans: readonly Pick<PropertyWrite, 'objectType' | 'objectId' | 'desired' | 'pending'>[],
): Promise<void> {
  for (const some of inChunks(plans, ROWS_PER_STATEMENT)) {
    await tx.query(
      `insert into property_writes (portal_id, object_type, object_id, desired, pending)
       select $1, r.object_type, r.object_id, r.desired, r.pending
         from jsonb_to_recordset($2) as r(object_type text, object_id text, desired jsonb, pending jsonb)
       on conflict (portal_id, object_type, object_id) do update
         set desired = excluded.desired, pending = excluded.pending, updated_at = now(),
             refused = case when property_writes.desired = excluded.desired then property_writes.refused end,
             -- A property that HubSpot refused is tried again when its own value changes.
             refused_properties = coalesce((select jsonb_object_agg(e.key, e.value)
               from jsonb_each(property_writes.refused_properties) e
               where property_writes.desired -> e.key is not distinct from excluded.desired -> e.key), '{}'),
             attempts = case when property_writes.desired = excluded.desired then property_writes.attempts else 0 end`,
      [
        tx.portalId,
        JSON.stringify(
          some.map((plan) => ({
            object_type: plan.objectType,
            object_id: plan.objectId,
            desired: plan.desired,
            pending: plan.pending,
          })),
        ),
      ],
    );
  }
}
