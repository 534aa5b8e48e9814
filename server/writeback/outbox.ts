import type { Values } from '../../app/plans/property-plan.ts';
import type { PortalTx } from '../store/db.ts';

export interface Outgoing {
  readonly id: string;
  readonly values: Values;
}

export type WrittenType = 'companies' | 'deals';

/** Values still under way when their run died have arrived or are lost after this long. */
const SETTLED_AFTER_MS = 300_000;

/** Has something to send, or something whose fate is unknown; records in the recycle bin or taken over take no values. */
const IS_OPEN = `(w.pending <> '{}' or w.in_flight <> '{}') and w.refused is null and not exists (
  select from records r where r.portal_id = $1 and r.type = w.object_type and r.id = w.object_id and r.archived)`;

interface OpenRow {
  readonly object_id: string;
  readonly desired: Values;
  readonly pending: Values;
  readonly in_flight: Readonly<Record<string, { readonly at: number; readonly names: readonly string[] }>>;
  readonly refused_properties: Readonly<Record<string, string>>;
}

/**
 * The next records to send behind `after`, in the order of their ids. What HubSpot refused waits until its wish changes;
 * what another run sent and nobody heard of is sent again once that must have settled.
 */
export async function nextOutgoing(
  tx: PortalTx,
  type: WrittenType,
  { after, limit, nowMs }: { after: string; limit: number; nowMs: number },
): Promise<{ outgoing: Outgoing[]; lastId: string | null }> {
  const { rows } = await tx.query<OpenRow>(
    `select w.object_id, w.desired, w.pending, w.in_flight, w.refused_properties from property_writes w
      where w.portal_id = $1 and w.object_type = $2 and w.object_id > $3 and ${IS_OPEN}
      order by w.object_id limit $4`,
    [tx.portalId, type, after, limit],
  );
  const outgoing = rows.map((row) => ({ id: row.object_id, values: valuesToSend(row, nowMs) }));
  return {
    outgoing: outgoing.filter(({ values }) => Object.keys(values).length > 0),
    lastId: rows.at(-1)?.object_id ?? null,
  };
}

function valuesToSend({ desired, pending, in_flight, refused_properties }: OpenRow, nowMs: number): Values {
  const values: Record<string, string> = { ...pending };
  for (const { at, names } of Object.values(in_flight)) {
    if (at + SETTLED_AFTER_MS > nowMs) continue;
    for (const name of names) values[name] ??= desired[name] ?? '';
  }
  for (const name of Object.keys(refused_properties)) delete values[name];
  return values;
}

/** True while something waits to be sent. */
export async function hasOutgoing(tx: PortalTx, nowMs: number): Promise<boolean> {
  for (const type of ['companies', 'deals'] as const) {
    let after: string | null = '';
    while (after !== null) {
      const next: Awaited<ReturnType<typeof nextOutgoing>> = await nextOutgoing(tx, type, { after, limit: 100, nowMs });
      if (next.outgoing.length > 0) return true;
      after = next.lastId;
    }
  }
  return false;
}

interface Sending {
  /** Who sends: another one for every run of the code, so that two at once are told apart. */
  readonly writer: string;
  readonly batch: readonly Outgoing[];
  readonly nowMs: number;
}

/** Notes, before anything is sent, what is about to be, and what was there before. */
export async function noteSending(
  tx: PortalTx,
  type: WrittenType,
  { run, writer, batch, nowMs }: Sending & { readonly run: number },
): Promise<void> {
  const rows = JSON.stringify(batch);
  await tx.query(
    `insert into write_changes as c (portal_id, run, object_type, object_id, previous, sent)
     select $1, $2, $3, s.id, (select jsonb_object_agg(e.key, coalesce(w.confirmed -> e.key, '""')) from jsonb_each(s.values) e),
            s.values
       from jsonb_to_recordset($4) as s(id text, values jsonb)
       join property_writes w on w.portal_id = $1 and w.object_type = $3 and w.object_id = s.id
     on conflict (portal_id, run, object_type, object_id) do update
       -- The oldest value of a run is the one to go back to.
       set previous = excluded.previous || c.previous, sent = c.sent || excluded.sent`,
    [tx.portalId, run, type, rows],
  );
  await markInFlight(tx, type, { writer, batch, nowMs });
}

