/** What the settings page says of an account: texts that the server fills in. */
import type { Formatter } from './formatter.ts';

export const UNKNOWN_COUNT = 'not read yet';

/** Names of settings as the page shows them; errors name the setting by these. */
export const SETTING_NAMES: Readonly<Record<string, string>> = {
  partnerRule: 'Who is a partner',
  'roles.labels': 'Labels that name partners',
  'roles.property': 'Deal property that names the partner',
  roles: 'How deals name partners',
  stages: 'Stages',
  'partner.startDate': 'Start date of a partner',
  partner: 'What describes a partner',
  registration: 'Registration date',
  registrationDates: 'Dates of a registration',
  recurringRevenue: 'Recurring revenue of customers',
  targetGoal: 'Goal with the targets',
  companyFeeds: 'Feeds kept on companies',
  segments: 'Segments',
  targets: 'Targets',
  writeDeals: 'Deals to write to',
  feeds: 'Feeds',
  metrics: 'Metrics of the score',
  timeZone: 'Time zone',
  currency: 'Currency',
  salesPipelines: 'Sales pipelines',
  recruitmentPipelines: 'Recruitment pipelines',
  leads: 'Leads',
  customer: 'What describes a customer',
  tickets: 'Tickets',
  judgements: 'Who may override and share',
  score: 'Weights, bars and bands',
};

/** Parts of settings, by the name they are stored under. */
export const SETTING_LEAVES: Readonly<Record<string, string>> = {
  property: 'property',
  in: 'values',
  labels: 'labels',
  isActive: 'switched on',
  ownerId: 'owner',
  cadence: 'reviewed',
  reviewed: 'last review',
  startDate: 'start date',
  endDate: 'end date',
  endReason: 'end reason',
  source: 'how it was found',
  lostDate: 'date it was lost',
  weights: 'weights',
  bars: 'bars',
  early: 'early partner',
  producing: 'producing partner',
  registrations: 'registrations',
  revenue: 'sourced revenue',
  pipeline: 'open pipeline',
  'close-rate': 'close rate',
  cycle: 'sales cycle',
  engagement: 'last activity',
  bands: 'bands',
  watch: 'Watch from',
  healthy: 'Healthy from',
  low: '0 points at',
  high: '100 points at',
  overrides: 'overrides by',
  sharing: 'scorecards shared by',
};

/** Name of the setting that a path of the stored settings belongs to. */
export function settingName(path: readonly (string | number)[]): string {
  const [first = '', second = ''] = path.map(String);
  return SETTING_NAMES[`${first}.${second}`] ?? SETTING_NAMES[first] ?? first;
}

export const SAID = {
  saved: 'Saved. Results are computed again now; cards follow in a minute or two.',
  savedNothing: 'Nothing to save: the settings say that already.',
  overtaken:
    'Somebody else has saved settings since this page was opened. It shows theirs now; look at them and make your change again.',
  restored: 'Restored. Results are computed again now.',
  syncAsked: 'A sync starts now. Come back in a minute or two.',
  paused: 'Write-back is paused. Nothing is written to HubSpot until you resume it.',
  resumed: 'Write-back runs again. What differs is written within the next sync.',
  undone: (records: string, kept: string | null): string =>
    `Undone: ${records} got their earlier values back.${kept === null ? '' : ` HubSpot kept ${kept} as they are.`} Write-back is paused.`,
  undoing: 'Undoing. It goes on in the background and write-back is paused; look again in a minute.',
  nothingToUndo: 'There is nothing to undo: no run has written anything since the last undo.',
  keyMade: 'Copy the key now. It is not shown again; only a fingerprint of it is stored.',
  keyRevoked: 'Revoked. Uploads with this key are refused from now on.',
  keyGone: 'There is no such key that is still valid.',
  adminAdded: 'Added. They can change settings from now on.',
  adminRemoved: 'Removed. They can still look at this page, and change nothing.',
  lastAdmin: 'This is the last admin. Add another one first: without any, nobody could change these settings.',
  metricOn: 'Switched on.',
  metricOff: 'Switched off. It is still computed and shown where it stands.',
  metricKept: 'Saved.',
  metricOwner: 'Choose who answers for the metric. Without an owner nobody would act on it.',
  metricUnknown: 'There is no such metric in this version.',
  metricNeeds: (what: string): string => `It cannot say a number yet. ${what}.`,
  metricLimit: (limit: string): string =>
    `${limit} metrics are on, which is the most for this account. Which one is to be retired for it?`,
  left: 'Partner Pulse has been taken out of this account.',
  leftInUse: (count: string): string =>
    `${count} could not be deleted because a list, report or workflow uses them. Remove them there, then delete them in Settings > Properties.`,
  effectUnread: (property: string): string =>
    `"${property}" has not been read from HubSpot yet, so the effect cannot be worked out beforehand. Save, wait for the next sync, and look at the preview.`,
  effectLarge: (records: string): string =>
    `The account holds ${records}: too many to recompute while you wait. Save, and look at the preview when it is computed; Restore takes it back.`,
  effectSlow:
    'Working out the effect took too long and was stopped. Save, look at the preview, and Restore if you do not like it.',
  effectBusy: 'Another preview is being worked out. Try again in a few seconds.',
  effectNone: 'No partner would change band.',
  notComputed: 'Nothing has been computed yet. The first sync is still reading the account.',
} as const;

