import type { PortalSettings } from '../../app/mapping/settings.ts';
import {
  CONTACT_PROPERTIES,
  wantedCompanyProperties,
  wantedDealProperties,
} from '../../app/mapping/wanted-properties.ts';
import type { ObjectType } from '../hubspot/api-paths.ts';

/** One kind of record that is kept in step with HubSpot. A new kind is a new entry here. */
export interface Stream {
  readonly type: ObjectType;
  /** The property that search filters and sorts by. */
  readonly modifiedProperty: 'hs_lastmodifieddate' | 'lastmodifieddate';
  /** Without stage dates, whose names come from the account. When they change, the stream is listed again. */
  readonly properties: (settings: PortalSettings) => readonly string[];
  /** Listed from end to end at first. Others come in through links, and increments keep only what is known. */
  readonly backfilled: boolean;
  /** Types whose ids come along with the list at no cost: enough for customers, not for labels. */
  readonly inline: readonly ObjectType[];
  /** Without this kind there is no product; others are left out when HubSpot answers 403. */
  readonly required: boolean;
}

export const STREAMS: readonly Stream[] = [
  {
    type: 'companies',
    modifiedProperty: 'hs_lastmodifieddate',
    properties: wantedCompanyProperties,
    backfilled: true,
    inline: [],
    required: true,
  },
  {
    type: 'deals',
    modifiedProperty: 'hs_lastmodifieddate',
    properties: wantedDealProperties,
    backfilled: true,
    inline: ['companies'],
    required: true,
  },
  {
    type: 'contacts',
    modifiedProperty: 'lastmodifieddate',
    properties: () => CONTACT_PROPERTIES,
    backfilled: false,
    inline: [],
    required: false,
  },
];
