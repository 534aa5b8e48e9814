import {
  type AccountRecords,
  type CrmHistory,
  type CrmLink,
  type CrmRecord,
  NO_EXTRAS,
} from '../../app/mapping/records.ts';
import { stageEnteredProperties } from '../../app/mapping/stage-properties.ts';
import type { ObjectType } from '../hubspot/api-paths.ts';
import { readAccountObjects } from './account-objects.ts';
import { type Database, withPortal } from './db.ts';
import { loadFeeds } from './feeds.ts';
import type { LinkKind } from './links.ts';
import { readPortal } from './portals.ts';

const PAGE = 5000;

/**
 * Everything mapping needs of an account, read in pages of short transactions. A sync may write in between: read the
 * account's `factsVersion` before, and compute again when it has risen.
 */
export async function loadAccount(db: Database, portalId: number): Promise<AccountRecords> {
  const portal = await readPortal(db, portalId);
  const stages = await readAccountObjects(db, portalId, 'stages');
  const dealProperties = await readAccountObjects(db, portalId, 'properties:deals');
  return {
    portalId,
    settings: portal.settings,
    companies: await collect(eachRecord(db, portalId, 'companies')),
    deals: await collect(eachRecord(db, portalId, 'deals')),
    dealCompanyLinks: await collect(eachLink(db, portalId, { from: 'deals', to: 'companies' })),
    companyContactLinks: await collect(eachLink(db, portalId, { from: 'companies', to: 'contacts' })),
    contacts: await collect(eachRecord(db, portalId, 'contacts')),
    dealHistory: await collect(eachHistory(db, portalId, 'deals')),
    companyHistory: await collect(eachHistory(db, portalId, 'companies')),
    stages,
    owners: await readAccountObjects(db, portalId, 'owners'),
    stageEnteredProperties: stageEnteredProperties(stages, dealProperties),
    extras: NO_EXTRAS,
    feeds: await loadFeeds(db, portalId, portal.settings.timeZone),
    firstSyncMs: portal.firstSyncMs ?? 0,
  };
}

/** Records of one kind in pages, by id, archived ones too. */
async function* eachRecord(db: Database, portalId: number, type: ObjectType): AsyncGenerator<CrmRecord[]> {
  let afterId = '';
  for (;;) {
    const page = await withPortal(db, portalId, async (tx) => {
      const { rows } = await tx.query<CrmRecord>(
        `select id, properties, created_ms as "createdMs", modified_ms as "modifiedMs", archived,
           deleted_ms as "deletedMs", first_seen_ms as "firstSeenMs"
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
async function* eachLink(db: Database, portalId: number, { from, to }: LinkKind): AsyncGenerator<CrmLink[]> {
  let after: Pick<CrmLink, 'fromId' | 'toId' | 'typeId'> = { fromId: '', toId: '', typeId: 0 };
  for (;;) {
    const page = await withPortal(db, portalId, async (tx) => {
      const { rows } = await tx.query<CrmLink>(
        `select from_id as "fromId", to_id as "toId", type_id as "typeId", category, label, learned_ms as "learnedMs",
           removed_ms as "removedMs", reconstructed
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
async function* eachHistory(db: Database, portalId: number, type: 'companies' | 'deals'): AsyncGenerator<CrmHistory[]> {
  let after = { id: '', property: '', atMs: 0, hash: '' };
  for (;;) {
    const page = await withPortal(db, portalId, async (tx) => {
      const { rows } = await tx.query<CrmHistory & { hash: string }>(
        `select id, property, nullif(value, '') as value, at_ms as "atMs", learned_ms as "learnedMs",
           source_type as "sourceType", value_hash as hash
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

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) for (const item of page) all.push(item);
  return all;
}
