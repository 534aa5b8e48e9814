/**
 * A world as sync would have stored it, without HubSpot in between: what golden tests compute from. The end-to-end tests
 * prove that the long way through the stand-in and sync gives the same results.
 */
import { isPartner } from '../../app/mapping/partner-rule.ts';
import {
  type AccountRecords,
  type CrmLink,
  type CrmRecord,
  type CrmStage,
  stageKey,
} from '../../app/mapping/records.ts';
import { parsePortalSettings } from '../../server/store/portal-settings.ts';
import type { Properties, World, WorldAssociation } from './world.ts';
import { worldExtras } from './world-extras.ts';
import { worldFeeds } from './world-feeds.ts';

const PRIMARY = 5;
const UNLABELLED = 341;

export function worldRecords(world: World, firstSyncMs: number): AccountRecords {
  const settings = parsePortalSettings(world.settings, {});
  const record = (properties: Properties): CrmRecord => {
    const createdMs = Date.parse(properties.createdate ?? '') || firstSyncMs;
    return {
      id: properties.hs_object_id ?? '',
      properties,
      createdMs,
      modifiedMs: Math.max(createdMs, firstSyncMs),
      archived: false,
      deletedMs: null,
      firstSeenMs: firstSyncMs,
    };
  };
  const labels = [...new Set(world.associations.map((association) => association.label))].filter(Boolean);
  const link = (fromId: string, toId: string, label: string): CrmLink => ({
    fromId,
    toId,
    typeId: label === 'primary' ? PRIMARY : label ? 1000 + labels.indexOf(label) : UNLABELLED,
    category: label && label !== 'primary' ? 'USER_DEFINED' : 'HUBSPOT_DEFINED',
    label: label && label !== 'primary' ? label : null,
    learnedMs: firstSyncMs,
    removedMs: null,
    reconstructed: true,
  });
  const linksBetween = (from: string, to: string) =>
    world.associations
      .flatMap((association) => orient(association, from, to))
      .map(([a, b, label]) => link(a, b, label));
  const partners = new Set(
    world.companies.filter((one) => isPartner(one, settings.partnerRule)).map((one) => one.hs_object_id),
  );
  const dealCompanyLinks = linksBetween('deal', 'company');
  const partnerDeals = new Set(dealCompanyLinks.filter((one) => partners.has(one.toId)).map((one) => one.fromId));
  const property = settings.roles.property?.name;
  for (const deal of world.deals) if (property && deal[property]) partnerDeals.add(deal.hs_object_id ?? '');
  const entered = stagesEntered(world);
  const stagesOf = (object: string) => stagesOfObject(world, object);
  return {
    portalId: 1,
    settings,
    companies: world.companies.map(record),
    deals: world.deals.map((deal) => record({ ...deal, ...entered.get(deal.hs_object_id ?? '') })),
    dealCompanyLinks,
    companyContactLinks: linksBetween('company', 'contact'),
    contacts: world.contacts.map(record),
    dealHistory: world.dealHistory
      .filter((entry) => partnerDeals.has(entry.deal))
      .map((entry) => ({
        id: entry.deal,
        property: entry.property,
        value: entry.value,
        atMs: Date.parse(entry.at),
        learnedMs: firstSyncMs,
        sourceType: 'CRM_UI',
      })),
    companyHistory: [],
    stages: stagesOf('deals'),
    owners: world.owners.map((owner) => ({ ...owner, archived: false })),
    stageEnteredProperties: Object.fromEntries(
      world.pipelines
        .filter((stage) => stage.object === 'deals')
        .map((stage) => [stageKey(stage.pipeline, stage.stage), enteredProperty(stage.stage)]),
    ),
    extras: worldExtras({ world, settings, record, linksBetween, stagesOf, partners }),
    feeds: worldFeeds(world, settings, partners, firstSyncMs),
    firstSyncMs,
  };
}

function stagesOfObject(world: World, object: string): CrmStage[] {
  return world.pipelines
    .filter((stage) => stage.object === object)
    .map((stage) => ({
      pipeline: stage.pipeline,
      pipelineLabel: stage.pipelineLabel,
      stage: stage.stage,
      label: stage.stageLabel,
      probability: stage.probability,
      isClosed: stage.isClosed,
      order: stage.displayOrder,
    }));
}

const enteredProperty = (stage: string): string => `hs_v2_date_entered_${stage}`;

/** By deal, the properties in which HubSpot says when each stage was entered last; sync reads them of direct deals too. */
function stagesEntered(world: World): Map<string, Record<string, string>> {
  const byDeal = new Map<string, Record<string, string>>();
  for (const { deal, property, value, at } of world.dealHistory) {
    if (property !== 'dealstage' || value === null) continue;
    const entered = byDeal.get(deal) ?? {};
    const name = enteredProperty(value);
    if (at > (entered[name] ?? '')) entered[name] = at;
    byDeal.set(deal, entered);
  }
  return byDeal;
}

/** The pair in the wanted direction, whichever way the file wrote it. */
function orient(
  { from, to, label }: WorldAssociation,
  wantedFrom: string,
  wantedTo: string,
): [string, string, string][] {
  const [fromType, fromId = ''] = from.split(':');
  const [toType, toId = ''] = to.split(':');
  if (fromType === wantedFrom && toType === wantedTo) return [[fromId, toId, label]];
  if (fromType === wantedTo && toType === wantedFrom) return [[toId, fromId, label]];
  return [];
}
