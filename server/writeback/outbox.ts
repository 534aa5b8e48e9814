import type { Values } from '../../app/plans/property-plan.ts';
import type { PortalTx } from '../store/db.ts';

export interface Outgoing {
  readonly id: string;
  readonly values: Values;
}

type ObjectType = 'companies' | 'deals';

/** The next records to send, in the order of their ids. A record that HubSpot refused waits until its values change. */
export async function nextOutgoing(tx: PortalTx, type: ObjectType, after: string, limit: number): Promise<Outgoing[]> {
  const { rows } = await tx.query<{ object_id: string; pending: Values }>(
    `select object_id, pending from property_writes
      where portal_id = $1 and object_type = $2 and object_id > $3 and pending <> '{}' and refused is null
      order by object_id limit $4`,
    [tx.portalId, type, after, limit],
  );
  return rows.map((row) => ({ id: row.object_id, values: row.pending }));
}

/**
 * HubSpot accepted these values. What was wished meanwhile stays pending: only a wish that equals what was sent is done.
 */
export async function confirm(tx: PortalTx, type: ObjectType, sent: readonly Outgoing[]): Promise<void> {
  await tx.query(
    `update property_writes w
        set confirmed = w.confirmed || s.values,
            pending = coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(w.pending) e
                                 where s.values -> e.key is distinct from e.value), '{}'),
            as_of_confirmed = coalesce(nullif(s.values ->> 'partner_pulse_as_of', '')::date, w.as_of_confirmed),
            attempts = 0, refused = null, updated_at = now()
       from jsonb_to_recordset($3) as s(id text, values jsonb)
      where w.portal_id = $1 and w.object_type = $2 and w.object_id = s.id`,
    [tx.portalId, type, JSON.stringify(sent)],
  );
}

/** HubSpot will not take these values for this record; the admin reads why. */
export async function refuse(tx: PortalTx, type: ObjectType, id: string, why: string): Promise<void> {
  await tx.query(
    `update property_writes set refused = $4, attempts = attempts + 1, updated_at = now()
      where portal_id = $1 and object_type = $2 and object_id = $3`,
    [tx.portalId, type, id, why.slice(0, 500)],
  );
}