/** Notes what is about to be sent. */
export async function markInFlight(tx: PortalTx, type: WrittenType, { writer, batch, nowMs }: Sending): Promise<void> {
  await tx.query(
    `update property_writes w set in_flight = w.in_flight || jsonb_build_object($2::text, jsonb_build_object(
         'at', $5::bigint, 'names', (select jsonb_agg(e.key) from jsonb_each(s.values) e)))
       from jsonb_to_recordset($4) as s(id text, values jsonb)
      where w.portal_id = $1 and w.object_type = $3 and w.object_id = s.id`,
    [tx.portalId, writer, type, JSON.stringify(batch), nowMs],
  );
}

/**
 * HubSpot accepted these values. What was wished meanwhile stays pending: where the wish is no longer what was sent, it is
 * to be sent again, also when another run believed it done.
 */
export async function confirm(tx: PortalTx, type: WrittenType, { writer, batch, nowMs }: Sending): Promise<void> {
  await tx.query(
    `update property_writes w
        set confirmed = w.confirmed || s.values,
            pending = coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(w.pending) e
                                 where not s.values ? e.key), '{}')
              || coalesce((select jsonb_object_agg(e.key, coalesce(w.desired -> e.key, '""')) from jsonb_each(s.values) e
                            where coalesce(w.desired -> e.key, '""') <> e.value), '{}'),
            in_flight = coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(w.in_flight) f
                                   where f.key <> $2 and (f.value ->> 'at')::bigint > $5), '{}'),
            as_of_confirmed = coalesce(nullif(s.values ->> 'partner_pulse_as_of', '')::date, w.as_of_confirmed),
            attempts = 0, refused = null, updated_at = now()
       from jsonb_to_recordset($4) as s(id text, values jsonb)
      where w.portal_id = $1 and w.object_type = $3 and w.object_id = s.id`,
    [tx.portalId, writer, type, JSON.stringify(batch), nowMs - SETTLED_AFTER_MS],
  );
}

/** HubSpot will not take the record's values at all; the admin reads why. */
export async function refuse(tx: PortalTx, type: WrittenType, id: string, why: string): Promise<void> {
  await tx.query(
    `update property_writes set refused = $4, in_flight = '{}', attempts = attempts + 1, updated_at = now()
      where portal_id = $1 and object_type = $2 and object_id = $3`,
    [tx.portalId, type, id, why],
  );
}

/** HubSpot will not take these properties of the record; its others go on. */
export async function refuseProperties(
  tx: PortalTx,
  type: WrittenType,
  id: string,
  whys: Readonly<Record<string, string>>,
): Promise<void> {
  await tx.query(
    `update property_writes set refused_properties = refused_properties || $4::jsonb, updated_at = now()
      where portal_id = $1 and object_type = $2 and object_id = $3`,
    [tx.portalId, type, id, JSON.stringify(whys)],
  );
}

/**
 * HubSpot has no such record. One that we know may come back from the recycle bin with values of any age, and is then
 * sent all of them; one that we do not know is forgotten.
 */
export async function noteGone(tx: PortalTx, type: WrittenType, id: string): Promise<void> {
  const { rowCount } = await tx.query(
    `update property_writes w set in_flight = jsonb_build_object('gone', jsonb_build_object('at', 0, 'names',
         (select coalesce(jsonb_agg(k.name), '[]') from jsonb_object_keys(w.confirmed || w.pending) k(name))))
      where portal_id = $1 and object_type = $2 and object_id = $3
        and exists (select from records where portal_id = $1 and type = $2 and id = $3)`,
    [tx.portalId, type, id],
  );
  if (rowCount > 0) return;
  await tx.query('delete from property_writes where portal_id = $1 and object_type = $2 and object_id = $3', [
    tx.portalId,
    type,
    id,
  ]);
}

/**
 * Values meant for another record may have landed here (its id led to this one): everything is sent again, and what
 * nobody wishes here is cleared. The same once more when it has settled: a value to this record may have been under way
 * at the same time, and whoever sent it will believe it has the last word.
 */
export async function sendAllAgain(
  tx: PortalTx,
  type: WrittenType,
  { ids, names, nowMs }: { ids: readonly string[]; names: readonly string[]; nowMs: number },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `insert into property_writes as w (portal_id, object_type, object_id, desired, pending, in_flight)
     select $1, $2, id, '{}', cleared, jsonb_build_object('landed', jsonb_build_object('at', $5::bigint, 'names', $4::jsonb))
       from unnest($3::text[]) id, (select jsonb_object_agg(name, '') as cleared from jsonb_array_elements_text($4::jsonb) name) c
     on conflict (portal_id, object_type, object_id) do update
       set pending = excluded.pending || w.pending || w.desired, in_flight = w.in_flight || excluded.in_flight,
           updated_at = now()`,
    [tx.portalId, type, ids, JSON.stringify(names), nowMs],
  );
}
