import type { TypeName } from './object-types.ts';
import type { PropertyType } from './property-definition.ts';

/** A property that every account has. Rows are `name label type fieldType`; `=` before the name marks a read-only value. */
type Row = readonly [name: string, label: string, type: PropertyType, fieldType: string, options?: readonly string[]];

const EVERY: readonly Row[] = [
  ['=hs_object_id', 'Record ID', 'number', 'number'],
  ['=hs_createdate', 'Object create date/time', 'datetime', 'date'],
  ['=hs_merged_object_ids', 'Merged Record IDs', 'enumeration', 'checkbox'],
  ['=hs_object_source', 'Record creation source', 'string', 'text'],
  ['=hs_object_source_id', 'Record creation source ID', 'string', 'text'],
  ['=hs_object_source_label', 'Record source', 'enumeration', 'select', ['CRM_UI', 'IMPORT', 'INTEGRATION']],
  ['hubspot_owner_id', 'Owner', 'enumeration', 'select'],
];

const MODIFIED: Row = ['=hs_lastmodifieddate', 'Last Modified Date', 'datetime', 'date'];

const ENGAGEMENT: readonly Row[] = [
  MODIFIED,
  ['hs_timestamp', 'Activity date', 'datetime', 'date'],
  ['=hs_engagement_type', 'Engagement type', 'string', 'text'],
];

const BILLING = [
  ...['weekly', 'biweekly', 'monthly', 'quarterly', 'per_six_months', 'annually'],
  ...['per_two_years', 'per_three_years', 'per_four_years', 'per_five_years'],
];
const STATUSES = ['active', 'past_due', 'unpaid', 'canceled', 'expired', 'scheduled', 'paused'];

const LIFECYCLE = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer'];

