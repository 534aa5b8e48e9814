/**
 * One computation of one account: facts from its records, health and the whole catalogue for the date, card models and
 * the plan of what to write. Everything is stored in one transaction, so surfaces never mix two computations.
 */

import { setImmediate as breathe } from 'node:timers/promises';
import type { AccountFacts } from '../../app/facts/account-facts.ts';
import { choicesMark } from '../../app/health/account-model.ts';
import type { HealthPoint } from '../../app/health/health.ts';
import { HEALTH_MODEL } from '../../app/health/model.ts';
import { zone } from '../../app/kit/zone.ts';
import { lessonsOf } from '../../app/learning/lessons.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import { differences } from '../../app/plans/differences.ts';
import { bandValue, planProperties, type RecordPlan } from '../../app/plans/property-plan.ts';
import { topReason } from '../present/reasons.ts';
import type { Database, PortalTx } from '../store/db.ts';
import { withPortal } from '../store/db.ts';
import { noteDefinition } from '../store/definition-versions.ts';
import { forgetOldChanges } from '../store/fact-changes.ts';
import { readStanding } from '../store/judgements.ts';
import { frozenSubjects, storeBaselines, storeHistory, storeProgramResults } from '../store/programme.ts';
import { readPropertyWrites, storePlans } from '../store/property-writes.ts';
import {
  type ComputationSummary,
  readComputation,
  type Snapshot,
  storeCards,
  storeComputation,
  storeSnapshots,
} from '../store/results.ts';
import { buildCards } from './card-models.ts';
import { type Computed, computeFacts, type Earlier, type WholeComputed } from './computed.ts';
import { judgedHealth, REVIEW_REACH_MS } from './judged-health.ts';
import type { PartnerModel } from './models.ts';
import { metricHistory, newBaselines, programResults } from './programme.ts';

/** Rises with the score's model and with any metric's definition; written beside every value. */
export const DEFINITION_VERSION = `${HEALTH_MODEL.version}.${CATALOGUE.reduce((sum, metric) => sum + metric.meta.version, 0)}`;

export interface ComputeInput {
  readonly db: Database;
  readonly portalId: number;
  /** Where `earlier` is given, the deals in it and what is linked to them are not read. */
  readonly records: AccountRecords;
  /** What changed since an earlier computation of the same day, where that is all that changed. */
  readonly earlier?: (Earlier & { readonly facts: AccountFacts }) | undefined;
  /** Versions that the records were read at. */
  readonly factsVersion: number;
  readonly settingsVersion: number;
  readonly asOfDay: number;
  readonly nowMs: number;
  readonly syncedMs: number;
  /** The whole catalogue unless given. */
  readonly metrics?: readonly Metric[] | undefined;
}

export interface ComputeOutcome {
  readonly summary: ComputationSummary;
  /** Records with something to send. */
  readonly toWrite: number;
  /** Before judgements: they may change without any fact. */
  readonly computed: WholeComputed;
}

