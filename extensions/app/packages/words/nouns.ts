/** Singular and plural of everything we count. The words are English; only numbers and dates follow the viewer. */
export const NOUNS = {
  change: ['change', 'changes'],
  company: ['company', 'companies'],
  contact: ['contact', 'contacts'],
  customer: ['customer', 'customers'],
  day: ['day', 'days'],
  deal: ['deal', 'deals'],
  departure: ['departure', 'departures'],
  'decided deal': ['decided deal', 'decided deals'],
  meeting: ['meeting', 'meetings'],
  metric: ['metric', 'metrics'],
  month: ['month', 'months'],
  minute: ['minute', 'minutes'],
  'open deal': ['open deal', 'open deals'],
  'month end': ['month end', 'month ends'],
  'more partner': ['more partner', 'more partners'],
  partner: ['partner', 'partners'],
  point: ['point', 'points'],
  property: ['property', 'properties'],
  record: ['record', 'records'],
  registration: ['registration', 'registrations'],
  row: ['row', 'rows'],
  week: ['week', 'weeks'],
  'won deal': ['won deal', 'won deals'],
} as const satisfies Record<string, readonly [string, string]>;

export type Noun = keyof typeof NOUNS;
