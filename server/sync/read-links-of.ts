import type { ApiType } from '../hubspot/api-paths.ts';
import type { AssociationInput } from '../hubspot/associations.ts';
import type { LinkRow } from '../store/links.ts';
import type { SyncContext } from './sync-context.ts';

/** Every link of some records to those of one type, with labels: further pages where a record has more than one answer holds. */
export async function readLinksOf(
  { door }: Pick<SyncContext, 'door'>,
  { from, to }: { readonly from: ApiType; readonly to: ApiType },
  ids: readonly string[],
): Promise<LinkRow[]> {
  const links: LinkRow[] = [];
  let inputs: readonly AssociationInput[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const { associations, next } = await door.readAssociations(from, to, inputs);
    for (const { fromId, toId, types } of associations) {
      for (const { typeId, category, label } of types) links.push({ fromId, toId, typeId, category, label });
    }
    inputs = next;
  }
  return links;
}