const OWN: Readonly<Record<TypeName, readonly Row[]>> = {
  companies: [
    MODIFIED,
    ['name', 'Company name', 'string', 'text'],
    ['domain', 'Company Domain Name', 'string', 'text'],
    ['website', 'Website URL', 'string', 'text'],
    ['phone', 'Phone Number', 'string', 'phonenumber'],
    ['type', 'Type', 'enumeration', 'select', ['PROSPECT', 'PARTNER', 'RESELLER', 'VENDOR', 'OTHER']],
    ['industry', 'Industry', 'enumeration', 'select'],
    ['country', 'Country/Region', 'string', 'text'],
    ['state', 'State/Region', 'string', 'text'],
    ['city', 'City', 'string', 'text'],
    ['description', 'Description', 'string', 'textarea'],
    ['numberofemployees', 'Number of Employees', 'number', 'number'],
    ['annualrevenue', 'Annual Revenue', 'number', 'number'],
    ['lifecyclestage', 'Lifecycle Stage', 'enumeration', 'radio', [...LIFECYCLE, 'evangelist', 'other']],
    ['=createdate', 'Create Date', 'datetime', 'date'],
  ],
  deals: [
    MODIFIED,
    ['dealname', 'Deal Name', 'string', 'text'],
    ['amount', 'Amount', 'number', 'number'],
    ['closedate', 'Close Date', 'datetime', 'date'],
    ['createdate', 'Create Date', 'datetime', 'date'],
    ['dealstage', 'Deal Stage', 'enumeration', 'radio'],
    ['pipeline', 'Pipeline', 'enumeration', 'select'],
    ['dealtype', 'Deal Type', 'enumeration', 'radio', ['newbusiness', 'existingbusiness']],
    ['deal_currency_code', 'Currency', 'enumeration', 'select'],
    ['description', 'Deal Description', 'string', 'textarea'],
    ['closed_lost_reason', 'Closed Lost Reason', 'string', 'textarea'],
    ['closed_won_reason', 'Closed Won Reason', 'string', 'textarea'],
    ['=hs_exchange_rate', 'Exchange rate', 'number', 'number'],
    ['=hs_is_closed', 'Is Deal Closed?', 'bool', 'booleancheckbox'],
    ['=hs_is_closed_won', 'Is Closed Won', 'bool', 'booleancheckbox'],
    ['=hs_is_closed_lost', 'Is Closed Lost', 'bool', 'booleancheckbox'],
    ['=hs_is_closed_count', 'Is Closed (numeric)', 'number', 'number'],
    ['=hs_closed_won_count', 'Is Closed Won (numeric)', 'number', 'number'],
    ['=amount_in_home_currency', 'Amount in company currency', 'number', 'number'],
    ['=hs_closed_amount', 'Closed Deal Amount', 'number', 'number'],
    ['=hs_closed_amount_in_home_currency', 'Closed Deal Amount In Home Currency', 'number', 'number'],
    ['=hs_deal_stage_probability', 'Deal probability', 'number', 'number'],
    ['=days_to_close', 'Days to close', 'number', 'number'],
    ['=hs_v2_date_entered_current_stage', 'Date entered current stage', 'datetime', 'date'],
    ['=hs_v2_time_in_current_stage', 'Time in current stage', 'datetime', 'date'],
  ],
  contacts: [
    ['=lastmodifieddate', 'Last Modified Date', 'datetime', 'date'],
    ['email', 'Email', 'string', 'text'],
    ['=hs_email_domain', 'Email Domain', 'string', 'text'],
    ['firstname', 'First Name', 'string', 'text'],
    ['lastname', 'Last Name', 'string', 'text'],
    ['phone', 'Phone Number', 'string', 'phonenumber'],
    ['company', 'Company Name', 'string', 'text'],
    ['jobtitle', 'Job Title', 'string', 'text'],
    ['lifecyclestage', 'Lifecycle Stage', 'enumeration', 'radio', [...LIFECYCLE, 'evangelist', 'other']],
    ['=createdate', 'Create Date', 'datetime', 'date'],
  ],
  tickets: [
    MODIFIED,
    ['subject', 'Ticket name', 'string', 'text'],
    ['content', 'Ticket description', 'string', 'textarea'],
    ['hs_pipeline', 'Pipeline', 'enumeration', 'select'],
    ['hs_pipeline_stage', 'Ticket status', 'enumeration', 'radio'],
    ['hs_ticket_category', 'Category', 'enumeration', 'checkbox'],
    ['hs_ticket_priority', 'Priority', 'enumeration', 'select', ['LOW', 'MEDIUM', 'HIGH', 'URGENT']],
    ['createdate', 'Create date', 'datetime', 'date'],
    ['closed_date', 'Close date', 'datetime', 'date'],
    ['=hs_v2_date_entered_current_stage', 'Date entered current stage', 'datetime', 'date'],
    ['=hs_v2_time_in_current_stage', 'Time in current stage', 'datetime', 'date'],
  ],
  emails: [
    ...ENGAGEMENT,
    ['hs_email_subject', 'Email subject', 'string', 'text'],
    ['hs_email_text', 'Text body', 'string', 'textarea'],
    ['hs_email_status', 'Email send status', 'enumeration', 'select', ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENT']],
    ['hs_email_thread_id', 'Email Thread ID', 'string', 'text'],
    ['hs_email_direction', 'Email direction', 'enumeration', 'select', ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL']],
  ],
  calls: [
    ...ENGAGEMENT,
    ['hs_call_title', 'Call title', 'string', 'text'],
    ['hs_call_duration', 'Call duration', 'number', 'number'],
    ['hs_call_direction', 'Call direction', 'enumeration', 'select', ['INBOUND', 'OUTBOUND']],
    [
      'hs_call_status',
      'Call status',
      'enumeration',
      'select',
      ['COMPLETED', 'BUSY', 'NO_ANSWER', 'CANCELED', 'FAILED'],
    ],
  ],
  meetings: [
    ...ENGAGEMENT,
    ['hs_meeting_title', 'Meeting name', 'string', 'text'],
    ['hs_meeting_source', 'Meeting source', 'string', 'text'],
    ['hs_meeting_start_time', 'Meeting start time', 'datetime', 'date'],
    ['hs_meeting_end_time', 'Meeting end time', 'datetime', 'date'],
    [
      'hs_meeting_outcome',
      'Meeting outcome',
      'enumeration',
      'select',
      ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED'],
    ],
  ],
  leads: [
    MODIFIED,
    ['hs_lead_name', 'Lead name', 'string', 'text'],
    ['hs_pipeline', 'Pipeline', 'enumeration', 'select'],
    ['hs_pipeline_stage', 'Lead stage', 'enumeration', 'radio'],
  ],
  feedback_submissions: [
    MODIFIED,
    ['=hs_survey_name', 'Survey name', 'string', 'text'],
    ['=hs_survey_type', 'Survey type', 'enumeration', 'select', ['NPS', 'CES', 'CSAT', 'CUSTOM']],
    ['=hs_value', 'Rating', 'number', 'number'],
    ['=hs_content', 'Response', 'string', 'textarea'],
    ['=hs_submission_timestamp', 'Date submitted', 'datetime', 'date'],
  ],
  line_items: [
    MODIFIED,
    ['name', 'Name', 'string', 'text'],
    ['price', 'Unit price', 'number', 'number'],
    ['quantity', 'Quantity', 'number', 'number'],
    ['amount', 'Net price', 'number', 'number'],
    ['hs_line_item_currency_code', 'Currency', 'enumeration', 'select'],
    ['recurringbillingfrequency', 'Billing frequency', 'enumeration', 'select', BILLING],
    ['hs_recurring_billing_period', 'Term', 'string', 'text'],
    ['hs_recurring_billing_start_date', 'Billing start date', 'date', 'date'],
    ['hs_recurring_billing_end_date', 'Billing end date', 'date', 'date'],
    ['hs_billing_start_delay_days', 'Delayed billing start by days', 'number', 'number'],
    ['hs_billing_start_delay_months', 'Delayed billing start by months', 'number', 'number'],
  ],
  subscriptions: [
    MODIFIED,
    ['hs_name', 'Name', 'string', 'text'],
    ['hs_status', 'Status', 'enumeration', 'select', STATUSES],
    ['hs_mrr', 'Monthly recurring revenue', 'number', 'number'],
    ['hs_next_payment_amount', 'Next payment amount', 'number', 'number'],
    ['hs_last_payment_amount', 'Last payment amount', 'number', 'number'],
    ['hs_recurring_billing_frequency', 'Billing frequency', 'enumeration', 'select', BILLING],
    ['hs_recurring_billing_start_date', 'Start date', 'date', 'date'],
    ['hs_currency_code', 'Currency', 'enumeration', 'select'],
  ],
  goal_targets: [
    MODIFIED,
    ['hs_goal_name', 'Goal name', 'string', 'text'],
    ['hs_target_amount', 'Target amount', 'number', 'number'],
    ['hs_start_datetime', 'Start date', 'datetime', 'date'],
    ['hs_end_datetime', 'End date', 'datetime', 'date'],
    ['hs_assignee_team_id', 'Team', 'string', 'text'],
    ['hs_milestone', 'Milestone', 'string', 'text'],
    ['hs_goal_type', 'Goal type', 'string', 'text'],
    ['hs_group_correlation_uuid', 'Goal family', 'string', 'text'],
    ['hs_goal_target_group_id', 'Target group', 'string', 'text'],
    ['hs_kpi_unit_type', 'Unit', 'string', 'text'],
    ['hs_kpi_metric_type', 'Way of counting', 'string', 'text'],
    ['hs_goal_target_currency_code', 'Currency', 'string', 'text'],
  ],
  registrations: [MODIFIED],
};

export interface StandardProperty {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly options: readonly string[];
  readonly readOnly: boolean;
}

/** The HubSpot-defined properties of a type that the stand-in knows; a real account has hundreds. */
export function standardProperties(type: TypeName): StandardProperty[] {
  return [...EVERY, ...OWN[type]].map(([marked, label, propertyType, fieldType, options = []]) => {
    const readOnly = marked.startsWith('=');
    const name = readOnly ? marked.slice(1) : marked;
    return { name, label, type: propertyType, fieldType, options, readOnly };
  });
}

/** The group that HubSpot's own properties of a type are in. */
export const STANDARD_GROUP: Readonly<Record<TypeName, readonly [name: string, label: string]>> = {
  companies: ['companyinformation', 'Company information'],
  deals: ['dealinformation', 'Deal information'],
  contacts: ['contactinformation', 'Contact information'],
  tickets: ['ticketinformation', 'Ticket information'],
  emails: ['engagementinformation', 'Activity information'],
  calls: ['engagementinformation', 'Activity information'],
  meetings: ['engagementinformation', 'Activity information'],
  leads: ['leadinformation', 'Lead information'],
  feedback_submissions: ['feedbackinformation', 'Feedback information'],
  line_items: ['lineiteminformation', 'Line item information'],
  subscriptions: ['subscriptioninformation', 'Subscription information'],
  goal_targets: ['goalinformation', 'Goal information'],
  registrations: ['registrationinformation', 'Registration information'],
};
