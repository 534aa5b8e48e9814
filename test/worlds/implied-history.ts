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
function impliedStageHistory(deal: Properties, stages: StageIndex): WorldHistory[] {
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

/** Where the told stages end elsewhere than the deal is: the last step, at the close date if that fits, else just after. */
function missingStep(deal: Properties, last: WorldHistory, stages: StageIndex): WorldHistory[] {
  const { dealstage, closedate } = deal;
  if (!dealstage || dealstage === last.value) return [];
  const closed = stages.stage(deal.pipeline ?? 'default', dealstage)?.isClosed === true;
  const at = closed && time(closedate) > time(last.at) ? closedate : new Date(time(last.at) + 1).toISOString();
  return [{ deal: last.deal, property: 'dealstage', value: dealstage, at: at ?? last.at }];
}

/**
 * Completes the stage history of every deal: the implied one where none is told, the last step where the told one does
 * not end in the deal's stage. The rest stays as it is; completing twice changes nothing.
 */
export function withImpliedHistory(
  deals: readonly Properties[],
  history: readonly WorldHistory[],
  pipelines: readonly WorldStage[],
): WorldHistory[] {
  const lastTold = new Map<string, WorldHistory>();
  for (const row of history) {
    const known = lastTold.get(row.deal);
    if (row.property === 'dealstage' && (!known || time(row.at) >= time(known.at))) lastTold.set(row.deal, row);
  }
  const stages = indexStages(pipelines, 'deals');
  const all = [...history];
  for (const deal of deals) {
    const last = lastTold.get(deal.hs_object_id ?? '');
    all.push(...(last ? missingStep(deal, last, stages) : impliedStageHistory(deal, stages)));
  }
  return all;
}
