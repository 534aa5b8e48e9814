import { OBJECT_TYPES, type TypeName, webhookName } from './store/object-types.ts';

/** Something that happened in an account and that apps may hear of. */
export type Change =
  | { readonly kind: 'creation' | 'deletion' | 'restore'; readonly type: TypeName; readonly id: string }
  | {
      readonly kind: 'propertyChange';
      readonly type: TypeName;
      readonly id: string;
      readonly name: string;
      readonly value: string | null;
    }
  | {
      readonly kind: 'merge';
      readonly type: TypeName;
      readonly primary: string;
      readonly merged: readonly string[];
      readonly survivor: string;
    }
  | {
      readonly kind: 'associationChange';
      readonly from: { readonly type: TypeName; readonly id: string };
      readonly to: { readonly type: TypeName; readonly id: string };
      readonly typeId: number;
      readonly category: string;
      readonly removed: boolean;
    }
  | { readonly kind: 'privacyDeletion'; readonly id: string };

/** Tells of changes; nobody listens while an account is seeded. */
export class ChangeFeed {
  #listener: ((change: Change) => void) | null = null;

  listen(listener: (change: Change) => void): void {
    this.#listener = listener;
  }

  get isHeard(): boolean {
    return this.#listener !== null;
  }

  tell(change: Change): void {
    this.#listener?.(change);
  }
}

/** One entry of a webhook request. hubspot-api.md 4.2 */
export interface WebhookEvent {
  readonly eventId: number;
  readonly subscriptionId: number;
  readonly portalId: number;
  readonly appId: number;
  /** Epoch ms. */
  readonly occurredAt: number;
  readonly subscriptionType: string;
  readonly attemptNumber: number;
  readonly changeSource: string;
  readonly [field: string]: unknown;
}

/** What HubSpot says of a change, beyond the fields that every event has. */
export function eventFields(change: Change): Readonly<Record<string, unknown>> & { readonly subscriptionType: string } {
  switch (change.kind) {
    case 'privacyDeletion':
      // Only the older form exists for this one: no type id beside the record's.
      return { subscriptionType: 'contact.privacyDeletion', objectId: Number(change.id) };
    case 'associationChange':
      return {
        subscriptionType: 'object.associationChange',
        fromObjectId: Number(change.from.id),
        toObjectId: Number(change.to.id),
        fromObjectTypeId: OBJECT_TYPES[change.from.type].id,
        toObjectTypeId: OBJECT_TYPES[change.to.type].id,
        associationTypeId: change.typeId,
        associationCategory: change.category,
        associationRemoved: change.removed,
        isPrimaryAssociation: false,
      };
    case 'merge':
      return {
        ...of(change.type, change.primary),
        subscriptionType: 'object.merge',
        primaryObjectId: Number(change.primary),
        mergedObjectIds: change.merged.map(Number),
        newObjectId: Number(change.survivor),
        numberOfPropertiesMoved: 1,
      };
    case 'propertyChange':
      return {
        ...of(change.type, change.id),
        subscriptionType: 'object.propertyChange',
        propertyName: change.name,
        propertyValue: change.value ?? '',
        isSensitive: false,
      };
    case 'creation':
      return { ...of(change.type, change.id), subscriptionType: 'object.creation', changeFlag: 'CREATED' };
    default:
      return { ...of(change.type, change.id), subscriptionType: `object.${change.kind}` };
  }
}

const of = (type: TypeName, id: string) => ({ objectId: Number(id), objectTypeId: OBJECT_TYPES[type].id });

/** The kind of record on whose side the change is told. */
export function typeOf(change: Change): TypeName {
  if (change.kind === 'privacyDeletion') return 'contacts';
  return change.kind === 'associationChange' ? change.from.type : change.type;
}

/** The part of webhooks-hsmeta.json that says what an app wants to hear. */
export interface Subscriptions {
  readonly crmObjects?: readonly {
    readonly subscriptionType: string;
    readonly objectType: string;
    readonly propertyName?: string | undefined;
  }[];
  readonly hubEvents?: readonly { readonly subscriptionType: string }[];
}

/** True when one of the subscriptions asks for this change. */
export function isSubscribed({ crmObjects = [], hubEvents = [] }: Subscriptions, change: Change): boolean {
  const { subscriptionType } = eventFields(change);
  if (change.kind === 'privacyDeletion')
    return hubEvents.some((wanted) => wanted.subscriptionType === subscriptionType);
  const name = webhookName(OBJECT_TYPES[typeOf(change)]);
  return crmObjects.some(
    (wanted) =>
      wanted.subscriptionType === subscriptionType &&
      wanted.objectType.toLowerCase() === name &&
      (change.kind !== 'propertyChange' || wanted.propertyName === change.name),
  );
}
