import type { Database } from '../../server/store/db.ts';
import { OUR_PROPERTIES } from '../../server/writeback/provision.ts';
import type { StandIn } from '../stand-in/index.ts';

/** What an account came to, as far as it must not depend on how it came there: lines by part. */
export type State = Readonly<Record<string, readonly string[]>>;

const LIVE = `(select from records x where x.portal_id = $1 and x.type = %t and x.id = %i and not x.archived)`;
const live = (type: string, id: string) => LIVE.replace('%t', type).replace('%i', id);
const PARTNER = `(select from records p where p.portal_id = $1 and p.type = 'companies' and p.partner_scope
  and not p.archived and p.id = %i)`;
const partner = (id: string) => PARTNER.replace('%i', id);

/** `equal` parts are the same after a clean sync; of `atLeast` parts a clean sync may know less, never more. */
const PARTS: Readonly<Record<string, { sql: string; rule: 'equal' | 'atLeast' }>> = {
  records: {
    rule: 'equal',
    sql: `select type, id, properties - 'hs_lastmodifieddate' - 'lastmodifieddate' as properties, created_ms, content_hash
      from records where portal_id = $1 and type in ('companies', 'deals') and not archived`,
  },
  partners: {
    rule: 'equal',
    sql: "select id from records where portal_id = $1 and type = 'companies' and partner_scope and not archived",
  },
  links: {
    rule: 'equal',
    sql: `select from_id, to_id, label from links l where portal_id = $1 and from_type = 'deals' and removed_ms is null
      and exists ${live("'deals'", 'l.from_id')} and (exists ${partner('l.to_id')}
        or category = 'HUBSPOT_DEFINED' and exists ${live("'companies'", 'l.to_id')})`,
  },
  people: {
    rule: 'equal',
    sql: `select from_id, to_id, r.properties - 'lastmodifieddate' as properties from links l
      join records r on r.portal_id = l.portal_id and r.type = 'contacts' and r.id = l.to_id and not r.archived
      where l.portal_id = $1 and from_type = 'companies' and to_type = 'contacts' and removed_ms is null
        and exists ${partner('l.from_id')}`,
  },
  activities: {
    rule: 'equal',
    sql: `select from_type, from_id, to_type, to_id, r.properties - 'hs_lastmodifieddate' as properties from links l
      join records r on r.portal_id = l.portal_id and r.type = l.from_type and r.id = l.from_id and not r.archived
      where l.portal_id = $1 and from_type in ('emails', 'calls', 'meetings', 'tickets', 'leads') and removed_ms is null
        and (to_type = 'companies' and exists ${partner('l.to_id')}
          or to_type = 'contacts' and exists ${live("'contacts'", 'l.to_id')} and exists (
            select from links c where c.portal_id = $1 and c.from_type = 'companies' and c.to_type = 'contacts'
              and c.to_id = l.to_id and c.removed_ms is null and exists ${partner('c.from_id')}))`,
  },
  leads: {
    rule: 'equal',
    sql: `select id, properties - 'hs_lastmodifieddate' as properties from records
      where portal_id = $1 and type = 'leads' and not archived`,
  },
  history: {
    rule: 'atLeast',
    sql: `select type, id, property, at_ms, value from property_history h where portal_id = $1 and type = 'deals'
      and exists ${live('h.type', 'h.id')}`,
  },
  bands: {
    rule: 'equal',
    sql: `select object_type, object_id, desired - 'partner_pulse_as_of' as desired from property_writes w
      where portal_id = $1 and desired <> '{}' and exists ${live('w.object_type', 'w.object_id')}`,
  },
};

export async function stateOf(db: Database, portalId: number): Promise<State> {
  const state: Record<string, string[]> = {};
  for (const [part, { sql }] of Object.entries(PARTS)) {
    const { rows } = await db.pool.query<{ line: string }>(
      `select to_jsonb(r)::text as line from (${sql}) r order by 1`,
      [portalId],
    );
    state[part] = rows.map(({ line }) => line);
  }
  return state;
}

export function compare(lived: State, clean: State): string[] {
  return Object.entries(PARTS).flatMap(([part, { rule }]) => {
    const left = new Set(lived[part]);
    const right = new Set(clean[part]);
    const missing = [...right].filter((line) => !left.has(line));
    const surplus = rule === 'equal' ? [...left].filter((line) => !right.has(line)) : [];
    return [
      ...missing.slice(0, 3).map((line) => `${part}: lacks ${line.slice(0, 300)}`),
      ...surplus.slice(0, 3).map((line) => `${part}: has ${line.slice(0, 300)}`),
    ];
  });
}

/** Where HubSpot does not say what the last plan wants. */
export async function hubSpotSays(db: Database, standIn: StandIn, portalId: number): Promise<string[]> {
  const { rows } = await db.pool.query<{ type: 'companies' | 'deals'; id: string; desired: Record<string, string> }>(
    `select r.type, r.id, coalesce(w.desired, '{}') as desired from records r
       left join property_writes w on w.portal_id = r.portal_id and w.object_type = r.type and w.object_id = r.id
     where r.portal_id = $1 and r.type in ('companies', 'deals') and not r.archived`,
    [portalId],
  );
  const wrong: string[] = [];
  for (const { type, id, desired } of rows) {
    const { properties } = standIn.dump(type, id);
    for (const { name } of OUR_PROPERTIES.filter(({ object }) => object === type)) {
      // Written with another change, or once a week.
      if (name === 'partner_pulse_as_of') continue;
      const wanted = desired[name] ?? '';
      const said = properties[name] ?? '';
      if (said !== wanted) wrong.push(`HubSpot: ${type} ${id} ${name} is "${said}" and should be "${wanted}"`);
    }
  }
  return wrong.slice(0, 5);
}
