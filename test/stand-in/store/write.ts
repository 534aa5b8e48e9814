import type { ValuesInput } from '../http/input.ts';
import type { Account } from './account.ts';
import { revisionsOf } from './history.ts';
import { NO_REVISIONS, type ObjectTable, type Revision, type StoredRecord } from './object-table.ts';
import { STAGE_PROPERTIES, type TypeName } from './object-types.ts';
import { checkValues, refuseValues } from './values.ts';

/** Who writes: an app (INTEGRATION) or a person (CRM_UI). Ends up in the history. */
export type WriteSource = Omit<Revision, 'value' | 'at'>;

export const PERSON: WriteSource = { sourceType: 'CRM_UI', sourceId: 'userId:1', updatedByUserId: 1 };

interface Target {
  readonly account: Account;
  readonly type: TypeName;
  readonly now: number;
}

/** Checks values for a record (null: a new one) without writing. */
export function check({ account, type, now }: Target, record: StoredRecord | null, input: ValuesInput) {
  return checkValues(account.properties[type], input, (name) => record?.properties[name] ?? null, now);
}

function withRevisions(
  record: Pick<StoredRecord, 'properties' | 'revisions'>,
  values: ReadonlyMap<string, string | null>,
  source: WriteSource,
  at: number,
): Pick<StoredRecord, 'properties' | 'revisions'> {
  const revisions = new Map(record.revisions);
  const properties = { ...record.properties };
  for (const [name, value] of values) {
    // Writing the value a property has adds no revision.
    if ((properties[name] ?? null) === value) continue;
    properties[name] = value;
    revisions.set(name, [...(revisions.get(name) ?? []), { value, at, ...source }]);
  }
  return { properties, revisions };
}

/** Writes checked values. Any write moves the modified date, even one that changes nothing. hubspot-api.md 5.4 */
export function update(
  { account, type, now }: Target,
  record: StoredRecord,
  values: ReadonlyMap<string, string | null>,
  source: WriteSource,
): StoredRecord {
  const next = { ...record, ...withRevisions(record, values, source, now), updatedAt: now };
  account.tables[type].put(next, now, account.lag.searchMilliseconds);
  for (const [name, value] of Object.entries(next.properties)) {
    if ((record.properties[name] ?? null) === value) continue;
    account.changes.tell({ kind: 'propertyChange', type, id: record.id, name, value });
  }
  return next;
}

/** Creates a record. The pipeline defaults to the account's first one, the create date to now. @throws 400 */
export function create(target: Target, input: ValuesInput, source: WriteSource): StoredRecord {
  const { account, type, now } = target;
  const { values, refusals } = check(target, null, input);
  refuseValues(refusals);
  const place = STAGE_PROPERTIES[type];
  const first = account.stages.find((stage) => stage.object === type);
  if (place && first && !values.get(place.pipeline)) values.set(place.pipeline, first.pipeline);
  const stamp = new Date(now).toISOString();
  if (account.properties[type].definitions.has('createdate') && !values.get('createdate')) {
    values.set('createdate', stamp);
  }
  const origin = source.sourceType;
  values.set('hs_object_source', origin);
  if (source.sourceId !== undefined) values.set('hs_object_source_id', source.sourceId);
  const record: StoredRecord = {
    id: account.nextId(),
    ...withRevisions({ properties: {}, revisions: NO_REVISIONS }, values, source, now),
    seed: null,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  account.tables[type].put(record, now, account.lag.searchMilliseconds);
  account.changes.tell({ kind: 'creation', type, id: record.id });
  return record;
}

/** Moves a record into the recycle bin, or back out of it. */
export function setArchived({ account, type, now }: Target, record: StoredRecord, archived: boolean): void {
  const next = { ...record, archivedAt: archived ? now : null, updatedAt: now };
  account.tables[type].put(next, now, account.lag.searchMilliseconds);
  account.changes.tell({ kind: archived ? 'deletion' : 'restore', type, id: record.id });
}

/**
 * Merges two records: values of `primary` win, gaps are filled from `other`, links of both move over. Contacts keep the
 * primary's id; every other type gets an id that neither had. Both old ids lead to the survivor afterwards.
 */
export function merge(target: Target, primary: StoredRecord, other: StoredRecord, source: WriteSource): StoredRecord {
  const { account, type, now } = target;
  const table = account.tables[type];
  const { searchMilliseconds } = account.lag;
  const gaps = new Map<string, string | null>();
  for (const [name, value] of Object.entries(other.properties)) {
    if (value !== null && !primary.properties[name] && name !== 'hs_object_id') gaps.set(name, value);
  }
  const id = type === 'contacts' ? primary.id : account.nextId();
  const losers = [primary.id, other.id].filter((one) => one !== id);
  const merged = [primary, other].flatMap((one) => one.properties.hs_merged_object_ids?.split(';') ?? []);
  gaps.set('hs_merged_object_ids', [...new Set([...merged, ...losers])].join(';'));
  const next: StoredRecord = { ...primary, ...withRevisions(primary, gaps, source, now), id, updatedAt: now };
  table.put(
    id === primary.id ? next : { ...next, seed: null, revisions: carried(table, primary, next) },
    now,
    searchMilliseconds,
  );
  for (const loser of losers) {
    account.associations.move(type, loser, id);
    table.mergeAway(loser, id, now, searchMilliseconds);
  }
  account.changes.tell({ kind: 'merge', type, primary: primary.id, merged: [other.id], survivor: id });
  return table.get(id) ?? next;
}

/** Erases a person for good: no recycle bin, no link, and no answer names them again. */
export function erase({ account, type, now }: Target, record: StoredRecord): void {
  account.associations.forget(type, record.id);
  account.tables[type].remove(record.id, now, account.lag.searchMilliseconds);
  if (type === 'contacts') account.changes.tell({ kind: 'privacyDeletion', id: record.id });
}

/** A survivor under a new id has no rows in the world; the primary's history becomes its own. */
function carried(table: ObjectTable, primary: StoredRecord, next: StoredRecord): StoredRecord['revisions'] {
  const revisions = new Map<string, readonly Revision[]>();
  const whole = { ...next, id: primary.id };
  for (const name of Object.keys(next.properties)) revisions.set(name, revisionsOf(table, whole, name));
  return revisions;
}
