import type { Properties, WorldHistory } from '../../worlds/world.ts';
import { compareIds, type ObjectType } from './object-types.ts';

/** One value that a property had, and who set it. */
export interface Revision {
  readonly value: string | null;
  /** Epoch ms. */
  readonly at: number;
  readonly sourceType: string;
  readonly sourceId?: string;
  readonly sourceLabel?: string;
  readonly updatedByUserId?: number;
}

/**
 * A version of a record. Never changed in place: a write replaces it, so an older version can be kept by reference and a
 * world's own rows are never copied or touched.
 */
export interface StoredRecord {
  readonly id: string;
  readonly properties: Properties;
  /** The world's row, or null for a record made by a call. */
  readonly seed: Properties | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  /** What was written since the record was seeded, oldest first. */
  readonly revisions: ReadonlyMap<string, readonly Revision[]>;
}

export const NO_REVISIONS: ReadonlyMap<string, readonly Revision[]> = new Map();

/** What search still sees of a record, until `until` (epoch ms). */
interface Lagging {
  readonly until: number;
  readonly before: StoredRecord | null;
}

/** The records of one type in one account. */
export class ObjectTable {
  readonly type: ObjectType;
  /** Grows with every change; answers computed from the table are good while it stays. */
  version = 0;
  readonly #records = new Map<string, StoredRecord>();
  readonly #told: ReadonlyMap<string, readonly WorldHistory[]>;
  readonly #survivors = new Map<string, string>();
  readonly #lagging = new Map<string, Lagging[]>();
  #ids: string[] = [];
  #sorted = true;

  constructor(type: ObjectType, told: ReadonlyMap<string, readonly WorldHistory[]>) {
    this.type = type;
    this.#told = told;
  }

  get size(): number {
    return this.#records.size;
  }

  /** The world's history rows of a record, in the world's order. */
  told(id: string): readonly WorldHistory[] {
    return this.#told.get(id) ?? [];
  }

  get(id: string): StoredRecord | undefined {
    return this.#records.get(id);
  }

  /** The record behind an id, following merges to the survivor. */
  resolve(id: string): StoredRecord | undefined {
    let at = id;
    for (let next = this.#survivors.get(at); next !== undefined; next = this.#survivors.get(at)) at = next;
    return this.#records.get(at);
  }

  /** Stores a version; search sees it after `lagMilliseconds`. */
  put(record: StoredRecord, now: number, lagMilliseconds: number): void {
    const before = this.#records.get(record.id);
    if (!before) {
      const last = this.#ids.at(-1);
      if (last !== undefined && compareIds(last, record.id) > 0) this.#sorted = false;
      this.#ids.push(record.id);
    }
    this.#records.set(record.id, record);
    this.#lag(record.id, before ?? null, now, lagMilliseconds);
  }

  /** Takes a record out for good. */
  remove(id: string, now: number, lagMilliseconds: number): void {
    const before = this.#records.get(id) ?? null;
    this.#records.delete(id);
    this.#ids = this.#ids.filter((other) => other !== id);
    this.#lag(id, before, now, lagMilliseconds);
  }

  /** Takes a record out for good; its id leads to `survivor` afterwards. */
  mergeAway(id: string, survivor: string, now: number, lagMilliseconds: number): void {
    this.#survivors.set(id, survivor);
    this.remove(id, now, lagMilliseconds);
  }

  #lag(id: string, before: StoredRecord | null, now: number, lagMilliseconds: number): void {
    this.version += 1;
    if (lagMilliseconds <= 0) return;
    const entries = (this.#lagging.get(id) ?? []).filter((entry) => entry.until > now);
    entries.push({ until: now + lagMilliseconds, before });
    this.#lagging.set(id, entries);
  }

  /** All ids in order, archived ones included. */
  ids(): readonly string[] {
    if (!this.#sorted) {
      this.#ids.sort(compareIds);
      this.#sorted = true;
    }
    return this.#ids;
  }

  /** Up to `limit` records after `after` in id order, and whether more follow. */
  page(after: string | null, limit: number, archived: boolean): { records: StoredRecord[]; more: boolean } {
    const ids = this.ids();
    const records: StoredRecord[] = [];
    for (let at = after === null ? 0 : firstAfter(ids, after); at < ids.length; at += 1) {
      const record = this.#records.get(ids[at] ?? '');
      if (!record || (record.archivedAt !== null) !== archived) continue;
      if (records.length === limit) return { records, more: true };
      records.push(record);
    }
    return { records, more: false };
  }

  /** Until when the present search view holds if nothing is written; Infinity when nothing lags. */
  searchViewEnds(now: number): number {
    let ends = Number.POSITIVE_INFINITY;
    for (const [id, entries] of this.#lagging) {
      const live = entries.filter((entry) => entry.until > now);
      if (live.length === 0) this.#lagging.delete(id);
      for (const entry of live) ends = Math.min(ends, entry.until);
    }
    return ends;
  }

  /** Every record as search sees it at `now`, in id order, without archived ones. */
  *searchView(now: number): Generator<StoredRecord> {
    this.searchViewEnds(now);
    if (this.#lagging.size === 0) {
      for (const id of this.ids()) {
        const record = this.#records.get(id);
        if (record && record.archivedAt === null) yield record;
      }
      return;
    }
    const gone = [...this.#lagging.keys()].filter((id) => !this.#records.has(id));
    const ids = gone.length === 0 ? this.ids() : [...this.ids(), ...gone].sort(compareIds);
    for (const id of ids) {
      const [oldest] = (this.#lagging.get(id) ?? []).filter((entry) => entry.until > now);
      const seen = oldest ? oldest.before : this.#records.get(id);
      if (seen && seen.archivedAt === null) yield seen;
    }
  }
}

/** The position of the first id after `id` in a sorted list. */
function firstAfter(ids: readonly string[], id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIds(ids[middle] ?? '', id) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
