import { type CrmLink, EXTRA_TYPES, type ExtraRecords, type ExtraType } from '../../app/mapping/records.ts';
import { registrationPipeline } from '../../app/mapping/registration-pipeline.ts';
import { type ExtraKind, isExtraWanted } from '../../app/mapping/wanted-extras.ts';
import { readAccountObjects } from './account-objects.ts';
import { collect, eachHistory, eachLink, eachRecord } from './account-pages.ts';
import { type Database, withPortal } from './db.ts';
import type { Portal } from './portals.ts';

/** What the account's settings and HubSpot make it possible to know, beside companies, deals and contacts. */
export async function loadExtras(db: Database, portal: Portal): Promise<ExtraRecords> {
  const { portalId } = portal;
  const kinds = await readExtraKinds(db, portal);
  const read = EXTRA_TYPES.filter((type) => kinds.includes(type));
  const records = new Map<ExtraType, ExtraRecords['registrations']>();
  for (const type of read) records.set(type, await collect(eachRecord(db, portalId, type)));
  const history = new Map<ExtraType, ExtraRecords['history'][ExtraType] & object>();
  for (const type of ['tickets', 'leads', 'line_items', 'subscriptions'] as const) {
    if (kinds.includes(type)) history.set(type, await collect(eachHistory(db, portalId, type)));
  }
  return {
    read,
    records: Object.fromEntries(records),
    links: await loadLinks(db, portal, kinds),
    stages: {
      tickets: await readAccountObjects(db, portalId, 'stages:tickets'),
      leads: await readAccountObjects(db, portalId, 'stages:leads'),
    },
    history: Object.fromEntries(history),
    registrations: kinds.includes('registrations') ? await collect(eachRecord(db, portalId, 'registrations')) : [],
  };
}

/** Kinds that were read to their end once and are still asked for. */
export async function readExtraKinds(
  db: Database,
  { portalId, settings, missingCapabilities }: Portal,
): Promise<ExtraKind[]> {
  const read = await withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ read: ExtraKind[] | null }>(
      "select cursor -> 'read' as read from checkpoints where portal_id = $1 and stream = 'extras'",
      [portalId],
    );
    return rows[0]?.read ?? [];
  });
  return read.filter((kind) => isExtraWanted(kind, settings) && !missingCapabilities.includes(kind));
}

/** Kinds of links by the name that mapping knows them by. */
const LINKS = {
  emails: ['companies', 'contacts', 'deals'],
  calls: ['companies', 'contacts', 'deals'],
  meetings: ['companies', 'contacts', 'deals'],
  tickets: ['companies', 'contacts', 'deals'],
  leads: ['companies', 'deals'],
  feedback_submissions: ['contacts'],
  line_items: ['deals'],
  subscriptions: ['companies'],
  goal_targets: [],
  registrations: ['companies', 'deals'],
} as const satisfies Record<ExtraKind, readonly ('companies' | 'contacts' | 'deals')[]>;

async function loadLinks(
  db: Database,
  { portalId, settings }: Portal,
  kinds: readonly ExtraKind[],
): Promise<Record<string, readonly CrmLink[]>> {
  const links: Record<string, readonly CrmLink[]> = {};
  // From a registration to the sales deal it became.
  if (registrationPipeline(settings, 'deals') !== null)
    links['deals>deals'] = await collect(eachLink(db, portalId, { from: 'deals', to: 'deals' }));
  for (const from of kinds) {
    for (const to of LINKS[from]) links[`${from}>${to}`] = await collect(eachLink(db, portalId, { from, to }));
  }
  return links;
}
