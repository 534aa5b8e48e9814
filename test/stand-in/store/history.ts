import type { WorldHistory } from '../../worlds/world.ts';
import type { ObjectTable, Revision, StoredRecord } from './object-table.ts';

const IMPORTED = { sourceType: 'IMPORT', sourceId: 'world' } as const;

/** What the world itself says about a property of a record, oldest first. */
function seededRevisions(record: StoredRecord, told: readonly WorldHistory[], property: string): Revision[] {
  const rows = told
    .filter((row) => row.property === property)
    .map((row): Revision => ({ value: row.value, at: Date.parse(row.at), ...IMPORTED }))
    .sort((a, b) => a.at - b.at);
  const current = record.seed?.[property] ?? null;
  const last = rows.at(-1);
  // A record's value is its newest revision; a world whose last row says otherwise was changed after it.
  if (last ? last.value !== current : current !== null) {
    rows.push({ value: current, at: last ? last.at + 1 : record.createdAt, ...IMPORTED });
  }
  return rows;
}

/** Every value that a property had, oldest first, without HubSpot's cap. */
export function revisionsOf(table: ObjectTable, record: StoredRecord, property: string): readonly Revision[] {
  const written = record.revisions.get(property) ?? [];
  if (record.seed === null) return written;
  return [...seededRevisions(record, table.told(record.id), property), ...written];
}

/** The history as answers carry it: newest first, and only as many revisions as the type keeps. hubspot-api.md 5.1 */
export function historyAnswer(table: ObjectTable, record: StoredRecord, property: string): unknown[] {
  return revisionsOf(table, record, property)
    .slice(-table.type.historyCap)
    .reverse()
    .map(({ value, at, ...source }) => ({ value: value ?? '', timestamp: new Date(at).toISOString(), ...source }));
}
