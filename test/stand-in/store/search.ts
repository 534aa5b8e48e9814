import type { ObjectTable, StoredRecord } from './object-table.ts';
import { comparable, type Filter, type Predicate, predicate, type SearchScope } from './search-filter.ts';

export interface SearchQuery {
  /** Any group may match; in a group every filter has to. No group matches everything. */
  readonly groups: readonly (readonly Filter[])[];
  readonly sort: { readonly propertyName: string; readonly descending: boolean } | null;
  /** Free text, or empty. */
  readonly text: string;
}

interface Found {
  readonly version: number;
  readonly until: number;
  readonly records: readonly StoredRecord[];
}

/** Answers of recent searches, so that the pages of one query do not scan the account again. */
const REMEMBERED = 8;
const remembered = new WeakMap<ObjectTable, Map<string, Found>>();

function textPredicate({ type }: SearchScope, text: string): Predicate {
  const wanted = text.toLowerCase().split(/\s+/);
  return (record) => {
    const hay = type.searchable.map((name) => record.properties[name]?.toLowerCase() ?? '').join(' ');
    return wanted.every((word) => hay.includes(word));
  };
}

function sorted(scope: SearchScope, records: StoredRecord[], sort: SearchQuery['sort']): StoredRecord[] {
  if (!sort) return records;
  const read = comparable(scope, sort.propertyName);
  const sign = sort.descending ? -1 : 1;
  const keyed = records.map((record) => ({ record, key: read(record) }));
  // Records without a value come last in either direction; equal keys keep id order.
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1;
    return a.key < b.key ? -sign : a.key > b.key ? sign : 0;
  });
  return keyed.map(({ record }) => record);
}

/** Every match in order, as the lagging index sees the account. @throws 400 for filters that cannot be used. */
export function search(scope: SearchScope, query: SearchQuery): readonly StoredRecord[] {
  const { account, type, now } = scope;
  const table = account.tables[type.name];
  const predicates = query.groups.map((group) => group.map((filter) => predicate(scope, filter)));
  // Links change without the table, so searches over them are never remembered.
  const key = query.groups.flat().some((filter) => filter.propertyName.startsWith('associations.'))
    ? null
    : JSON.stringify(query);
  const cache = remembered.get(table) ?? new Map<string, Found>();
  remembered.set(table, cache);
  const known = key === null ? undefined : cache.get(key);
  if (known && known.version === table.version && known.until > now) return known.records;
  const byText = query.text === '' ? null : textPredicate(scope, query.text);
  const matches: StoredRecord[] = [];
  for (const record of table.searchView(now)) {
    const fits = predicates.length === 0 || predicates.some((group) => group.every((holds) => holds(record)));
    if (fits && (byText === null || byText(record))) matches.push(record);
  }
  const records = sorted(scope, matches, query.sort);
  if (key !== null) {
    cache.delete(key);
    cache.set(key, { version: table.version, until: table.searchViewEnds(now), records });
    const [oldest] = cache.keys();
    if (cache.size > REMEMBERED && oldest !== undefined) cache.delete(oldest);
  }
  return records;
}
