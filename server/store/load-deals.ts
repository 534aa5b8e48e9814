import type { CrmHistory, CrmLink, CrmRecord } from '../../app/mapping/records.ts';
import type { ChangedDeals } from '../../app/mapping/remap-deals.ts';
import { HISTORY_COLUMNS, LINK_COLUMNS, RECORD_COLUMNS } from './account-pages.ts';
import { type Database, withPortal } from './db.ts';

/** Some deals of an account with their links to companies and their past, as `loadAccount` would read them. */
export function loadDeals(db: Database, portalId: number, ids: readonly string[]): Promise<ChangedDeals> {
  return withPortal(db, portalId, async (tx) => {
    const given = [portalId, ids];
    const deals = await tx.query<CrmRecord>(
      `select ${RECORD_COLUMNS}
       from records where portal_id = $1 and type = 'deals' and id = any ($2) order by id`,
      given,
    );
    const links = await tx.query<CrmLink>(
      `select ${LINK_COLUMNS}
       from links where portal_id = $1 and from_type = 'deals' and to_type = 'companies' and from_id = any ($2)
       order by from_id, to_id, type_id`,
      given,
    );
    const history = await tx.query<CrmHistory>(
      `select ${HISTORY_COLUMNS}
       from property_history where portal_id = $1 and type = 'deals' and id = any ($2)
       order by id, property, at_ms, value_hash`,
      given,
    );
    return { deals: deals.rows, dealCompanyLinks: links.rows, dealHistory: history.rows };
  });
}
