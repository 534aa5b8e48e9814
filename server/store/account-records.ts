import type { AccountRecords } from '../../app/mapping/records.ts';
import { stageEnteredProperties } from '../../app/mapping/stage-properties.ts';
import { readAccountObjects } from './account-objects.ts';
import { collect, eachHistory, eachLink, eachRecord } from './account-pages.ts';
import type { Database } from './db.ts';
import { loadFeeds } from './feeds.ts';
import { loadExtras } from './load-extras.ts';
import { readPortal } from './portals.ts';

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
    extras: await loadExtras(db, portal),
    feeds: await loadFeeds(db, portalId, portal.settings.timeZone),
    firstSyncMs: portal.firstSyncMs ?? 0,
  };
}
