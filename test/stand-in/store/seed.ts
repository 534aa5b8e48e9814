import { withImpliedHistory } from '../../worlds/implied-history.ts';
import type { Properties, World, WorldHistory } from '../../worlds/world.ts';
import { ChangeFeed } from '../webhook-events.ts';
import type { Account } from './account.ts';
import { AssociationStore } from './association-store.ts';
import { calculatedProperties } from './calculated.ts';
import { NO_REVISIONS, ObjectTable } from './object-table.ts';
import { compareIds, findType, OBJECT_TYPES, TYPE_NAMES, type TypeName } from './object-types.ts';
import { seedProperties } from './property-store.ts';

export interface SeedOptions {
  readonly world: World;
  readonly hubId: number;
  readonly unavailableScopes: readonly string[];
  /** Epoch ms. */
  readonly now: number;
  readonly lag: Account['lag'];
  readonly pageSize: number;
}

const ENGAGEMENTS: Readonly<Record<string, TypeName>> = { EMAIL: 'emails', CALL: 'calls', MEETING: 'meetings' };

function rowsByType(world: World): Record<TypeName, readonly Properties[]> {
  const rows: Record<TypeName, readonly Properties[]> = {
    companies: world.companies,
    deals: world.deals,
    contacts: world.contacts,
    tickets: world.tickets,
    emails: [],
    calls: [],
    meetings: [],
    leads: world.leads ?? [],
    feedback_submissions: world.feedback ?? [],
    line_items: world.lineItems ?? [],
    subscriptions: world.subscriptions ?? [],
    goal_targets: world.goals ?? [],
    registrations: world.registrations ?? [],
  };
  const engagements = Map.groupBy(world.engagements, (row) => ENGAGEMENTS[row.hs_engagement_type?.toUpperCase() ?? '']);
  for (const [type, group] of engagements) if (type) rows[type] = group;
  return rows;
}

/** History rows by deal. A deal without a stage history gets the one HubSpot would show. */
function historyByDeal({ deals, dealHistory, pipelines }: World): ReadonlyMap<string, WorldHistory[]> {
  return Map.groupBy(withImpliedHistory(deals, dealHistory, pipelines), (row) => row.deal);
}

const instant = (text: string | null | undefined): number | null => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
};

/** Puts the rows of one type into a table. A row without a readable create date came with the import, now. */
function seedTable(table: ObjectTable, rows: readonly Properties[], now: number): void {
  for (const row of rows) {
    const id = row.hs_object_id;
    if (!id) continue;
    const createdAt = instant(row.createdate) ?? instant(row.hs_createdate) ?? instant(row.hs_timestamp) ?? now;
    let updatedAt = instant(row[table.type.modifiedProperty]) ?? createdAt;
    for (const { at } of table.told(id)) updatedAt = Math.max(updatedAt, instant(at) ?? 0);
    const record = { id, properties: row, seed: row, createdAt, updatedAt, archivedAt: null, revisions: NO_REVISIONS };
    table.put(record, now, 0);
  }
}

function seedAssociations(account: Pick<Account, 'associations' | 'tables'>, world: World): void {
  const end = (key: string) => {
    const at = key.indexOf(':');
    const type = findType(key.slice(0, at))?.name;
    const id = key.slice(at + 1);
    return type && account.tables[type].get(id) ? { type, id } : null;
  };
  for (const row of world.associations) {
    const from = end(row.from);
    const to = end(row.to);
    if (!from || !to) continue;
    const [plain] = account.associations.types(from.type, to.type);
    if (!plain) continue;
    const label = row.label.trim();
    const name = label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
    const type =
      label === ''
        ? plain
        : (account.associations.findLabel(from.type, to.type, label) ??
          account.associations.addLabel(from.type, to.type, label, name)[0]);
    account.associations.link(from.type, from.id, to.type, to.id, type ?? plain);
  }
}

function idCounter(tables: Account['tables']): () => string {
  let highest = '1000';
  for (const type of TYPE_NAMES) {
    const digits = tables[type].ids().findLast((id) => /^\d+$/.test(id));
    if (digits !== undefined && compareIds(digits, highest) > 0) highest = digits;
  }
  let next = BigInt(highest);
  return () => {
    next += 1n;
    return String(next);
  };
}

const perType = <T>(make: (type: TypeName) => T): Record<TypeName, T> => ({
  companies: make('companies'),
  deals: make('deals'),
  contacts: make('contacts'),
  tickets: make('tickets'),
  emails: make('emails'),
  calls: make('calls'),
  meetings: make('meetings'),
  leads: make('leads'),
  feedback_submissions: make('feedback_submissions'),
  line_items: make('line_items'),
  subscriptions: make('subscriptions'),
  goal_targets: make('goal_targets'),
  registrations: make('registrations'),
});

/** Builds an account from a world. The world's rows are referred to, not copied, and never changed. */
export function seedAccount({ world, hubId, unavailableScopes, now, lag, pageSize }: SeedOptions): Account {
  const rows = rowsByType(world);
  const told = historyByDeal(world);
  const none: ReadonlyMap<string, readonly WorldHistory[]> = new Map();
  const tables = perType((type) => new ObjectTable(OBJECT_TYPES[type], type === 'deals' ? told : none));
  for (const type of TYPE_NAMES) seedTable(tables[type], rows[type], now);
  const { timeZone, currency } = world.settings;
  const changes = new ChangeFeed();
  const account: Account = {
    hubId,
    name: world.name,
    timeZone,
    currency,
    unavailableScopes,
    tables,
    properties: perType((type) =>
      seedProperties({ type, rows: rows[type], stages: world.pipelines, owners: world.owners, now }),
    ),
    calculated: perType((type) => calculatedProperties(tables[type], world.pipelines, currency)),
    // Custom type ids differ between accounts, so that nobody carries them from one to another. hubspot-api.md 2.5
    associations: new AssociationStore(20 + (hubId % 50) * 4, changes),
    changes,
    stages: world.pipelines,
    owners: world.owners,
    seededAt: now,
    lag,
    pageSize,
    nextId: idCounter(tables),
  };
  seedAssociations(account, world);
  return account;
}
