import type { Properties, WorldHistory, WorldStage } from './world.ts';

/** Finds stages by pipeline and stage id, and the first stage of a pipeline. Built once per world. */
export interface StageIndex {
  stage(pipeline: string, stage: string): WorldStage | undefined;
  first(pipeline: string): WorldStage | undefined;
}

export function indexStages(stages: readonly WorldStage[], object: string): StageIndex {
  const byId = new Map<string, WorldStage>();
  const firsts = new Map<string, WorldStage>();
  for (const stage of stages) {
    if (stage.object !== object) continue;
    byId.set(`${stage.pipeline}\u0000${stage.stage}`, stage);
    const first = firsts.get(stage.pipeline);
    if (!first || stage.displayOrder < first.displayOrder) firsts.set(stage.pipeline, stage);
  }
  return {
    stage: (pipeline, stage) => byId.get(`${pipeline}\u0000${stage}`),
    first: (pipeline) => firsts.get(pipeline),
  };
}

const time = (text: string | null | undefined): number => Date.parse(text ?? '');

/**
 * What HubSpot would show as a deal's stage history where the world gives none: an open deal has been in its stage since
 * its create date; a closed deal began in the first stage of its pipeline and entered its closed stage on its close date.
 * Without a usable close date after the create date it was created closed. Nothing without a create date or a stage.
 */
export function impliedStageHistory(deal: Properties, stages: StageIndex): WorldHistory[] {
  const { hs_object_id: id, dealstage, createdate, closedate } = deal;
  const pipeline = deal.pipeline ?? 'default';
  if (!id || !dealstage || !createdate || Number.isNaN(time(createdate))) return [];
  const entry = (value: string, at: string): WorldHistory => ({ deal: id, property: 'dealstage', value, at });
  const first = stages.first(pipeline);
  const closed = stages.stage(pipeline, dealstage)?.isClosed === true;
  if (closed && first && first.stage !== dealstage && closedate && time(closedate) > time(createdate)) {
    return [entry(first.stage, createdate), entry(dealstage, closedate)];
  }
  return [entry(dealstage, createdate)];
}

/** Adds the implied stage history of every deal that has none of its own; the rest stays as it is. */
export function withImpliedHistory(
  deals: readonly Properties[],
  history: readonly WorldHistory[],
  pipelines: readonly WorldStage[],
): WorldHistory[] {
  const told = new Set<string>();
  for (const { deal, property } of history) if (property === 'dealstage') told.add(deal);
  const stages = indexStages(pipelines, 'deals');
  const all = [...history];
  for (const deal of deals) {
    if (!told.has(deal.hs_object_id ?? '')) all.push(...impliedStageHistory(deal, stages));
  }
  return all;
}
