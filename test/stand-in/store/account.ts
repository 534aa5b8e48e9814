import type { WorldOwner, WorldStage } from '../../worlds/world.ts';
import type { ChangeFeed } from '../webhook-events.ts';
import type { AssociationStore } from './association-store.ts';
import type { Calculated } from './calculated.ts';
import type { ObjectTable, StoredRecord } from './object-table.ts';
import type { TypeName } from './object-types.ts';
import type { PropertyStore } from './property-store.ts';

/** Everything one HubSpot account holds. */
export interface Account {
  readonly hubId: number;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly unavailableScopes: readonly string[];
  readonly tables: Readonly<Record<TypeName, ObjectTable>>;
  readonly properties: Readonly<Record<TypeName, PropertyStore>>;
  readonly calculated: Readonly<Record<TypeName, ReadonlyMap<string, Calculated>>>;
  readonly associations: AssociationStore;
  /** Tells of every change of records and links. */
  readonly changes: ChangeFeed;
  readonly stages: readonly WorldStage[];
  readonly owners: readonly WorldOwner[];
  /** When the account was seeded, epoch ms. */
  readonly seededAt: number;
  /** How long writes stay unseen by search, and new properties unknown. */
  readonly lag: { readonly searchMilliseconds: number; readonly propertyMilliseconds: number };
  /** Most records on a page of a list or a search. */
  readonly pageSize: number;
  /** The next record id; ids rise over the life of an account. */
  nextId(): string;
}

/** A property's value as answers carry it, or null. */
export function readValue(account: Account, type: TypeName, record: StoredRecord, name: string, now: number) {
  const calculated = account.calculated[type].get(name);
  return calculated ? calculated(record, now) : (record.properties[name] ?? null);
}
