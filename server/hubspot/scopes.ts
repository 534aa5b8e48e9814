/**
 * What the app asks for when it is installed. HubSpot refuses an installation whose list differs from the app's own
 * configuration: `extensions/app/app-hsmeta.json` has the same, and a test compares them.
 */
export const REQUIRED_SCOPES: readonly string[] = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.contacts.read',
  'crm.objects.owners.read',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
];

/** Granted where the account's products have them. */
export const OPTIONAL_SCOPES: readonly string[] = [
  'sales-email-read',
  'tickets',
  'crm.objects.leads.read',
  'crm.objects.feedback_submissions.read',
  'crm.objects.custom.read',
  'crm.objects.line_items.read',
  'crm.objects.subscriptions.read',
  'crm.objects.goals.read',
];
