import type { ChangeFeed } from '../webhook-events.ts';
import { type AssociationType, definedTypes, pairKey } from './association-types.ts';
import { compareIds, OBJECT_TYPES, TYPE_NAMES, type TypeName } from './object-types.ts';

/** One linked record and the types of the link, as seen from the record at hand. */
export interface Link {
  readonly to: string;
  readonly types: readonly number[];
}

const singular: Record<TypeName, string> = {
  companies: OBJECT_TYPES.companies.singular,
  deals: OBJECT_TYPES.deals.singular,
  contacts: OBJECT_TYPES.contacts.singular,
  tickets: OBJECT_TYPES.tickets.singular,
  emails: OBJECT_TYPES.emails.singular,
  calls: OBJECT_TYPES.calls.singular,
  meetings: OBJECT_TYPES.meetings.singular,
  leads: OBJECT_TYPES.leads.singular,
  feedback_submissions: OBJECT_TYPES.feedback_submissions.singular,
  line_items: OBJECT_TYPES.line_items.singular,
  subscriptions: OBJECT_TYPES.subscriptions.singular,
  goal_targets: OBJECT_TYPES.goal_targets.singular,
  registrations: OBJECT_TYPES.registrations.singular,
};

/** The links between an account's records, kept from both sides. Each pair has the unlabeled type and any further ones. */
export class AssociationStore {
  readonly #links = new Map<string, Map<string, Link[]>>();
  readonly #types = new Map<string, AssociationType[]>();
  /** Same sets of types share one array, because large accounts repeat few of them. */
  readonly #sets = new Map<string, readonly number[]>();
  #nextTypeId: number;

  readonly #changes: ChangeFeed;

  /** Custom labels get ids from `firstTypeId` on; accounts differ in it. */
  constructor(firstTypeId: number, changes: ChangeFeed) {
    this.#changes = changes;
    this.#nextTypeId = firstTypeId;
    for (const from of TYPE_NAMES) {
      for (const to of TYPE_NAMES) this.#types.set(pairKey(from, to), definedTypes(from, to, singular));
    }
  }

  /** The types from one record type to another, HubSpot's own first; empty where the two cannot be linked. */
  types(from: TypeName, to: TypeName): readonly AssociationType[] {
    return this.#types.get(pairKey(from, to)) ?? [];
  }

  findLabel(from: TypeName, to: TypeName, label: string): AssociationType | undefined {
    const wanted = label.toLowerCase();
    return this.types(from, to).find((type) => type.label?.toLowerCase() === wanted || type.name === wanted);
  }

  /** Adds a label for both directions and answers the two types. */
  addLabel(from: TypeName, to: TypeName, label: string, name: string, inverseLabel = label): AssociationType[] {
    const typeId = this.#nextTypeId;
    const inverse = from === to && inverseLabel === label ? typeId : typeId + 1;
    this.#nextTypeId += 2;
    const forward: AssociationType = { category: 'USER_DEFINED', typeId, label, name, inverse };
    this.#types.get(pairKey(from, to))?.push(forward);
    if (inverse === typeId) return [forward];
    const backward: AssociationType = {
      category: 'USER_DEFINED',
      typeId: inverse,
      label: inverseLabel,
      name,
      inverse: typeId,
    };
    this.#types.get(pairKey(to, from))?.push(backward);
    return [forward, backward];
  }

  /** Links of one record to records of a type, in no order that clients may rely on. */
  links(from: TypeName, id: string, to: TypeName): readonly Link[] {
    return this.#links.get(pairKey(from, to))?.get(id) ?? [];
  }

  /** Links two records with a type; the unlabeled type always comes along. A primary type moves from any other record. */
  link(from: TypeName, fromId: string, to: TypeName, toId: string, type: AssociationType): void {
    const [plain] = this.types(from, to);
    if (!plain) return;
    if (type.label === 'Primary' && type.category === 'HUBSPOT_DEFINED') {
      const [owner, ownerId, primary] = this.#primaryOwner(from, fromId, to, toId, type);
      const other = owner === from ? to : from;
      for (const held of this.links(owner, ownerId, other)) {
        if (held.types.includes(primary)) this.removeType(owner, ownerId, other, held.to, primary);
      }
    }
    const types = type.typeId === plain.typeId ? [plain] : [plain, type];
    const held = this.#held(from, fromId, to, toId);
    const typeIds = [...new Set([...(held?.types ?? []), ...types.map((one) => one.typeId)])];
    const inverses = typeIds.map((id) => this.types(from, to).find((one) => one.typeId === id)?.inverse ?? id);
    this.#set(from, fromId, to, toId, typeIds, held === undefined);
    this.#set(to, toId, from, fromId, inverses, held === undefined);
    if (!this.#changes.isHeard) return;
    const before = held?.types ?? [];
    const added = typeIds.filter((id) => !before.includes(id));
    this.#tell(from, fromId, to, toId, added, false);
  }

  /** Every change is told twice, once from either end. hubspot-api.md 4.2 */
  #tell(from: TypeName, fromId: string, to: TypeName, toId: string, typeIds: readonly number[], removed: boolean) {
    for (const type of this.types(from, to).filter((one) => typeIds.includes(one.typeId))) {
      const near = { type: from, id: fromId };
      const far = { type: to, id: toId };
      const rest = { kind: 'associationChange', category: type.category, removed } as const;
      this.#changes.tell({ ...rest, from: near, to: far, typeId: type.typeId });
      this.#changes.tell({ ...rest, from: far, to: near, typeId: type.inverse });
    }
  }

