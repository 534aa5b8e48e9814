/**
 * The urgent part of a computation: what a few changed deals move of their own partners. It costs what those partners
 * cost, and touches no row of any other. What looks across the programme stays as it was and is marked to follow.
 */
import { choicesMark } from '../../app/health/account-model.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { planProperties } from '../../app/plans/property-plan.ts';
import { topReason } from '../present/reasons.ts';
import type { CardKey } from '../store/cards.ts';
import { withPortal } from '../store/db.ts';
import { noteDefinition } from '../store/definition-versions.ts';
import { readStanding } from '../store/judgements.ts';
import { storePartnersComputed } from '../store/results.ts';
import { buildCards } from './card-models.ts';
import { type CardScope, scopeOf } from './card-scope.ts';
import { type ComputeInput, DEFINITION_VERSION } from './compute-account.ts';
import { type Computed, computeChanged, type WholeComputed } from './computed.ts';
import { judgedHealth, REVIEW_REACH_MS } from './judged-health.ts';
import { storeOutcome } from './store-outcome.ts';

export interface PartnersInput extends Omit<ComputeInput, 'earlier' | 'asOfDay' | 'syncedMs'> {
  readonly earlier: NonNullable<ComputeInput['earlier']>;
  /** When the programme is to follow. */
  readonly programmeAfterMs: number;
}

export interface PartnersOutcome {
  /** Records with something to send, of those looked at. */
  readonly toWrite: number;
  /** Before judgements, as in `computeAccount`. */
  readonly computed: WholeComputed;
}

export async function computePartners(input: PartnersInput): Promise<PartnersOutcome> {
  const { db, portalId, metrics = CATALOGUE, earlier } = input;
  const { asOfDay } = earlier.computed;
  const { changed, ...plain } = computeChanged(earlier.facts, { earlier, metrics });
  const { settings } = input.records;
  const definitionVersion = DEFINITION_VERSION + choicesMark(settings.score);
  const definition = { definitionVersion, settingsVersion: input.settingsVersion };
  const scope = scopeOf(earlier.computed.facts, plain.facts, changed);
  const toWrite = await withPortal(db, portalId, async (tx) => {
    const standing = await readStanding(tx, input.nowMs - REVIEW_REACH_MS);
    const definitions = await noteDefinition(tx, definition, asOfDay);
    const computed = { ...plain, health: judgedHealth(plain, standing, metrics, definition, changed) };
    const { facts, health, results } = computed;
    const plans = planProperties({
      ...{ facts, health, definitionVersion, only: scope },
      resultsOf: (partner) => results.get(partner) ?? new Map(),
      topReasonOf: (one) => topReason(one, settings.currency),
    });
    const cards = buildCards({
      ...{ records: input.records, metrics, definitionVersion, definitions, only: scope },
      ...computed,
    });
    const only = keysOf(computed, scope);
    const pending = await storeOutcome(tx, { computed, definitionVersion, cards, plans, asOfDay, only });
    await storePartnersComputed(tx, {
      ...{ factsVersion: input.factsVersion, computedMs: input.nowMs, programmeAfterMs: input.programmeAfterMs },
    });
    return pending;
  });
  return { toWrite, computed: plain };
}

/** The records that are looked at. A partner that is a customer as well has one card, which follows with the programme. */
function keysOf({ facts }: Computed, { partners, deals, customers }: CardScope): CardKey[] {
  const all = new Set(facts.partners.map(({ id }) => id));
  const companies = [
    ...[...partners].flatMap((index) => facts.partners[index]?.id ?? []),
    ...[...customers].filter((id) => !all.has(id)),
  ];
  return [
    ...companies.map((objectId): CardKey => ({ objectType: 'companies', objectId })),
    ...[...deals].flatMap((index): CardKey[] => {
      const id = facts.deals[index]?.id;
      return id === undefined ? [] : [{ objectType: 'deals', objectId: id }];
    }),
  ];
}
