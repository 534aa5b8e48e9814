/** Singular and plural of everything we count. The words are English; only numbers and dates follow the viewer. */
export const NOUNS = {
  change: ['change', 'changes'],
  company: ['company', 'companies'],
  contact: ['contact', 'contacts'],
  customer: ['customer', 'customers'],
  day: ['day', 'days'],
  deal: ['deal', 'deals'],
  'decided deal': ['decided deal', 'decided deals'],
  meeting: ['meeting', 'meetings'],
  metric: ['metric', 'metrics'],
  month: ['month', 'months'],
  minute: ['minute', 'minutes'],
  'open deal': ['open deal', 'open deals'],
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
