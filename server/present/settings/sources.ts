/** Where a date comes from, as one text: `property:NAME`, or the name of a source. */
import type { Choice } from '@partner-pulse/contract';
import type { DateSource, RecurringSource, RegistrationSource } from '../../../app/mapping/settings.ts';

const PROPERTY = 'property:';
/** A source that the page shows and cannot make: it is set with `npm run settings`. */
const OWN_RECORDS = 'records';

const START_WORDS: Readonly<Record<string, string>> = {
  'rule-history': 'The day the company first matched the rule',
  'create-date': 'The day the company was created',
  none: 'Not known',
};
const REGISTRATION_WORDS: Readonly<Record<string, string>> = {
  auto: 'The first there is: registered stage, partner set, created',
  stage: 'The day it entered the registered stage',
  'partner-property': 'The day the partner property was set',
  'create-date': 'The day the deal was created',
  none: 'Not registered in HubSpot',
};

const RECURRING_WORDS: Readonly<Record<RecurringSource, string>> = {
  feed: 'The feed "Recurring revenue" only',
  line_items: 'Line items of won deals',
  subscriptions: 'HubSpot subscriptions',
};
const RECURRING_SOURCES = ['feed', 'line_items', 'subscriptions'] as const satisfies readonly RecurringSource[];
export const RECURRING_CHOICES: readonly Choice[] = RECURRING_SOURCES.map((value) => ({
  value,
  label: RECURRING_WORDS[value],
}));

/** Null for what is no such source. */
export const recurringOf = (text: string): RecurringSource | null =>
  RECURRING_SOURCES.find((source) => source === text) ?? null;

export function startDateText(source: DateSource): string {
  return typeof source === 'object' ? PROPERTY + source.property : source;
}

/** Null for what is no such text. */
export function startDateOf(text: string): DateSource | null {
  if (text.startsWith(PROPERTY) && text.length > PROPERTY.length) return { property: text.slice(PROPERTY.length) };
  return text === 'rule-history' || text === 'create-date' || text === 'none' ? text : null;
}

export function registrationText(source: RegistrationSource): string {
  if (typeof source === 'string') return source;
  if ('property' in source) return PROPERTY + source.property;
  if ('stage' in source) return 'stage';
  return 'partnerProperty' in source ? 'partner-property' : OWN_RECORDS;
}

/** Null for what is no such text; `present` stays where it is kept in records of its own. */
export function registrationOf(text: string, present: RegistrationSource): RegistrationSource | null {
  if (text === OWN_RECORDS) return registrationText(present) === OWN_RECORDS ? present : null;
  if (text.startsWith(PROPERTY) && text.length > PROPERTY.length) return { property: text.slice(PROPERTY.length) };
  if (text === 'stage') return { stage: true };
  if (text === 'partner-property') return { partnerProperty: true };
  return text === 'auto' || text === 'create-date' || text === 'none' ? text : null;
}

interface Property {
  readonly name: string;
  readonly label: string;
  readonly type: string;
}

export function startDateChoices(properties: readonly Property[], present: string): Choice[] {
  return withPresent([...fixed(START_WORDS), ...dates(properties)], present);
}

export function registrationChoices(properties: readonly Property[], present: string): Choice[] {
  const own = { value: OWN_RECORDS, label: 'Records of their own, as set at the command line' };
  return withPresent(
    [...fixed(REGISTRATION_WORDS), ...dates(properties), ...(present === OWN_RECORDS ? [own] : [])],
    present,
  );
}

const fixed = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const dates = (properties: readonly Property[]): Choice[] =>
  properties
    .filter(({ type, name }) => (type === 'date' || type === 'datetime') && !name.startsWith('hs_'))
    .map(({ name, label }) => ({ value: PROPERTY + name, label: `Property: ${label}` }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'));

/** What is chosen stays choosable, also when HubSpot no longer lists it. */
export function withPresent(choices: readonly Choice[], present: string): Choice[] {
  if (present === '' || choices.some(({ value }) => value === present)) return [...choices];
  return [...choices, { value: present, label: present.replace(PROPERTY, 'Property: ') }];
}
