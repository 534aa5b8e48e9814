import { type Database, type PortalTx, withPortal } from './db.ts';

/** The next deals of a pipeline behind `afterId`, which is '' at the start; without those that are archived. */
export function nextOfPipeline(
  db: Database,
  portalId: number,
  pipeline: string,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<string[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `select id from records where portal_id = $1 and type = 'deals' and not archived and properties ->> 'pipeline' = $2
         and id > $3 order by id limit $4`,
      [portalId, pipeline, afterId, limit],
    );
    return rows.map(({ id }) => id);
  });
}

/** Those of some deals that are in a pipeline. */
export async function amongPipeline(tx: PortalTx, pipeline: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from records where portal_id = $1 and type = 'deals' and properties ->> 'pipeline' = $2
       and id = any ($3::text[])`,
    [tx.portalId, pipeline, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
