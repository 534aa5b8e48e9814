/**
 * What HubSpot does not hold, by kind of feed. One schema per kind serves the CSV file, the API and the documentation;
 * the packed table of a kind has the same columns. A date column may be later than the row's own date: it is known from
 * that later date on.
 */

import { BUSINESS_FEEDS } from './business-feeds.ts';
import { ENABLEMENT_FEEDS } from './enablement-feeds.ts';

export const FEEDS = { ...ENABLEMENT_FEEDS, ...BUSINESS_FEEDS };

export type FeedKind = keyof typeof FEEDS;
export const FEED_KINDS = Object.keys(FEEDS) as readonly FeedKind[]; // the keys of FEEDS

/** Value of one cell once read: days, numbers and money (minor units) are numbers. */
export type FeedValue = string | number | null;
