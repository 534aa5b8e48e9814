import { type Database, type PortalTx, withPortal } from './db.ts';

export interface JudgedCompany {
  readonly id: string;
  /** Of the rule's property. */
  readonly value: string | null;
  readonly partnerScope: boolean;
}

/** Companies behind `afterId` with what the partner rule looks at. */
export function companiesByRule(
  db: Database,
  portalId: number,
  { property, afterId, limit }: { property: string; afterId: string; limit: number },
): Promise<JudgedCompany[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<JudgedCompany>(
      `select id, properties ->> $2 as value, partner_scope as "partnerScope" from records
       where portal_id = $1 and type = 'companies' and id > $3 order by id limit $4`,
      [portalId, property, afterId, limit],
    );
    return rows;
  });
}

/** Companies that became partners are asked for links and history; those that ceased to be keep what was read. */
export async function setPartnerScope(
  tx: PortalTx,
  { joined, left }: { joined: readonly string[]; left: readonly string[] },
): Promise<number> {
  const update = (set: string, ids: readonly string[]) =>
    tx.query(`update records set ${set} where portal_id = $1 and type = 'companies' and id = any ($2)`, [
      tx.portalId,
      ids,
    ]);
  await update('partner_scope = true, links_read_ms = null, history_read_ms = null, extras_read_ms = null', joined);
  await update('partner_scope = false', left);
  return joined.length + left.length;
}

/** Notes the rule that all stored companies have been judged by. */
export async function noteAppliedRule(db: Database, portalId: number, rule: unknown): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query('update portals set applied_rule = $2 where portal_id = $1', [portalId, JSON.stringify(rule)]),
  );
}