export const STATUS_WORDS = {
  fresh: 'Up to date',
  first: 'First sync under way',
  late: 'Sync is late',
  failed: 'Last sync failed',
  disconnected: 'Not connected',
  waiting: 'Waiting for HubSpot',
} as const;

/** Why a run failed, and what to do. The first that fits is shown. */
const FAILURES: readonly (readonly [RegExp, string, string])[] = [
  [/ReconnectNeeded/, 'HubSpot no longer accepts the connection.', 'A super admin installs Partner Pulse again.'],
  [/HubSpotBusy/, 'HubSpot asked us to slow down.', 'Nothing to do: the sync goes on by itself.'],
  [/HubSpotUnavailable/, 'HubSpot did not answer.', 'Nothing to do: it is tried again at the next sync.'],
  [/403|MISSING_SCOPES/, 'HubSpot refused a call for lack of a scope.', 'Install the app again and accept all scopes.'],
  [/HubSpotRejected/, 'HubSpot refused a call.', 'If it stays for a day, send the time to support.'],
];

export function failureWords(error: string): { readonly text: string; readonly fix: string } {
  const found = FAILURES.find(([pattern]) => pattern.test(error));
  return found
    ? { text: found[1], fix: found[2] }
    : {
        text: 'A run failed on our side.',
        fix: 'It is tried again at the next sync; if it stays, send the time to support.',
      };
}

/** What a scope is for; shown beside it. */
export const SCOPE_REASONS: Readonly<Record<string, string>> = {
  oauth: 'Connects the app',
  'crm.objects.companies.read': 'Finds partners and customers',
  'crm.objects.companies.write': 'Writes score and band to partner companies',
  'crm.objects.deals.read': 'Counts what partners bring and sell',
  'crm.objects.deals.write': 'Writes the partner and its band to deals',
  'crm.objects.contacts.read': 'Tells whom to contact at a partner',
  'crm.objects.owners.read': 'Names partner managers',
  'crm.schemas.companies.read': 'Lists company properties to choose from',
  'crm.schemas.companies.write': 'Creates the properties that are written',
  'crm.schemas.deals.read': 'Lists pipelines and deal properties',
  'crm.schemas.deals.write': 'Creates the deal properties that are written',
  'sales-email-read': 'Counts mail with partners',
  tickets: 'Counts tickets of partners',
  'crm.objects.leads.read': 'Counts leads from partners',
  'crm.objects.feedback_submissions.read': 'Reads survey answers',
  'crm.objects.custom.read': 'Reads registrations kept in a custom object',
  'crm.objects.line_items.read': 'Reads recurring revenue from line items',
  'crm.objects.subscriptions.read': 'Reads recurring revenue from subscriptions',
  'crm.objects.goals.read': 'Reads targets from goals',
};

export const CONFLICT_TITLES: Readonly<Record<string, string>> = {
  'two-sourced-partners': 'Two partners are labelled as the source',
  'label-and-property-disagree': 'Label and property name different partners',
  'partner-is-its-own-customer': 'The partner is the only company on the deal',
  'partner-name-matches-several': 'The name fits several partner companies',
};

export const SEGMENT_WORDS: Readonly<Record<string, readonly [label: string, note: string]>> = {
  type: ['Type', 'Reseller, referral, technology'],
  region: ['Region', 'Where the partner sells'],
  tier: ['Tier', 'Gold, silver, registered'],
  tenure: ['Tenure', 'Years in the programme'],
  vertical: ['Vertical', 'Industry the partner works in'],
};

export const CHANGE_TITLES: Readonly<Record<string, string>> = {
  settings: 'Settings changed',
  restore: 'Settings restored',
  'write-back': 'Write-back',
  'feed-key': 'Feed key',
  admin: 'Admins',
  override: 'Override of a partner',
  scorecard: 'Scorecard shared',
  leave: 'Removal',
};

export const userName = (userId: string): string => `HubSpot user ${userId}`;

export const partnersText = (f: Formatter, count: number, companies: number): string =>
  `${f.count(count, 'company')} of ${f.number(companies)} ${count === 1 ? 'is a partner' : 'are partners'} by this rule.`;
