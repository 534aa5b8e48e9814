import type { CrmHistory, CrmLink, CrmRecord } from '../../app/mapping/records.ts';
import { type Database, withPortal } from './db.ts';
import type { LinkKind } from './links.ts';
import type { RecordType } from './record-types.ts';

const PAGE = 5000;

/** Columns of the three, as mapping reads them. */
export const RECORD_COLUMNS = `id, properties, created_ms as "createdMs", modified_ms as "modifiedMs", archived,
  deleted_ms as "deletedMs", first_seen_ms as "firstSeenMs"`;
export const LINK_COLUMNS = `from_id as "fromId", to_id as "toId", type_id as "typeId", category, label,
  learned_ms as "learnedMs", removed_ms as "removedMs", reconstructed`;
export const HISTORY_COLUMNS = `id, property, nullif(value, '') as value, at_ms as "atMs", learned_ms as "learnedMs",
  source_type as "sourceType"`;

/** Records of one kind in pages, by id, archived ones too. */
export async function* eachRecord(db: Database, portalId: number, type: RecordType): AsyncGenerator<CrmRecord[]> {
  let afterId = '';
  for (;;) {
    const page = await withPortal(db, portalId, async (tx) => {
      const { rows } = await tx.query<CrmRecord>(
        `select ${RECORD_COLUMNS}
         from records where portal_id = $1 and type = $2 and id > $3 order by id limit ${PAGE}`,
        [portalId, type, afterId],
      );
      return rows;
    });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    afterId = last.id;
  }
}

/** Links of one kind in pages, removed ones too. */
export async function* eachLink(db: Database, portalId: number, { from, to }: LinkKind): AsyncGenerator<CrmLink[]> {
  let after: Pick<CrmLink, 'fromId' | 'toId' | 'typeId'> = { fromId: '', toId: '', typeId: 0 };
  for (;;) {
    const page = await withPortal(db, portalId, async (tx) => {
      const { rows } = await tx.query<CrmLink>(
        `select ${LINK_COLUMNS}
         from links where portal_id = $1 and from_type = $2 and to_type = $3 and (from_id, to_id, type_id) > ($4, $5, $6)
         order by from_id, to_id, type_id limit ${PAGE}`,
        [portalId, from, to, after.fromId, after.toId, after.typeId],
      );
      return rows;
    });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last;
  }
}

/** History of one kind of record in pages, by record, property and time. */
export async function* eachHistory(db: Database, portalId: number, type: RecordType): AsyncGenerator<CrmHistory[]> {
  let after = { id: '', property: '', atMs: 0, hash: '' };
  for (;;) {
    const page = await withPortal(db, portalId, async (tx) => {
      const { rows } = await tx.query<CrmHistory & { hash: string }>(
        `select ${HISTORY_COLUMNS}, value_hash as hash
         from property_history where portal_id = $1 and type = $2
           and (id, property, at_ms, value_hash) > ($3, $4, $5, $6)
         order by id, property, at_ms, value_hash limit ${PAGE}`,
        [portalId, type, after.id, after.property, after.atMs, after.hash],
      );
      return rows;
    });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(({ hash: _, ...entry }) => entry);
    after = last;
  }
}

/** All pages in memory. */
export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) for (const item of page) all.push(item);
  return all;
}
