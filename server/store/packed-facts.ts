/** Packed facts of an account, a few large values instead of millions of rows. What the bytes mean is `app/facts`' affair. */
import type { PortalTx } from './db.ts';

export interface PackedPart {
  /** Record id of the partner; empty for the programme. */
  readonly partnerId: string;
  /** From 0; a partner has one. */
  readonly part: number;
  readonly columns: Uint8Array;
}

const BYTES_PER_READ = 16 * 1024 * 1024;

/** Replaces the given parts; of a part packed from newer records nothing is replaced. */
export async function storePackedParts(
  tx: PortalTx,
  factsVersion: number,
  parts: readonly PackedPart[],
): Promise<void> {
  await tx.query(
    `insert into packed_facts
     select $1, partner_id, part, $2, columns
       from unnest($3::text[], $4::integer[], $5::bytea[]) as given(partner_id, part, columns)
     on conflict (portal_id, partner_id, part) do update
       set facts_version = excluded.facts_version, columns = excluded.columns
       where packed_facts.facts_version <= excluded.facts_version`,
    [
      tx.portalId,
      factsVersion,
      parts.map(({ partnerId }) => partnerId),
      parts.map(({ part }) => part),
      parts.map(({ columns }) => Buffer.from(columns.buffer, columns.byteOffset, columns.byteLength)),
    ],
  );
}

/** Parts packed from records of one version, in order of partner and part, a page of bytes at a time. */
export async function* readPackedParts(tx: PortalTx, factsVersion: number): AsyncGenerator<PackedPart[]> {
  let after = { partnerId: '', part: -1 };
  for (;;) {
    const { rows } = await tx.query<PackedPart>(
      `select partner_id as "partnerId", part, columns from (
         select *, sum(octet_length(columns)) over (order by partner_id, part) - octet_length(columns) as before
           from (select * from packed_facts
                  where portal_id = $1 and facts_version = $2 and (partner_id, part) > ($3, $4)
                  order by partner_id, part limit 1000) as next
       ) as counted where before < $5 order by partner_id, part`,
      [tx.portalId, factsVersion, after.partnerId, after.part, BYTES_PER_READ],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last;
  }
}
