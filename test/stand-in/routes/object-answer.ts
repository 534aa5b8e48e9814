import { iso } from '../clock.ts';
import { encodeCursor } from '../http/input.ts';
import { invalid } from '../http/reply.ts';
import type { AppCall, Call } from '../http/router.ts';
import { type Account, readValue } from '../store/account.ts';
import { linkPage } from '../store/association-store.ts';
import { historyAnswer } from '../store/history.ts';
import type { StoredRecord } from '../store/object-table.ts';
import { findType, type ObjectType } from '../store/object-types.ts';

/** Entries per record and type that lists carry inline; the rest is behind a link of its own. hubspot-api.md 2.1 */
const INLINE_ASSOCIATIONS = 100;

/** What a caller wants to see of a record. */
export interface Selection {
  readonly properties: readonly string[];
  readonly history: readonly string[];
  readonly associations: readonly ObjectType[];
}

export const NOTHING_MORE: Selection = { properties: [], history: [], associations: [] };

/** The type named in a path. @throws 400 as HubSpot does for a name it does not know. */
export function typeOf(call: Call, parameter = 'type'): ObjectType {
  return typeNamed(call.params[parameter] ?? '');
}

export function typeNamed(name: string): ObjectType {
  const type = findType(name);
  if (!type) throw invalid(`Unable to infer object type from: ${name}`);
  return type;
}

/** Properties as answers carry them: asked ones or the type's defaults. Unknown names are left out without a word. */
function values(call: Pick<AppCall, 'account' | 'now'>, type: ObjectType, record: StoredRecord, selection: Selection) {
  const { account, now } = call;
  const asked = [...selection.properties, ...selection.history];
  const names = asked.length === 0 ? type.defaults : [...asked, 'hs_object_id', 'createdate', type.modifiedProperty];
  const shown: Record<string, string | null> = {};
  for (const name of names) {
    if (account.properties[type.name].find(name, now)) shown[name] = readValue(account, type.name, record, name, now);
  }
  return shown;
}

/** Inline associations: ids and a type name, one entry per type of a link, no labels' ids. hubspot-api.md 2.1 */
function inline(account: Account, type: ObjectType, record: StoredRecord, to: ObjectType, version: string) {
  const known = account.associations.types(type.name, to.name);
  const links = account.associations
    .links(type.name, record.id, to.name)
    .filter((link) => account.tables[to.name].get(link.to)?.archivedAt === null);
  const { page } = linkPage(links, null, INLINE_ASSOCIATIONS);
  const entries = page.flatMap((link) =>
    known.filter((one) => link.types.includes(one.typeId)).map((one) => ({ id: link.to, type: one.name })),
  );
  const results = entries.slice(0, INLINE_ASSOCIATIONS);
  const last = results.at(-1);
  if (links.length <= INLINE_ASSOCIATIONS || !last) return { results };
  const after = encodeCursor(last.id);
  const link = `https://api.hubapi.com/crm/objects/${version}/${type.name}/${record.id}/associations/${to.name}?after=${after}`;
  return { results, paging: { next: { after, link } } };
}

/** One record as the object endpoints answer it. */
export function objectAnswer(call: AppCall, type: ObjectType, record: StoredRecord, selection: Selection) {
  const table = call.account.tables[type.name];
  const { account, now, params } = call;
  const history = Object.fromEntries(
    selection.history
      .filter((name) => account.properties[type.name].find(name, now))
      .map((name) => [name, historyAnswer(table, record, name)]),
  );
  const associations = selection.associations
    .filter(() => record.archivedAt === null)
    .map((to) => [to.name, inline(account, type, record, to, params.version ?? '')] as const)
    .filter(([, answer]) => answer.results.length > 0);
  return {
    id: record.id,
    properties: values(call, type, record, selection),
    ...(selection.history.length > 0 ? { propertiesWithHistory: history } : {}),
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    archived: record.archivedAt !== null,
    ...(record.archivedAt === null ? {} : { archivedAt: iso(record.archivedAt) }),
    ...(associations.length > 0 ? { associations: Object.fromEntries(associations) } : {}),
  };
}

/** What a write answers: the written values, a cleared one as an empty text, and the fixed ones. */
export function writtenAnswer(call: AppCall, type: ObjectType, record: StoredRecord, written: readonly string[]) {
  const answer = objectAnswer(call, type, record, { ...NOTHING_MORE, properties: written });
  for (const name of written) answer.properties[name] ??= '';
  return answer;
}
