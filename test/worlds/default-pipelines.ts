import type { WorldStage } from './world.ts';

type Row = readonly [stage: string, label: string, probability: number, isClosed: boolean];

const SALES: readonly Row[] = [
  ['appointmentscheduled', 'Appointment Scheduled', 0.2, false],
  ['qualifiedtobuy', 'Qualified To Buy', 0.4, false],
  ['presentationscheduled', 'Presentation Scheduled', 0.6, false],
  ['decisionmakerboughtin', 'Decision Maker Bought-In', 0.8, false],
  ['contractsent', 'Contract Sent', 0.9, false],
  ['closedwon', 'Closed Won', 1, true],
  ['closedlost', 'Closed Lost', 0, true],
];

const SUPPORT: readonly Row[] = [
  ['1', 'New', 0, false],
  ['2', 'Waiting on contact', 0, false],
  ['3', 'Waiting on us', 0, false],
  ['4', 'Closed', 0, true],
];

function pipeline(object: string, id: string, pipelineLabel: string, rows: readonly Row[]): WorldStage[] {
  return rows.map(([stage, stageLabel, probability, isClosed], displayOrder) => ({
    object,
    pipeline: id,
    pipelineLabel,
    stage,
    stageLabel,
    displayOrder,
    probability,
    isClosed,
  }));
}

/** The pipelines that a new HubSpot account starts with, by object. */
export const DEFAULT_PIPELINES: Readonly<Record<'deals' | 'tickets', readonly WorldStage[]>> = {
  deals: pipeline('deals', 'default', 'Sales Pipeline', SALES),
  tickets: pipeline('tickets', '0', 'Support Pipeline', SUPPORT),
};
