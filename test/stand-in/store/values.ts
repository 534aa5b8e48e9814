import { isCalendarDate, isInstant } from '../../worlds/zoned-day.ts';
import type { ValuesInput } from '../http/input.ts';
import { invalid } from '../http/reply.ts';
import type { PropertyDefinition } from './property-definition.ts';
import type { PropertyStore } from './property-store.ts';

/** Why a value was refused, as HubSpot puts it into the message of a 400. hubspot-api.md 2.4 */
interface Refusal {
  readonly isValid: false;
  readonly message: string;
  readonly error: string;
  readonly name: string;
}

type Checked = { readonly value: string | null } | { readonly error: string; readonly message: string };

const DAY = 86_400_000;

function checkDate(text: string): Checked {
  if (isCalendarDate(text)) return { value: text };
  const at = /^-?\d+$/.test(text) ? Number(text) : isInstant(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return { error: 'INVALID_DATE', message: `${text} was not a valid date.` };
  if (at % DAY !== 0) return { error: 'INVALID_DATE', message: `${text} is not midnight in UTC.` };
  return { value: new Date(at).toISOString().slice(0, 10) };
}

function checkInstant(text: string): Checked {
  const at = /^-?\d+$/.test(text)
    ? Number(text)
    : isInstant(text) || isCalendarDate(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(at)) return { error: 'INVALID_DATE', message: `${text} was not a valid timestamp.` };
  return { value: new Date(at).toISOString() };
}

function checkOptions(definition: PropertyDefinition, text: string, previous: string | null): Checked {
  const appends = definition.fieldType === 'checkbox' && text.startsWith(';');
  const parts = definition.fieldType === 'checkbox' ? text.split(';').filter((part) => part !== '') : [text];
  const allowed = new Set(definition.options.map((option) => option.value));
  const odd = parts.find((part) => !allowed.has(part));
  if (odd !== undefined) {
    const list = [...allowed].slice(0, 20).join(', ');
    return { error: 'INVALID_OPTION', message: `${odd} was not one of the allowed options: [${list}]` };
  }
  if (!appends) return { value: parts.join(';') };
  return { value: [...new Set([...(previous?.split(';') ?? []), ...parts])].join(';') };
}

const MAX_TEXT = 65_536;

function check(definition: PropertyDefinition, text: string, previous: string | null): Checked {
  switch (definition.type) {
    case 'number':
      return text.trim() === '' || Number.isNaN(Number(text))
        ? { error: 'INVALID_NUMBER', message: `${text} was not a valid number.` }
        : { value: text.trim() };
    case 'bool':
      return /^(true|false)$/i.test(text)
        ? { value: text.toLowerCase() }
        : { error: 'INVALID_OPTION', message: `${text} was not one of the allowed options: [true, false]` };
    case 'date':
      return checkDate(text);
    case 'datetime':
      return checkInstant(text);
    case 'enumeration':
      return checkOptions(definition, text, previous);
    default:
      return text.length > MAX_TEXT
        ? { error: 'PROPERTY_VALUE_TOO_LONG', message: `The value is longer than ${MAX_TEXT} characters.` }
        : { value: text };
  }
}

/** Properties that HubSpot lets a caller set on creation although they are fixed afterwards. */
function refusalOf(store: PropertyStore, name: string, now: number): Refusal | PropertyDefinition {
  const definition = store.find(name, now);
  if (!definition) {
    return { isValid: false, message: `Property "${name}" does not exist`, error: 'PROPERTY_DOESNT_EXIST', name };
  }
  if (definition.readOnlyValue) {
    const message = `"${name}" is a read only property; its value cannot be set.`;
    return { isValid: false, message, error: 'READ_ONLY_VALUE', name };
  }
  return definition;
}

/** The stored form of the values of one write, and what was wrong with them. An empty text clears a value. */
export function checkValues(
  store: PropertyStore,
  input: ValuesInput,
  previous: (name: string) => string | null,
  now: number,
): { values: Map<string, string | null>; refusals: Refusal[] } {
  const values = new Map<string, string | null>();
  const refusals: Refusal[] = [];
  for (const [name, given] of Object.entries(input)) {
    const known = refusalOf(store, name, now);
    if ('isValid' in known) {
      refusals.push(known);
      continue;
    }
    const text = given === null ? '' : String(given);
    const checked: Checked = text === '' ? { value: null } : check(known, text, previous(name));
    if ('value' in checked) values.set(name, checked.value);
    else refusals.push({ isValid: false, message: checked.message, error: checked.error, name });
  }
  return { values, refusals };
}

/** Refuses a whole request for its bad values: the details are JSON inside the message. hubspot-api.md 2.4 */
export function refuseValues(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw invalid(`Property values were not valid: ${JSON.stringify(refusals)}`);
}