export async function computeAccount(input: ComputeInput): Promise<ComputeOutcome> {
  const { metrics = CATALOGUE, earlier } = input;
  // Between two parts the queue renews this job's lock: each may take seconds, and a lock that ran out is another's.
  const facts = earlier?.facts ?? mapAccount(input.records);
  await breathe();
  const plain = computeFacts(facts, input.asOfDay, { metrics, earlier });
  const definitionVersion = DEFINITION_VERSION + choicesMark(input.records.settings.score);
  const definition = { definitionVersion, settingsVersion: input.settingsVersion };
  const standing = await withPortal(input.db, input.portalId, (tx) => readStanding(tx, input.nowMs - REVIEW_REACH_MS));
  const computed = { ...plain, health: judgedHealth(plain, standing, metrics, definition) };
  const definitions = await withPortal(input.db, input.portalId, (tx) => noteDefinition(tx, definition, input.asOfDay));
  const plans = planProperties({
    facts: computed.facts,
    health: computed.health,
    resultsOf: (partner) => computed.results.get(partner) ?? new Map(),
    topReasonOf: (health) => topReason(health, input.records.settings.currency),
    definitionVersion,
  });
  await breathe();
  const cards = buildCards({
    records: input.records,
    metrics,
    definitionVersion,
    definitions,
    ...computed,
  });
  const summary = summarise(
    computed,
    cards.flatMap(({ model }) => (model.kind === 'partner' ? [model] : [])),
  );
  const { packed } = computed;
  await breathe();
  const program = programResults(metrics, facts, packed, input.asOfDay);
  await breathe();
  const lessons = lessonsOf({
    ...{ facts, packed, metrics, asOf: input.asOfDay, program: program[0]?.results ?? {} },
    resultsOf: (partner) => computed.results.get(partner) ?? new Map(),
  });
  await breathe();
  const history = metricHistory(metrics, facts, plain.history, input.asOfDay);
  const frozen = await withPortal(input.db, input.portalId, frozenSubjects);
  await breathe();
  const baselines = newBaselines(metrics, facts, frozen, input.asOfDay, definitionVersion);
  const toWrite = await withPortal(input.db, input.portalId, async (tx) => {
    await storeSnapshots(tx, snapshotsOf(computed, definitionVersion));
    await storeProgramResults(tx, program);
    await storeHistory(tx, history);
    await storeBaselines(tx, baselines);
    await storeCards(tx, cards);
    const pending = await storeDifferences(tx, plans, input.asOfDay);
    await forgetOldChanges(tx);
    await storeComputation(tx, {
      asOfDay: input.asOfDay,
      factsVersion: input.factsVersion,
      settingsVersion: input.settingsVersion,
      modelVersion: definitionVersion,
      computedMs: input.nowMs,
      syncedMs: input.syncedMs,
      timeZone: input.records.settings.timeZone,
      currency: input.records.settings.currency,
      summary,
      lessons,
    });
    return pending;
  });
  return { summary, toWrite, computed: plain };
}

/** Whether there is anything to compute: other facts, other settings, other definitions or another day. */
export async function isComputed(
  tx: PortalTx,
  wanted: { readonly factsVersion: number; readonly settingsVersion: number; readonly asOfDay: number },
): Promise<boolean> {
  const last = await readComputation(tx);
  return (
    last !== null &&
    last.factsVersion === wanted.factsVersion &&
    last.settingsVersion === wanted.settingsVersion &&
    last.asOfDay === wanted.asOfDay &&
    // What the account has set of the score stands behind the plus: a change of it is a change of the settings.
    last.modelVersion.split('+')[0] === DEFINITION_VERSION
  );
}

/** The date that counts as today in the account's time zone. */
export const todayIn = (timeZone: string, nowMs: number): number => zone(timeZone).dayOf(nowMs);

function snapshotsOf({ facts, health, results }: Computed, definitionVersion: string): Snapshot[] {
  return health.flatMap((one) => {
    const partnerId = facts.partners[one.index]?.id ?? '';
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
async function storeDifferences(tx: PortalTx, plans: readonly RecordPlan[], asOfDay: number): Promise<number> {
  const key = (object: string, id: string) => `${object}/${id}`;
  const known = new Map((await readPropertyWrites(tx)).map((write) => [key(write.objectType, write.objectId), write]));
  const planned = new Set(plans.map((plan) => key(plan.object, plan.id)));
  const dropped = [...known.values()]
    .filter((write) => !planned.has(key(write.objectType, write.objectId)))
    .map((write): RecordPlan => ({ object: write.objectType, id: write.objectId, values: {} }));
  const rows = [...plans, ...dropped].map((plan) => {
    const write = known.get(key(plan.object, plan.id));
    const pending = differences(plan.values, write?.confirmed ?? {}, asOfDay, write?.asOfConfirmedDay ?? null);
    return { objectType: plan.object, objectId: plan.id, desired: plan.values, pending, write };
  });
  const changed = rows.filter(
    ({ desired, pending, write }) =>
      !write || !sameValues(write.desired, desired) || !sameValues(write.pending, pending),
  );
  await storePlans(tx, changed);
  return rows.filter(({ pending }) => Object.keys(pending).length > 0).length;
}

function sameValues(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function summarise({ facts, health }: Computed, models: readonly PartnerModel[]): ComputationSummary {
  return {
    partners: facts.partners.length,
    metrics: CATALOGUE.length,
    bands: countBy(health, bandValue),
    quality: countBy(facts.findings, (finding) => finding.kind),
    ...(models.length > 0 && { grades: countBy(models, (model) => model.quality) }),
  };
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
