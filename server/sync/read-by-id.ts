import type { ObjectType } from '../hubspot/api-paths.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';
import type { SyncContext } from './sync-context.ts';

export interface ReadById {
  readonly records: readonly WireRecord[];
  /** Ids that no longer lead to a record of that id. */
  readonly missing: readonly string[];
  /** Of those: the record that took each over in a merge. */
  readonly merged: ReadonlyMap<string, string>;
}

/**
 * Reads records by id, a batch at most. An old id of a merged record is answered with the survivor under its own id: when
 * the answer holds records nobody asked for, the missing ids are asked one by one to learn which led where.
 */
export async function readById(
  { door }: Pick<SyncContext, 'door'>,
  type: ObjectType,
  ids: readonly string[],
  properties: readonly string[],
): Promise<ReadById> {
  const { records, missing } = await door.batchRead(type, ids, { properties });
  const merged = new Map<string, string>();
  const asked = new Set(ids);
  const survivors = records.filter(({ id }) => !asked.has(id));
  if (survivors.length === 0 && !mayHideMerges(records, missing)) return { records, missing, merged };
  for (const id of missing) {
    const alone = await door.batchRead(type, [id], { properties: ['hs_object_id'] });
    const survivor = alone.records.find((record) => record.id !== id);
    if (survivor !== undefined) merged.set(id, survivor.id);
  }
  return { records, missing, merged };
}

/** The survivor may be among those asked for: then nothing in the answer is surplus, but it names what it took over. */
function mayHideMerges(records: readonly WireRecord[], missing: readonly string[]): boolean {
  const gone = new Set(missing);
  return records.some(({ properties }) =>
    (properties.hs_merged_object_ids ?? '').split(';').some((id) => gone.has(id.trim())),
  );
}
