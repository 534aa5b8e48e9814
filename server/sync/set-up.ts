import type { CrmOwner } from '../../app/mapping/records.ts';
import { stageEnteredProperties } from '../../app/mapping/stage-properties.ts';
import type { AccountDoor } from '../hubspot/door.ts';
import { type AccountObject, readAccountObjects, replaceAccountObjects } from '../store/account-objects.ts';
import { readCheckpoint } from '../store/checkpoints.ts';
import type { Database, PortalTx } from '../store/db.ts';
import { saveAccountInfo } from '../store/portals.ts';
import { workCursor } from './cursor.ts';
import type { AssociationLabel } from './label-pairs.ts';
import { optional } from './optional.ts';
import { openStream } from './page-writer.ts';
import type { AccountShape, SyncContext } from './sync-context.ts';

/** What reading an account's set-up needs; the rest of a pass's context is made from its result. */
export type SetUpContext = Pick<SyncContext, 'db' | 'door' | 'portalId' | 'nowMs' | 'missing' | 'news' | 'afterPage'>;

const STREAM = 'set-up';

/** True once an account's set-up has been read. */
export async function isSetUp(db: Database, portalId: number): Promise<boolean> {
  return (await readCheckpoint(db, portalId, STREAM, workCursor)).cursor !== null;
}

/**
 * Reads what is small and rarely changes: time zone and currency, properties (whose stage dates cannot be guessed),
 * pipelines, owners, association labels. Nine calls, more only for accounts with over 100 owners.
 */
export async function setUp(context: SetUpContext): Promise<void> {
  const { door, nowMs } = context;
  const writer = await openStream(context, STREAM, workCursor);
  const info = await door.accountInfo();
  const companyProperties = await door.listProperties('companies');
  const dealProperties = await door.listProperties('deals');
  const stages = await door.stages('deals');
  const owners = await optional(context, 'owners', () => allOwners(door), []);
  const dealToCompany = await door.labels('deals', 'companies');
  const companyToDeal = await door.labels('companies', 'deals');
  const companyToContact = await optional(context, 'contacts', () => door.labels('companies', 'contacts'), []);
  const write = async (tx: PortalTx) =>
    (await saveAccountInfo(tx, info)) +
    (await replaceAccountObjects(tx, 'properties:companies', companyProperties.map(propertyEntry))) +
    (await replaceAccountObjects(tx, 'properties:deals', dealProperties.map(propertyEntry))) +
    (await replaceAccountObjects(
      tx,
      'stages',
      stages.map((data) => ({ id: `${data.pipeline}/${data.stage}`, data })),
    )) +
    (await replaceAccountObjects(
      tx,
      'owners',
      owners.map((data) => ({ id: data.id, data })),
    )) +
    (await replaceAccountObjects(tx, 'labels:deals>companies', dealToCompany.map(labelEntry))) +
    (await replaceAccountObjects(tx, 'labels:companies>deals', companyToDeal.map(labelEntry))) +
    (await replaceAccountObjects(tx, 'labels:companies>contacts', companyToContact.map(labelEntry)));
  await writer.save({ lastMs: nowMs }, write);
}

/** What set-up stored, as the other steps need it. */
export async function readAccountShape(db: Database, portalId: number): Promise<AccountShape> {
  const stages = await readAccountObjects(db, portalId, 'stages');
  const properties = await readAccountObjects(db, portalId, 'properties:deals');
  return {
    stageDates: Object.values(stageEnteredProperties(stages, properties)),
    dealToCompany: await readAccountObjects(db, portalId, 'labels:deals>companies'),
    companyToDeal: await readAccountObjects(db, portalId, 'labels:companies>deals'),
  };
}

/** Deactivated owners still own deals, and HubSpot lists them apart. */
async function allOwners(door: AccountDoor): Promise<CrmOwner[]> {
  const byId = new Map<string, CrmOwner>();
  for (const archived of [true, false]) {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<AccountDoor['ownersPage']>> = await door.ownersPage({ after, archived });
      for (const owner of page.owners) byId.set(owner.id, owner);
      after = page.after;
    } while (after !== null);
  }
  return [...byId.values()];
}

function propertyEntry({ name, label, type }: AccountObject<'properties:deals'>) {
  return { id: name, data: { name, label, type } };
}

function labelEntry({ typeId, category, label }: AssociationLabel) {
  return { id: String(typeId), data: { typeId, category, label } };
}