  /** The link as seen from `from`. Looks on the shorter side first: a partner may have thousands of deals. */
  #held(from: TypeName, fromId: string, to: TypeName, toId: string): Link | undefined {
    const near = this.links(from, fromId, to);
    const far = this.links(to, toId, from);
    if (far.length < near.length && !far.some((link) => link.to === fromId)) return undefined;
    return near.find((link) => link.to === toId);
  }

  /** The side that has one primary company at most: every type but companies. */
  #primaryOwner(from: TypeName, fromId: string, to: TypeName, toId: string, type: AssociationType) {
    return from === 'companies' ? ([to, toId, type.inverse] as const) : ([from, fromId, type.typeId] as const);
  }

  /** Removes one type of a link; the unlabeled link stays. */
  removeType(from: TypeName, fromId: string, to: TypeName, toId: string, typeId: number): void {
    const type = this.types(from, to).find((one) => one.typeId === typeId);
    if (!type || !this.#held(from, fromId, to, toId)?.types.includes(typeId)) return;
    this.#dropType(from, fromId, to, toId, typeId);
    this.#dropType(to, toId, from, fromId, type.inverse);
    this.#tell(from, fromId, to, toId, [typeId], true);
  }

  /** Removes every type of a link. */
  unlink(from: TypeName, fromId: string, to: TypeName, toId: string): void {
    const held = this.#held(from, fromId, to, toId);
    this.#set(from, fromId, to, toId, []);
    this.#set(to, toId, from, fromId, []);
    if (held) this.#tell(from, fromId, to, toId, held.types, true);
  }

  /** Removes every link of a record without a word: nothing is told of a record that was erased. */
  forget(type: TypeName, id: string): void {
    for (const to of TYPE_NAMES) {
      for (const { to: toId } of [...this.links(type, id, to)]) {
        this.#set(type, id, to, toId, []);
        this.#set(to, toId, type, id, []);
      }
    }
  }

  /** Moves every link of one record to another of the same type, as a merge does. */
  move(type: TypeName, id: string, survivor: string): void {
    for (const to of TYPE_NAMES) {
      for (const { to: toId, types } of [...this.links(type, id, to)]) {
        this.unlink(type, id, to, toId);
        if (to === type && toId === survivor) continue;
        for (const typeId of types) {
          const found = this.types(type, to).find((one) => one.typeId === typeId);
          if (found) this.link(type, survivor, to, toId, found);
        }
      }
    }
  }

  #dropType(from: TypeName, fromId: string, to: TypeName, toId: string, typeId: number): void {
    const held = this.links(from, fromId, to).find((link) => link.to === toId);
    if (held)
      this.#set(
        from,
        fromId,
        to,
        toId,
        held.types.filter((one) => one !== typeId),
      );
  }

  /** Stores the types of one side of a link; `fresh` promises that the link is not there yet. */
  #set(from: TypeName, fromId: string, to: TypeName, toId: string, types: readonly number[], fresh = false): void {
    const pair = pairKey(from, to);
    const side = this.#links.get(pair) ?? new Map<string, Link[]>();
    this.#links.set(pair, side);
    const links = side.get(fromId) ?? [];
    side.set(fromId, links);
    const at = fresh ? -1 : links.findIndex((link) => link.to === toId);
    const key = types.join(',');
    const shared = this.#sets.get(key) ?? types;
    this.#sets.set(key, shared);
    if (types.length === 0) {
      if (at >= 0) links.splice(at, 1);
    } else if (at >= 0) links[at] = { to: toId, types: shared };
    else links.push({ to: toId, types: shared });
  }
}

/** A page of links in id order. Cursors are ids, so links that come and go in between shift nothing. */
export function linkPage(links: readonly Link[], after: string | null, limit: number): { page: Link[]; more: boolean } {
  const sorted = links.toSorted((a, b) => compareIds(a.to, b.to));
  const rest = after === null ? sorted : sorted.filter((link) => compareIds(link.to, after) > 0);
  return { page: rest.slice(0, limit), more: rest.length > limit };
}
