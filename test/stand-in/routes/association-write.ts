import { z } from 'zod';
import { invalid } from '../http/reply.ts';
import type { AppCall } from '../http/router.ts';
import type { AssociationType } from '../store/association-types.ts';
import type { ObjectType } from '../store/object-types.ts';

export const typesInput = z.array(
  z.object({ associationCategory: z.string(), associationTypeId: z.union([z.number(), z.string().transform(Number)]) }),
);
export type TypesInput = z.infer<typeof typesInput>;

type Links = Pick<AppCall, 'account'>;

/** The association types that `types` names. @throws 400 for one that the two record types do not have. */
export function namedTypes({ account }: Links, from: ObjectType, to: ObjectType, types: TypesInput): AssociationType[] {
  const known = account.associations.types(from.name, to.name);
  return types.map(({ associationCategory, associationTypeId }) => {
    const found = known.find((one) => one.typeId === associationTypeId && one.category === associationCategory);
    if (found) return found;
    throw invalid(
      `Association type ${associationTypeId} (${associationCategory}) does not exist from ${from.singular} to ${to.singular}`,
    );
  });
}

/** Which record type a type id leads to, for creations that name only ids. */
function targetOf({ account }: Links, from: ObjectType, typeId: number): ObjectType | undefined {
  const tables = Object.values(account.tables);
  return tables.find(({ type }) =>
    account.associations.types(from.name, type.name).some((one) => one.typeId === typeId),
  )?.type;
}

/** True while the record is there and not in the recycle bin. */
export function isLive({ account }: Links, type: ObjectType, id: string): boolean {
  return account.tables[type.name].get(id)?.archivedAt === null;
}

/**
 * Links `fromId` to `toId` with all of `types`; `to` null takes the record type from the first type id.
 * @throws 400 for an unknown type or record.
 */
export function linkWithTypes(
  call: Links,
  from: ObjectType,
  fromId: string,
  to: ObjectType | null,
  toId: string,
  types: TypesInput,
): AssociationType[] {
  const target = to ?? targetOf(call, from, types[0]?.associationTypeId ?? -1);
  if (!target) throw invalid(`No association type ${types[0]?.associationTypeId ?? ''} from ${from.singular}`);
  const named = namedTypes(call, from, target, types);
  if (!isLive(call, target, toId)) throw invalid(`No ${target.singular} with id ${toId}`);
  for (const type of named) call.account.associations.link(from.name, fromId, target.name, toId, type);
  return named;
}
