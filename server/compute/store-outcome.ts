/** What both kinds of computation leave behind of partners, cards and the outbox, in the transaction of the caller. */
import type { HealthPoint } from '../../app/health/health.ts';
import { differences } from '../../app/plans/differences.ts';
import type { RecordPlan } from '../../app/plans/property-plan.ts';
import { type CardKey, type StoredCard, storeCards } from '../store/cards.ts';
import type { PortalTx } from '../store/db.ts';
import { type PropertyWrite, readPropertyWrites, storePlans, type WriteKey } from '../store/property-writes.ts';
import { type Snapshot, storeSnapshots } from '../store/results.ts';
import type { Computed } from './computed.ts';

export interface Outcome {
  readonly computed: Computed;
  readonly definitionVersion: string;
  readonly cards: readonly StoredCard[];
  readonly plans: readonly RecordPlan[];
  readonly asOfDay: number;
  /** Records that were looked at; all of the account where left out. What has nothing to say any more is taken back. */
  readonly only?: readonly CardKey[];
}

/** @returns records with something to send, of those looked at */
export async function storeOutcome(tx: PortalTx, outcome: Outcome): Promise<number> {
  const { computed, definitionVersion, cards, plans, asOfDay, only } = outcome;
  const changed = await storeCards(tx, cards, only);
  const partners = new Set(changed.flatMap(({ objectId, model }) => (model.kind === 'partner' ? [objectId] : [])));
  // A card holds all that a snapshot does: where it is the same, so are they.
  await storeSnapshots(tx, snapshotsOf(computed, definitionVersion, partners));
  return storeDifferences(tx, plans, asOfDay, only);
}

function snapshotsOf(
  { facts, health, results }: Computed,
  definitionVersion: string,
  partners: ReadonlySet<string>,
): Snapshot[] {
  return health.flatMap((one) => {
    const partnerId = facts.partners[one.index]?.id ?? '';
    if (!partners.has(partnerId)) return [];
    const snapshot = (point: HealthPoint, isToday: boolean): Snapshot => ({
      partnerId,
      asOfDay: point.asOf,
      modelVersion: definitionVersion,
      health: isToday ? { ...point, direction: one.direction, drivers: one.drivers } : point,
      results: isToday ? Object.fromEntries(results.get(one.index) ?? []) : null,
    });
    const past = one.months.filter((point) => point.state !== 'not-yet').map((point) => snapshot(point, false));
    return [...past, snapshot(one.point, true)];
  });
}

/** Compares the plan with what HubSpot last confirmed; records that are no longer planned are cleared. */
async function storeDifferences(
  tx: PortalTx,
  plans: readonly RecordPlan[],
  asOfDay: number,
  only?: readonly WriteKey[],
): Promise<number> {
  const key = (object: string, id: string) => `${object}/${id}`;
  const writes = await readPropertyWrites(tx, only);
  const known = new Map(writes.map((write) => [key(write.objectType, write.objectId), write]));
  const planned = new Set(plans.map((plan) => key(plan.object, plan.id)));
  const dropped = [...known.values()]
    .filter((write) => !planned.has(key(write.objectType, write.objectId)))
    .map((write): RecordPlan => ({ object: write.objectType, id: write.objectId, values: {} }));
  const rows = [...plans, ...dropped].map((plan) => rowOf(plan, known.get(key(plan.object, plan.id)), asOfDay));
  const changed = rows.filter(
    ({ desired, pending, write }) =>
      !write || !sameValues(write.desired, desired) || !sameValues(write.pending, pending),
  );
  await storePlans(tx, changed);
  return rows.filter(({ pending }) => Object.keys(pending).length > 0).length;
}

function rowOf(plan: RecordPlan, write: PropertyWrite | undefined, asOfDay: number) {
  const pending = differences(plan.values, write?.confirmed ?? {}, asOfDay, write?.asOfConfirmedDay ?? null);
  return { objectType: plan.object, objectId: plan.id, desired: plan.values, pending, write };
}

function sameValues(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
