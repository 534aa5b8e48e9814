/** The record types the stand-in holds, by the plural name used in paths. */
export const TYPE_NAMES = [
  'companies',
  'deals',
  'contacts',
  'tickets',
  'emails',
  'calls',
  'meetings',
  'leads',
  'feedback_submissions',
  'line_items',
  'subscriptions',
  'goal_targets',
  'registrations',
] as const;
export type TypeName = (typeof TYPE_NAMES)[number];

export interface ObjectType {
  readonly name: TypeName;
  /** As in association rows of a world and in association type names. */
  readonly singular: string;
  readonly id: string;
  readonly modifiedProperty: string;
  /** Revisions kept per property in answers. hubspot-api.md 5.1 */
  readonly historyCap: number;
  /** Properties that come when none are asked for. */
  readonly defaults: readonly string[];
  /** Where free-text search looks. */
  readonly searchable: readonly string[];
  /** Any one of these lets an app read, or write. hubspot-platform.md, scopes */
  readonly readScopes: readonly string[];
  readonly writeScopes: readonly string[];
  /** Scopes without which the type cannot be read whatever else is granted. */
  readonly alsoNeeds: readonly string[];
}

const MODIFIED = 'hs_lastmodifieddate';
const contactScopes = {
  readScopes: ['crm.objects.contacts.read'],
  writeScopes: ['crm.objects.contacts.write'],
};

function engagement(name: 'emails' | 'calls' | 'meetings', singular: string, id: string): ObjectType {
  return {
    name,
    singular,
    id,
    modifiedProperty: MODIFIED,
    historyCap: 20,
    defaults: ['hs_createdate', MODIFIED, 'hs_object_id'],
    searchable: [],
    ...contactScopes,
    alsoNeeds: name === 'emails' ? ['sales-email-read'] : [],
  };
}

const scopesOf = (name: string) => ({
  readScopes: [`crm.objects.${name}.read`],
  writeScopes: [`crm.objects.${name}.write`],
});

/** Types with a scope of their own. developers.hubspot.com, guides to line items, commerce subscriptions and goals */
function sold(name: 'line_items' | 'subscriptions' | 'goal_targets', singular: string, id: string): ObjectType {
  return {
    ...{ name, singular, id, modifiedProperty: MODIFIED, historyCap: 20 },
    defaults: ['hs_createdate', MODIFIED, 'hs_object_id'],
    searchable: [],
    ...scopesOf(name),
    alsoNeeds: [],
  };
}

export const OBJECT_TYPES: Readonly<Record<TypeName, ObjectType>> = {
  companies: {
    name: 'companies',
    singular: 'company',
    id: '0-2',
    modifiedProperty: MODIFIED,
    historyCap: 20,
    defaults: ['createdate', 'domain', MODIFIED, 'hs_object_id', 'name'],
    searchable: ['name', 'domain', 'website', 'phone'],
    readScopes: ['crm.objects.companies.read'],
    writeScopes: ['crm.objects.companies.write'],
    alsoNeeds: [],
  },
  deals: {
    name: 'deals',
    singular: 'deal',
    id: '0-3',
    modifiedProperty: MODIFIED,
    historyCap: 20,
    defaults: ['amount', 'closedate', 'createdate', 'dealname', 'dealstage', MODIFIED, 'hs_object_id', 'pipeline'],
    searchable: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
    readScopes: ['crm.objects.deals.read'],
    writeScopes: ['crm.objects.deals.write'],
    alsoNeeds: [],
  },
  contacts: {
    name: 'contacts',
    singular: 'contact',
    id: '0-1',
    modifiedProperty: 'lastmodifieddate',
    historyCap: 45,
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    searchable: ['firstname', 'lastname', 'email', 'phone', 'company'],
    ...contactScopes,
    alsoNeeds: [],
  },
  tickets: {
    name: 'tickets',
    singular: 'ticket',
    id: '0-5',
    modifiedProperty: MODIFIED,
    historyCap: 20,
    defaults: ['content', 'createdate', MODIFIED, 'hs_object_id', 'hs_pipeline', 'hs_pipeline_stage', 'subject'],
    searchable: ['subject', 'content'],
    readScopes: ['tickets'],
    writeScopes: ['tickets'],
    alsoNeeds: [],
  },
  emails: engagement('emails', 'email', '0-49'),
  calls: engagement('calls', 'call', '0-48'),
  meetings: engagement('meetings', 'meeting', '0-47'),
  leads: {
    name: 'leads',
    singular: 'lead',
    id: '0-136',
    modifiedProperty: MODIFIED,
    historyCap: 20,
    defaults: ['hs_createdate', 'hs_lead_name', MODIFIED, 'hs_object_id'],
    searchable: ['hs_lead_name'],
    readScopes: ['crm.objects.leads.read'],
    writeScopes: ['crm.objects.leads.write'],
    alsoNeeds: [],
  },
  // Read only for apps. hubspot-api.md 2.7
  feedback_submissions: {
    name: 'feedback_submissions',
    singular: 'feedback_submission',
    id: '0-19',
    modifiedProperty: MODIFIED,
    historyCap: 20,
    defaults: ['hs_createdate', MODIFIED, 'hs_object_id'],
    searchable: [],
    readScopes: ['crm.objects.feedback_submissions.read'],
    writeScopes: [],
    alsoNeeds: ['crm.objects.contacts.read'],
  },
  line_items: sold('line_items', 'line_item', '0-8'),
  subscriptions: sold('subscriptions', 'subscription', '0-69'),
  goal_targets: { ...sold('goal_targets', 'goal_target', '0-74'), ...scopesOf('goals') },
  // A custom object, as an account may have made one to register deals.
  registrations: {
    name: 'registrations',
    singular: 'registration',
    id: '2-9001',
    modifiedProperty: MODIFIED,
    historyCap: 20,
    defaults: ['hs_createdate', MODIFIED, 'hs_object_id'],
    searchable: [],
    readScopes: ['crm.objects.custom.read'],
    writeScopes: ['crm.objects.custom.write'],
    alsoNeeds: [],
  },
};

/** How paths name an account's own object beside its plain name. */
const FULL_NAMES: Readonly<Record<string, string>> = { registrations: 'p_registrations' };

const byAnyName = new Map<string, ObjectType>();
for (const type of Object.values(OBJECT_TYPES)) {
  for (const name of [type.name, type.singular, type.id, FULL_NAMES[type.name] ?? type.name]) byAnyName.set(name, type);
}

/** Finds a type by plural, singular or type id, in any case. */
export function findType(name: string): ObjectType | undefined {
  return byAnyName.get(name.toLowerCase());
}

/** Where a type's stage and pipeline live; only these types move through pipelines. */
export const STAGE_PROPERTIES: Readonly<Partial<Record<TypeName, { stage: string; pipeline: string }>>> = {
  deals: { stage: 'dealstage', pipeline: 'pipeline' },
  tickets: { stage: 'hs_pipeline_stage', pipeline: 'hs_pipeline' },
  leads: { stage: 'hs_pipeline_stage', pipeline: 'hs_pipeline' },
};

/** How webhook subscriptions name a type where that is not its singular; null where apps of many accounts hear nothing. */
const WEBHOOK_NAMES: Readonly<Partial<Record<TypeName, string | null>>> = {
  meetings: 'meeting_event',
  registrations: null,
};

export const webhookName = ({ name, singular }: ObjectType): string | null => {
  const other = WEBHOOK_NAMES[name];
  return other === undefined ? singular : other;
};

/** Record ids are numbers without leading zeros, so length first orders them without parsing. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
