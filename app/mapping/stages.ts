import type { StageFact } from '../facts/account-facts.ts';
import { type DealState, LOST, OPEN, WON } from '../facts/deal.ts';
import type { CrmStage } from './records.ts';
import { stageKey } from './records.ts';
import type { FunnelStep, PortalSettings } from './settings.ts';

/** The stages of an account by position, including those that only old deals still name. */
export interface StageBook {
  readonly stages: readonly StageFact[];
  /** Position of a stage; one that the account has deleted is added on first sight. */
  indexOf(pipeline: string, stage: string): number;
  /** Open, won or lost, by the account's mapping and else by HubSpot's own closed flag and probability. */
  stateOf(index: number): DealState;
  isKnown(index: number): boolean;
}

export function stageBook(crm: readonly CrmStage[], settings: PortalSettings): StageBook {
  const stages: StageFact[] = [];
  const states: DealState[] = [];
  const positions = new Map<string, number>();
  const known = crm.length;

  const add = (fact: StageFact, state: DealState): number => {
    const index = stages.push(fact) - 1;
    states.push(state);
    positions.set(stageKey(fact.pipelineId, fact.id), index);
    return index;
  };

  for (const stage of crm) {
    const closedState = stage.probability === 1 ? WON : LOST;
    const byHubSpot = stage.isClosed ? closedState : OPEN;
    const step = stepOf(settings, stage.pipeline, stage.stage) ?? stepOfState(byHubSpot);
    const { pipeline: pipelineId, stage: id, label, order, probability } = stage;
    add({ pipelineId, id, label, order, probability, step }, stateOfStep(step, byHubSpot));
  }

  return {
    stages,
    indexOf(pipeline, stage) {
      const index = positions.get(stageKey(pipeline, stage));
      if (index !== undefined) return index;
      const step = stepOf(settings, pipeline, stage);
      const fact = { pipelineId: pipeline, id: stage, label: stage, order: stages.length, probability: null, step };
      return add(fact, stateOfStep(step, OPEN));
    },
    stateOf: (index) => states[index] ?? OPEN,
    isKnown: (index) => index < known,
  };
}

const stepOf = (settings: PortalSettings, pipeline: string, stage: string): FunnelStep | null =>
  settings.stages[pipeline]?.[stage] ?? null;

const stepOfState = (state: DealState): FunnelStep | null => (state === WON ? 'won' : state === LOST ? 'lost' : null);

const stateOfStep = (step: FunnelStep | null, otherwise: DealState): DealState =>
  step === 'won' ? WON : step === 'lost' ? LOST : otherwise;
