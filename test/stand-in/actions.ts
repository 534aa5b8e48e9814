import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Core } from './core.ts';
import { idInput, valuesInput } from './http/input.ts';
import { invalid, notFound } from './http/reply.ts';
import { type Account, readValue } from './store/account.ts';
import { historyAnswer } from './store/history.ts';
import type { StoredRecord } from './store/object-table.ts';
import { findType, OBJECT_TYPES, TYPE_NAMES, type TypeName } from './store/object-types.ts';
import { refuseValues } from './store/values.ts';
import { check, create, erase, merge, PERSON, setArchived, update } from './store/write.ts';

const type = z.string().transform((name, context): TypeName => {
  const found = findType(name);
  if (found) return found.name;
  context.addIssue({ code: 'custom', message: `unknown record type ${name}` });
  return z.NEVER;
});

const one = { type, id: idInput };
const pair = { from: z.object(one), to: z.object(one), label: z.string().default('') };

/** What people do in HubSpot's own pages, and so past the API, its limits and the journal. */
export const actionInput = z.discriminatedUnion('do', [
  z.object({ do: z.literal('create'), type, properties: valuesInput }),
  z.object({ do: z.literal('edit'), ...one, properties: valuesInput }),
  z.object({ do: z.literal('archive'), ...one }),
  z.object({ do: z.literal('restore'), ...one }),
  z.object({ do: z.literal('merge'), ...one, other: idInput }),
  z.object({ do: z.literal('erase'), ...one }),
  z.object({ do: z.literal('associate'), ...pair }),
  z.object({ do: z.literal('dissociate'), ...pair }),
  z.object({ do: z.literal('uninstall'), clientId: z.string() }),
]);
export type Action = z.input<typeof actionInput>;

function recordOf(account: Account, name: TypeName, id: string): StoredRecord {
  const record = account.tables[name].resolve(id);
  if (!record) throw notFound(`No ${name} record ${id}`);
  return record;
}

function associate(account: Account, action: z.output<typeof actionInput> & { do: 'associate' | 'dissociate' }): void {
  const { from, to, label } = action;
  const { associations } = account;
  if (action.do === 'dissociate' && label === '') {
    associations.unlink(from.type, from.id, to.type, to.id);
    return;
  }
  const [plain] = associations.types(from.type, to.type);
  if (!plain) throw invalid(`${from.type} and ${to.type} cannot be associated`);
  const named = label === '' ? plain : associations.findLabel(from.type, to.type, label);
  if (action.do === 'dissociate') {
    if (named) associations.removeType(from.type, from.id, to.type, to.id, named.typeId);
    return;
  }
  recordOf(account, from.type, from.id);
  recordOf(account, to.type, to.id);
  const name = label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  const [added] = named ? [named] : associations.addLabel(from.type, to.type, label, name);
  if (added) associations.link(from.type, from.id, to.type, to.id, added);
}

/** Carries out one action and answers the id of the record it left, if any. @throws ApiError for what cannot be done */
export function act(core: Core, account: Account, input: unknown): string | null {
  const parsed = actionInput.safeParse(input);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const action = parsed.data;
  const now = core.clock.now();
  if (action.do === 'uninstall') {
    core.tokens.uninstall(account.hubId, action.clientId);
    core.appEvents.uninstalled(action.clientId, account.hubId, now);
    return null;
  }
  if (action.do === 'associate' || action.do === 'dissociate') {
    associate(account, action);
    return null;
  }
  const target = { account, type: action.type, now };
  if (action.do === 'create') return create(target, action.properties, PERSON).id;
  const record = recordOf(account, action.type, action.id);
  switch (action.do) {
    case 'edit': {
      const { values, refusals } = check(target, record, action.properties);
      refuseValues(refusals);
      return update(target, record, values, PERSON).id;
    }
    case 'merge':
      return merge(target, record, recordOf(account, action.type, action.other), PERSON).id;
    case 'erase':
      erase(target, record);
      return null;
    default:
      setArchived(target, record, action.do === 'archive');
      return record.id;
  }
}

/** Everything the account holds about one record: stored values, histories and links, whatever scopes say. */
export function dump(account: Account, name: TypeName, id: string, clock: Clock) {
  const record = recordOf(account, name, id);
  const table = account.tables[name];
  const histories = [...account.properties[name].definitions.keys()]
    .map((property) => [property, historyAnswer(table, record, property)] as const)
    .filter(([, entries]) => entries.length > 0);
  const links = TYPE_NAMES.flatMap((to) =>
    account.associations.links(name, record.id, to).map((link) => {
      const types = account.associations.types(name, to).filter((known) => link.types.includes(known.typeId));
      const labels = types.map(({ label }) => label);
      return { to: `${OBJECT_TYPES[to].singular}:${link.to}`, typeIds: link.types, labels };
    }),
  );
  const { createdAt, updatedAt, archivedAt, properties } = record;
  const modified = readValue(account, name, record, table.type.modifiedProperty, clock.now());
  return {
    id: record.id,
    properties,
    modified,
    createdAt,
    updatedAt,
    archivedAt,
    histories: Object.fromEntries(histories),
    links,
  };
}
