/**
 * One computation of one account: facts from its records, health and the whole catalogue for the date, card models and
 * the plan of what to write. Everything is stored in one transaction, so surfaces never mix two computations.
 */

import { setImmediate as breathe } from 'node:timers/promises';
import type { AccountFacts } from '../../app/facts/account-facts.ts';
import { choicesMark } from '../../app/health/account-model.ts';
import { HEALTH_MODEL } from '../../app/health/model.ts';
import { zone } from '../../app/kit/zone.ts';
import { lessonsOf } from '../../app/learning/lessons.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import { bandValue, planProperties } from '../../app/plans/property-plan.ts';
import { topReason } from '../present/reasons.ts';
import type { Database, PortalTx } from '../store/db.ts';
import { withPortal } from '../store/db.ts';
import { noteDefinition } from '../store/definition-versions.ts';
import { forgetOldChanges } from '../store/fact-changes.ts';
import { readStanding } from '../store/judgements.ts';
import { frozenSubjects, storeBaselines, storeHistory, storeProgramResults } from '../store/programme.ts';
import { type Computation, type ComputationSummary, readComputation, storeComputation } from '../store/results.ts';
import { buildCards } from './card-models.ts';
import { type Computed, computeFacts, type Earlier, type WholeComputed } from './computed.ts';
import { judgedHealth, REVIEW_REACH_MS } from './judged-health.ts';
import type { PartnerModel } from './models.ts';
import { metricHistory, newBaselines, programResults } from './programme.ts';
import { storeOutcome } from './store-outcome.ts';

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
  // Between two parts other accounts of this thread have their turn: each may take seconds.
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
    departures: earlier?.computed.departures,
  });
  await breathe();
  const history = metricHistory(metrics, facts, plain.history, input.asOfDay);
  const frozen = await withPortal(input.db, input.portalId, frozenSubjects);
  await breathe();
  const baselines = newBaselines(metrics, facts, frozen, input.asOfDay, definitionVersion);
  const toWrite = await withPortal(input.db, input.portalId, async (tx) => {
    const pending = await storeOutcome(tx, { computed, definitionVersion, cards, plans, asOfDay: input.asOfDay });
    await storeProgramResults(tx, program);
    await storeHistory(tx, history);
    await storeBaselines(tx, baselines);
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
  const { departures } = lessons;
  return { summary, toWrite, computed: { ...plain, ...(departures !== undefined && { departures }) } };
}

export interface Wanted {
  readonly factsVersion: number;
  readonly settingsVersion: number;
  readonly asOfDay: number;
}

/**
 * What the last computation still stands for: `all` where nothing has changed, `partners` where only the programme is of
 * earlier facts, `frame` where facts have changed and nothing else: settings, definitions and day are the same.
 */
export async function standing(tx: PortalTx, wanted: Wanted): Promise<'all' | 'partners' | 'frame' | 'nothing'> {
  const last = await readComputation(tx);
  if (last === null || !isSameFrame(last, wanted)) return 'nothing';
  if (last.factsVersion !== wanted.factsVersion) return 'frame';
  return last.programmeFactsVersion === wanted.factsVersion ? 'all' : 'partners';
}

const isSameFrame = (last: Computation, wanted: Wanted): boolean =>
  last.settingsVersion === wanted.settingsVersion &&
  last.asOfDay === wanted.asOfDay &&
  // What the account has set of the score stands behind the plus: a change of it is a change of the settings.
  last.modelVersion.split('+')[0] === DEFINITION_VERSION;

/** The date that counts as today in the account's time zone. */
export const todayIn = (timeZone: string, nowMs: number): number => zone(timeZone).dayOf(nowMs);

function summarise({ facts, health }: Computed, models: readonly PartnerModel[]): ComputationSummary {
  return {
    partners: facts.partners.length,
    metrics: CATALOGUE.length,
    bands: countBy(health, bandValue),
    quality: countBy(facts.findings, (finding) => finding.kind),
    ...(facts.goalProblem !== undefined && { goalProblem: facts.goalProblem }),
    ...(models.length > 0 && { grades: countBy(models, (model) => model.quality) }),
  };
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
