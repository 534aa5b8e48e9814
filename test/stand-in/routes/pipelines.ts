import type { WorldStage } from '../../worlds/world.ts';
import { iso } from '../clock.ts';
import { notFound, ok } from '../http/reply.ts';
import type { AppCall, Route } from '../http/router.ts';
import { readSchemaScopes } from '../scopes.ts';
import { typeOf } from './object-answer.ts';

/** Closed and probability are texts, with a decimal point in the probability. hubspot-api.md 2.7 */
function metadata(stage: WorldStage): Record<string, string> {
  const isClosed = String(stage.isClosed);
  if (stage.object === 'tickets') return { ticketState: stage.isClosed ? 'CLOSED' : 'OPEN', isClosed };
  const { probability } = stage;
  return { isClosed, probability: Number.isInteger(probability) ? probability.toFixed(1) : String(probability) };
}

function pipelinesOf(call: AppCall) {
  const object = typeOf(call).name;
  const own = call.account.stages.filter((stage) => stage.object === object);
  const at = iso(call.account.seededAt);
  const stamps = { createdAt: at, updatedAt: at, archived: false };
  return [...Map.groupBy(own, (stage) => stage.pipeline)].map(([id, stages], displayOrder) => ({
    id,
    label: stages[0]?.pipelineLabel ?? id,
    displayOrder,
    stages: stages
      .toSorted((a, b) => a.displayOrder - b.displayOrder)
      .map((stage) => ({
        id: stage.stage,
        label: stage.stageLabel,
        displayOrder: stage.displayOrder,
        metadata: metadata(stage),
        writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
        ...stamps,
      })),
    ...stamps,
  }));
}

function one(call: AppCall) {
  const found = pipelinesOf(call).find((pipeline) => pipeline.id === call.params.id);
  if (found) return found;
  throw notFound(`Pipeline ${call.params.id} does not exist`);
}

const route = (tail: string, handle: (call: AppCall) => unknown): Route => ({
  method: 'GET',
  path: `/crm/pipelines/:version/:type${tail}`,
  class: 'other',
  limit: 'general',
  scopes: (call) => readSchemaScopes(typeOf(call)),
  handle: (call) => ok(handle(call)),
});

export const pipelineRoutes: readonly Route[] = [
  route('', (call) => ({ results: pipelinesOf(call) })),
  route('/:id', one),
  route('/:id/stages', (call) => ({ results: one(call).stages })),
];
