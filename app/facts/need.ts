/**
 * What a metric may need that an account may lack. Each has the sentence that says what to map, grant or supply; it is
 * shown in place of a number.
 */
import { FEED_KINDS, FEEDS, type FeedKind } from '../feeds/feeds.ts';

const FROM_HUBSPOT = {
  roles: 'Map how deals name partners: an association label or a deal property',
  registration: 'Map where the registration date of a deal comes from',
  startDate: "Map the partners' start date",
  stages: 'Map pipeline stages to qualified, proposal, negotiation and won',
  targets:
    'Enter targets, supply the feed "targets", or name a goal in the settings (targetGoal) and grant the scope ' +
    'crm.objects.goals.read',
  contacts: 'Grant the scope crm.objects.contacts.read',
  emails: 'Grant the scope sales-email-read and connect inboxes, so that mail with partners is logged',
  engagements: 'Grant the scope crm.objects.contacts.read and log calls and meetings with partners',
  tickets: 'Grant the scope tickets',
  leads: 'Map where leads from partners are kept: the lead object or a deal pipeline',
  recruitment: 'Map the pipeline in which partners are recruited',
  ends: 'Map the end date of a partnership, or supply the feed "partner-ends"',
  types: 'Map the property that holds the type of a partner',
  surveys: 'Grant the scope crm.objects.feedback_submissions.read, or supply the feed "survey-answers"',
  recurring:
    'Supply the feed "recurring-revenue", or choose line items or subscriptions as the source of recurring revenue in ' +
    'the settings and grant the scope crm.objects.line_items.read or crm.objects.subscriptions.read',
  markets: 'Map country, industry or size of customer companies',
} as const;

/** Feeds are needed by their own name; the few that HubSpot may hold as well have a need above. */
export type Need = keyof typeof FROM_HUBSPOT | FeedKind;

/** What to do about a missing need, as the settings page names it. */
export const NEEDS: Readonly<Record<Need, string>> = {
  ...(Object.fromEntries(FEED_KINDS.map((kind) => [kind, `Supply the feed "${kind}": ${FEEDS[kind].about}`])) as Record<
    FeedKind,
    string
  >), // one entry per kind
  // Last, for what HubSpot may hold as well as a feed.
  ...FROM_HUBSPOT,
};

/** What the account's records, settings, scopes and feeds make it possible to say. */
export type Mapped = Readonly<Record<Need, boolean>>;

export const NEED_NAMES = Object.keys(NEEDS) as readonly Need[]; // the keys of NEEDS
