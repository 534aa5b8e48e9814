import type { ChangeHint } from '../../store/change-hints.ts';
import type { RecordType } from '../../store/record-types.ts';
import type { WebhookEvent } from './parse-events.ts';

/** What the table of announced kinds knows of webhooks' names. */
export interface AnnouncedNames {
  /** The kind of record behind a type id or a singular name; null for kinds that are not kept. */
  readonly announcedType: (name: string) => RecordType | null;
  /** The end of a link that is read to learn of its change; null for links that are not kept. */
  readonly linkOwner: (from: RecordType, to: RecordType) => RecordType | null;
}

/** What each account is to look at again, every record once. */
export function hintsOfEvents(events: readonly WebhookEvent[], names: AnnouncedNames): Map<number, ChangeHint[]> {
  const byPortal = new Map<number, Map<string, ChangeHint>>();
  for (const event of events) {
    const known = byPortal.get(event.portalId) ?? new Map<string, ChangeHint>();
    byPortal.set(event.portalId, known);
    for (const hint of hintsOf(event, names)) {
      const key = `${hint.type}/${hint.id}`;
      known.set(key, joined(known.get(key), hint));
    }
  }
  return new Map([...byPortal].map(([portalId, hints]) => [portalId, [...hints.values()]]));
}

const PLAIN = { links: false, isErasure: false, mergedInto: null, deletedMs: null };

function hintsOf(event: WebhookEvent, names: AnnouncedNames): ChangeHint[] {
  // Either `object.merge` with a type id, or the older `contact.merge` with the kind in the name.
  const [kind = '', action = ''] = event.subscriptionType.split('.');
  if (action === 'associationChange') return linkHints(event, names);
  const type = names.announcedType(event.objectTypeId ?? kind);
  if (type === null) return [];
  if (action === 'merge') return mergeHints(event, type);
  if (event.objectId === undefined) return [];
  const hint = { ...PLAIN, type, id: event.objectId };
  if (action === 'deletion') return [{ ...hint, deletedMs: event.occurredAt ?? null }];
  // A record that is new or back has its links without a word about any of them.
  return [{ ...hint, isErasure: action === 'privacyDeletion', links: action === 'creation' || action === 'restore' }];
}

function linkHints(event: WebhookEvent, { announcedType, linkOwner }: AnnouncedNames): ChangeHint[] {
  const from = announcedType(event.fromObjectTypeId ?? '');
  const to = announcedType(event.toObjectTypeId ?? '');
  if (from === null || to === null) return [];
  const type = linkOwner(from, to);
  const id = type === from ? event.fromObjectId : event.toObjectId;
  return type === null || id === undefined ? [] : [{ ...PLAIN, type, id, links: true }];
}

/** The survivor may have a third id, and has the links of both. */
function mergeHints(event: WebhookEvent, type: RecordType): ChangeHint[] {
  const { primaryObjectId, newObjectId, mergedObjectIds = [], objectId } = event;
  const survivor = newObjectId ?? primaryObjectId ?? objectId;
  if (survivor === undefined) return [];
  const ids = new Set([survivor, ...(primaryObjectId === undefined ? [] : [primaryObjectId]), ...mergedObjectIds]);
  return [...ids].map((id) => {
    const isSurvivor = id === survivor;
    return { ...PLAIN, type, id, links: isSurvivor, mergedInto: isSurvivor ? null : survivor };
  });
}

function joined(one: ChangeHint | undefined, other: ChangeHint): ChangeHint {
  if (one === undefined) return other;
  return {
    ...other,
    links: one.links || other.links,
    isErasure: one.isErasure || other.isErasure,
    mergedInto: other.mergedInto ?? one.mergedInto,
    deletedMs: other.deletedMs ?? one.deletedMs,
  };
}
