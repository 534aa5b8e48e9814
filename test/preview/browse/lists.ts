import { BAND_WORDS, DIRECTION_WORDS, ROLE_WORDS } from '@partner-pulse/words';
import type { SearchRequest } from '../protocol.ts';

/** The lists beside the card. All of them are HubSpot searches over the properties that this product writes. */
export type ListKey = 'partners' | 'companies' | 'deals';

export interface Filters {
  readonly text: string;
  readonly band: string;
  readonly direction: string;
  readonly role: string;
}
export const NO_FILTERS: Filters = { text: '', band: '', direction: '', role: '' };

export interface ListDefinition {
  readonly key: ListKey;
  readonly title: string;
  readonly objectType: '0-2' | '0-3';
  readonly place: 'company' | 'deal';
  readonly nameProperty: string;
  readonly bandProperty: string;
  readonly filters: readonly ('band' | 'direction' | 'role')[];
}

export const LISTS: readonly ListDefinition[] = [
  {
    key: 'partners',
    title: 'Partners',
    objectType: '0-2',
    place: 'company',
    nameProperty: 'name',
    bandProperty: 'partner_pulse_band',
    filters: ['band', 'direction'],
  },
  {
    key: 'deals',
    title: 'Deals',
    objectType: '0-3',
    place: 'deal',
    nameProperty: 'dealname',
    bandProperty: 'partner_pulse_partner_band',
    filters: ['band', 'role'],
  },
  {
    key: 'companies',
    title: 'All companies',
    objectType: '0-2',
    place: 'company',
    nameProperty: 'name',
    bandProperty: 'partner_pulse_band',
    filters: [],
  },
];

export const FILTER_OPTIONS: Readonly<
  Record<'band' | 'direction' | 'role', readonly [value: string, label: string][]>
> = {
  band: [...Object.entries(BAND_WORDS), ['new', 'New partner']],
  direction: Object.entries(DIRECTION_WORDS),
  role: [...Object.entries(ROLE_WORDS), ['conflict', 'Conflict']],
};
export const FILTER_TITLES = { band: 'Every band', direction: 'Every direction', role: 'Every role' } as const;

const COLUMNS: Readonly<Record<ListKey, readonly string[]>> = {
  partners: [
    'name',
    'partner_pulse_band',
    'partner_pulse_score',
    'partner_pulse_direction',
    'partner_pulse_top_reason',
  ],
  companies: ['name', 'partner_pulse_band', 'partner_pulse_score', 'domain'],
  deals: ['dealname', 'partner_pulse_partner_name', 'partner_pulse_role', 'partner_pulse_partner_band'],
};
const PROPERTY_OF = { direction: 'partner_pulse_direction', role: 'partner_pulse_role' } as const;
const PAGE_LENGTH = 50;

/** The search behind a list, as it goes to HubSpot. */
export function searchOf(list: ListDefinition, filters: Filters, after?: string): SearchRequest {
  const equal = (propertyName: string, value: string) => ({ propertyName, operator: 'EQ', value });
  const conditions = [
    ...(list.key === 'partners' ? [{ propertyName: list.bandProperty, operator: 'HAS_PROPERTY' }] : []),
    ...(filters.band && list.filters.includes('band') ? [equal(list.bandProperty, filters.band)] : []),
    ...(filters.direction && list.filters.includes('direction')
      ? [equal(PROPERTY_OF.direction, filters.direction)]
      : []),
    ...(filters.role && list.filters.includes('role') ? [equal(PROPERTY_OF.role, filters.role)] : []),
  ];
  return {
    objectType: list.objectType,
    properties: COLUMNS[list.key],
    filterGroups: conditions.length === 0 ? [] : [{ filters: conditions }],
    sorts:
      list.key === 'partners'
        ? [{ propertyName: 'partner_pulse_score', direction: 'DESCENDING' }]
        : [{ propertyName: list.nameProperty, direction: 'ASCENDING' }],
    pageLength: PAGE_LENGTH,
    ...(filters.text.trim() ? { query: filters.text.trim() } : {}),
    ...(after === undefined ? {} : { after }),
  };
}
