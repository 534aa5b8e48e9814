import { invalid } from '../http/reply.ts';
import { type Account, readValue } from './account.ts';
import type { StoredRecord } from './object-table.ts';
import { findType, type ObjectType } from './object-types.ts';
import type { PropertyType } from './property-definition.ts';

export const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

export interface Filter {
  readonly propertyName: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly value?: string | undefined;
  readonly highValue?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

export type Predicate = (record: StoredRecord) => boolean;

export interface SearchScope {
  readonly account: Account;
  readonly type: ObjectType;
  /** Epoch ms. */
  readonly now: number;
}

/** A value as it compares: numbers and instants as numbers, text in lower case, options as they are. */
type Comparable = string | number;

const isNumeric = (type: PropertyType): boolean => type === 'number' || type === 'date' || type === 'datetime';

function toNumber(type: PropertyType, text: string): number {
  if (type === 'number' || /^-?\d+$/.test(text)) return Number(text);
  return Date.parse(text);
}

/** The value of one property in the form that comparisons use; null when there is none or it cannot be read. */
export function comparable(
  { account, type, now }: SearchScope,
  name: string,
): (record: StoredRecord) => Comparable | null {
  // Most searches run over the modified date of every record: no text is made for it.
  if (name === type.modifiedProperty) return (record) => record.updatedAt;
  const kind = account.properties[type.name].find(name, now)?.type ?? 'string';
  return (record) => {
    const text = readValue(account, type.name, record, name, now);
    if (text === null || text === '') return null;
    if (!isNumeric(kind)) return kind === 'string' ? text.toLowerCase() : text;
    const number = toNumber(kind, text);
    return Number.isNaN(number) ? null : number;
  };
}

function contains(text: string, pattern: string): boolean {
  const escaped = pattern
    .toLowerCase()
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  const token = new RegExp(`^${escaped}$`);
  return text.split(/[^\p{L}\p{N}_.@-]+/u).some((part) => token.test(part));
}

function associated({ account, type }: SearchScope, filter: Filter): Predicate {
  const to = findType(filter.propertyName.slice('associations.'.length));
  if (!to) throw invalid(`Unknown association in filter: ${filter.propertyName}`);
  const wanted = new Set([...(filter.values ?? []), ...(filter.value === undefined ? [] : [filter.value])]);
  const linked: Predicate = (record) =>
    account.associations.links(type.name, record.id, to.name).some((link) => wanted.has(link.to));
  if (filter.operator === 'EQ' || filter.operator === 'IN') return linked;
  throw invalid(`Operator ${filter.operator} is not supported for ${filter.propertyName}`);
}

/** @throws 400 for a property that does not exist or an operator without its value. */
export function predicate(scope: SearchScope, filter: Filter): Predicate {
  const { propertyName, operator } = filter;
  if (propertyName.startsWith('associations.')) return associated(scope, filter);
  const definition = scope.account.properties[scope.type.name].find(propertyName, scope.now);
  if (!definition) throw invalid(`There was a problem with the request: property ${propertyName} does not exist`);
  const read = comparable(scope, propertyName);
  const given = (text: string | undefined): Comparable => {
    if (text === undefined || text === '') throw invalid(`operator ${operator} requires a value for ${propertyName}`);
    if (!isNumeric(definition.type)) return definition.type === 'string' ? text.toLowerCase() : text;
    const number = toNumber(definition.type, text);
    if (Number.isNaN(number)) throw invalid(`${text} is not a valid value for ${propertyName}`);
    return number;
  };
  const compare = (holds: (value: Comparable) => boolean): Predicate => {
    return (record) => {
      const value = read(record);
      return value !== null && holds(value);
    };
  };
  // Text in lists is compared as given with the lower-cased index, so it has to arrive in lower case. hubspot-api.md 2.3
  const list = () => new Set((filter.values ?? []).map((one) => (isNumeric(definition.type) ? given(one) : one)));
  switch (operator) {
    case 'HAS_PROPERTY':
      return (record) => read(record) !== null;
    case 'NOT_HAS_PROPERTY':
      return (record) => read(record) === null;
    case 'IN': {
      const wanted = list();
      return compare((value) => wanted.has(value));
    }
    case 'NOT_IN': {
      const unwanted = list();
      return compare((value) => !unwanted.has(value));
    }
    case 'BETWEEN': {
      const low = given(filter.value);
      const high = given(filter.highValue);
      return compare((value) => value >= low && value <= high);
    }
    case 'CONTAINS_TOKEN':
      return compare((value) => contains(String(value), filter.value ?? ''));
    case 'NOT_CONTAINS_TOKEN':
      return compare((value) => !contains(String(value), filter.value ?? ''));
    default: {
      const other = given(filter.value);
      const holds = {
        EQ: (value: Comparable) => value === other,
        NEQ: (value: Comparable) => value !== other,
        LT: (value: Comparable) => value < other,
        LTE: (value: Comparable) => value <= other,
        GT: (value: Comparable) => value > other,
        GTE: (value: Comparable) => value >= other,
      };
      return compare(holds[operator]);
    }
  }
}
