/** Mail, calls, meetings, tickets, leads and the like of a world, as sync would have stored them. */
import {
  type CrmLink,
  type CrmRecord,
  type CrmStage,
  EXTRA_TYPES,
  type ExtraRecords,
} from '../../app/mapping/records.ts';
import type { PortalSettings } from '../../app/mapping/settings.ts';
import { type ExtraKind, isExtraWanted } from '../../app/mapping/wanted-extras.ts';
import { EXTRA_STREAMS } from '../../server/sync/extra-types.ts';
import type { Properties, World } from './world.ts';

const SINGULAR: Readonly<Record<ExtraKind | 'companies' | 'contacts' | 'deals', string>> = {
  companies: 'company',
  contacts: 'contact',
  deals: 'deal',
  emails: 'email',
  calls: 'call',
  meetings: 'meeting',
  tickets: 'ticket',
  leads: 'lead',
  feedback_submissions: 'feedback_submission',
  line_items: 'line_item',
  subscriptions: 'subscription',
  goal_targets: 'goal_target',
  registrations: 'registration',
};

export interface WorldParts {
  readonly world: World;
  readonly settings: PortalSettings;
  readonly record: (properties: Properties) => CrmRecord;
  /** Links of the world from records of one singular type to those of another. */
  readonly linksBetween: (from: string, to: string) => readonly CrmLink[];
  readonly stagesOf: (object: string) => readonly CrmStage[];
  /** Ids of partner companies. */
  readonly partners: ReadonlySet<string | null | undefined>;
}

export function worldExtras(parts: WorldParts): ExtraRecords {
  const { world, settings, linksBetween, partners, stagesOf } = parts;
  const people = new Set(linksBetween('company', 'contact').flatMap((l) => (partners.has(l.fromId) ? [l.toId] : [])));
  const records = new Map<ExtraKind, CrmRecord[]>();
  const links: Record<string, CrmLink[]> = {};
  for (const { kind, links: types, all } of EXTRA_STREAMS) {
    if (!isExtraWanted(kind, settings)) continue;
    const between = types.map((to) => [to, linksBetween(SINGULAR[kind], SINGULAR[to])] as const);
    const ours = new Set(
      between.flatMap(([to, found]) => {
        const sides: ReadonlySet<unknown> = to === 'companies' ? partners : to === 'contacts' ? people : new Set();
        return found.filter(({ toId }) => sides.has(toId)).map(({ fromId }) => fromId);
      }),
    );
    const kept = rowsOf(world, kind).filter((row) => all || ours.has(row.hs_object_id ?? ''));
    records.set(
      kind,
      kept.map((row) =>
        parts.record({ ...row, createdate: row.createdate ?? row.hs_createdate ?? row.hs_timestamp ?? null }),
      ),
    );
    for (const [to, found] of between) {
      links[`${kind}>${to}`] = found.filter(({ fromId }) => all || ours.has(fromId));
    }
  }
  const read = EXTRA_TYPES.filter((type) => records.has(type));
  return {
    read,
    records: Object.fromEntries(read.map((type) => [type, records.get(type) ?? []])),
    links,
    stages: { tickets: stagesOf('tickets'), leads: stagesOf('leads') },
    // HubSpot tells of the stage that a lead has had since it was made.
    history: {
      leads: (records.get('leads') ?? []).map(({ id, properties, createdMs }) => ({
        ...{ id, property: 'hs_pipeline_stage', value: properties.hs_pipeline_stage ?? null },
        ...{ atMs: createdMs, learnedMs: createdMs, sourceType: 'IMPORT' },
      })),
    },
    registrations: records.get('registrations') ?? [],
  };
}

function rowsOf(world: World, kind: ExtraKind): readonly Properties[] {
  if (kind === 'tickets') return world.tickets;
  if (kind === 'leads') return world.leads ?? [];
  if (kind === 'feedback_submissions') return world.feedback ?? [];
  if (kind === 'registrations') return world.registrations ?? [];
  if (kind === 'line_items') return world.lineItems ?? [];
  if (kind === 'subscriptions') return world.subscriptions ?? [];
  if (kind === 'goal_targets') return world.goals ?? [];
  return world.engagements.filter((row) => row.hs_engagement_type?.toLowerCase() === SINGULAR[kind]);
}
