import type { PortalSettings } from '../../app/mapping/settings.ts';
import {
  type ExtraKind,
  extraHistoryProperties,
  isExtraWanted,
  wantedExtraProperties,
} from '../../app/mapping/wanted-extras.ts';
import type { ApiType, ObjectType } from '../hubspot/api-paths.ts';
import type { PartnerSide } from '../store/wanted-records.ts';
import { optional } from './optional.ts';
import type { SyncContext } from './sync-context.ts';

/** One kind of record that only some accounts have. */
export interface ExtraStream {
  readonly kind: ExtraKind;
  /** All of them are needed, or HubSpot shows none. */
  readonly scopes: readonly string[];
  /** Types that its records are linked to and that mapping asks about. */
  readonly links: readonly ObjectType[];
  /** From where its records are found. Partner companies and their people have a small part of an account's mail. */
  readonly sides: readonly PartnerSide[];
  /** Every record is kept, whether a partner has to do with it or not; found by listing. */
  readonly all: boolean;
  /** How webhooks name the kind: by number in events, by word in subscriptions. Null where HubSpot sends us none. */
  readonly webhooks: { readonly typeId: string; readonly name: string; readonly isMergeable: boolean } | null;
}

const PEOPLE = 'crm.objects.contacts.read';
const BOTH: readonly PartnerSide[] = ['companies', 'contacts'];
const EVERYBODY: readonly ObjectType[] = ['companies', 'contacts', 'deals'];
const partnerScoped = { links: EVERYBODY, sides: BOTH, all: false };
/** Customers have them, and customers are not walked like partners: each is found by listing. */
const everyRecord = { sides: [], all: true };
const announced = (typeId: string, name: string, isMergeable = false) => ({ webhooks: { typeId, name, isMergeable } });

/** A new kind is a new entry here, with its properties in app/mapping/wanted-extras.ts. */
export const EXTRA_STREAMS: readonly ExtraStream[] = [
  { kind: 'emails', scopes: [PEOPLE, 'sales-email-read'], ...partnerScoped, ...announced('0-49', 'email') },
  { kind: 'calls', scopes: [PEOPLE], ...partnerScoped, ...announced('0-48', 'call') },
  { kind: 'meetings', scopes: [PEOPLE], ...partnerScoped, ...announced('0-47', 'meeting_event') },
  { kind: 'tickets', scopes: ['tickets'], ...partnerScoped, ...announced('0-5', 'ticket', true) },
  {
    // The index of leads compares those of partners with all others.
    kind: 'leads',
    scopes: ['crm.objects.leads.read'],
    links: ['companies', 'deals'],
    sides: ['companies'],
    all: true,
    ...announced('0-136', 'lead'),
  },
  {
    kind: 'feedback_submissions',
    scopes: [PEOPLE, 'crm.objects.feedback_submissions.read'],
    links: ['contacts'],
    sides: ['contacts'],
    all: false,
    ...announced('0-19', 'feedback_submission'),
  },
  {
    kind: 'line_items',
    scopes: ['crm.objects.line_items.read'],
    links: ['deals'],
    ...everyRecord,
    ...announced('0-8', 'line_item'),
  },
  {
    kind: 'subscriptions',
    scopes: ['crm.objects.subscriptions.read'],
    links: ['companies'],
    ...everyRecord,
    ...announced('0-69', 'subscription'),
  },
  {
    kind: 'goal_targets',
    scopes: ['crm.objects.goals.read'],
    links: [],
    ...everyRecord,
    ...announced('0-74', 'goal_target'),
  },
  {
    kind: 'registrations',
    scopes: ['crm.objects.custom.read'],
    links: ['companies', 'deals'],
    sides: ['companies'],
    all: true,
    webhooks: null,
  },
];

/** How HubSpot calls the kind; registrations live in whatever object the settings name. */
export function apiTypeOf(kind: ExtraKind, { registration }: PortalSettings): ApiType {
  if (kind !== 'registrations') return kind;
  if (typeof registration !== 'object' || !('object' in registration)) throw new Error('no object of registrations');
  return `custom/${registration.object}`;
}

/** What a record of the kind is read with. When it grows, stored records are read again. */
export function readPlan(kind: ExtraKind, settings: PortalSettings) {
  const properties = wantedExtraProperties(kind, settings);
  const history = extraHistoryProperties(kind, settings);
  const object = kind === 'registrations' ? [`of ${apiTypeOf(kind, settings)}`] : [];
  return { properties, history, key: [...properties, ...history.map((name) => `${name} with history`), ...object] };
}

/** Kinds that the settings give a meaning and HubSpot does not refuse. */
export function readableExtras(settings: PortalSettings, missing: ReadonlySet<string>): ExtraStream[] {
  return EXTRA_STREAMS.filter(
    ({ kind }) => isExtraWanted(kind, settings) && !missing.has(kind) && !missing.has(capabilityOf(kind, settings)),
  );
}

/** What a refusal is noted as: another object of registrations is another matter. */
function capabilityOf(kind: ExtraKind, settings: PortalSettings): string {
  return kind === 'registrations' ? `registrations in ${apiTypeOf(kind, settings).slice('custom/'.length)}` : kind;
}

/** HubSpot answers 400 or 404 about an object that the account does not have: then the setting names the wrong one. */
const REFUSALS = { listed: [403], named: [400, 403, 404] } as const;

/** Does something with one kind. When HubSpot refuses it, the kind is left out of this pass and later ones. */
export async function ifShown(
  context: Pick<SyncContext, 'db' | 'portalId' | 'missing' | 'nowMs' | 'settings'>,
  { kind }: ExtraStream,
  work: () => Promise<unknown>,
): Promise<void> {
  const refusals = kind === 'registrations' ? REFUSALS.named : REFUSALS.listed;
  const capability = isExtraWanted(kind, context.settings) ? capabilityOf(kind, context.settings) : kind;
  await optional(context, capability, work, undefined, refusals);
}

/** Kinds whose scopes the account did not grant; when it did not say what it granted, HubSpot will. */
export function extrasNotGranted(scopes: readonly string[]): ExtraKind[] {
  if (scopes.length === 0) return [];
  return EXTRA_STREAMS.filter((stream) => !stream.scopes.every((scope) => scopes.includes(scope))).map(
    ({ kind }) => kind,
  );
}
