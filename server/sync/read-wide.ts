import { inChunks } from '../../app/kit/in-chunks.ts';
import type { ObjectType } from '../hubspot/api-paths.ts';
import type { AccountDoor } from '../hubspot/door.ts';
import {
  BATCH_SIZE,
  type ListOptions,
  type Page,
  type SearchOptions,
  type SearchPage,
  searchBody,
} from '../hubspot/objects.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';

/** HubSpot answers 414 to addresses beyond some 16,000 characters; servers between may be stricter. */
const MAX_QUERY_CHARS = 5000;
/** HubSpot takes search bodies of 3,000 characters; the rest is room for what escaping adds. */
const MAX_SEARCH_CHARS = 2900;

/** One page of a list, however many properties are wanted: too many are read behind it by POST. */
export async function listWide(door: AccountDoor, type: ObjectType, options: ListOptions): Promise<Page> {
  if (encodeURIComponent(options.properties.join(',')).length <= MAX_QUERY_CHARS) return door.listPage(type, options);
  const page = await door.listPage(type, { ...options, properties: ['hs_object_id'] });
  return { ...page, records: await readBehind(door, type, page.records, options.properties) };
}

/** The same for a page of search. */
export async function searchWide(door: AccountDoor, type: ObjectType, options: SearchOptions): Promise<SearchPage> {
  if (JSON.stringify(searchBody(options)).length <= MAX_SEARCH_CHARS) return door.searchPage(type, options);
  const page = await door.searchPage(type, { ...options, properties: [options.sortBy] });
  return { ...page, records: await readBehind(door, type, page.records, options.properties) };
}

/** Keeps the order and associations of the page; what vanished in between is left to the sweep. */
async function readBehind(
  door: AccountDoor,
  type: ObjectType,
  records: readonly WireRecord[],
  properties: readonly string[],
): Promise<WireRecord[]> {
  const full = new Map<string, WireRecord>();
  for (const ids of inChunks(
    records.map(({ id }) => id),
    BATCH_SIZE,
  )) {
    const read = await door.batchRead(type, ids, { properties });
    for (const record of read.records) full.set(record.id, record);
  }
  return records.flatMap((record) => {
    const found = full.get(record.id);
    return found === undefined ? [] : [{ ...found, associations: record.associations }];
  });
}
