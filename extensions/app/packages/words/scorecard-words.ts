import type { Formatter } from './formatter.ts';

/** Texts of the page that is shared with a partner. */
export const SCORECARD_WORDS = {
  title: 'Partner scorecard',
  definitions: 'What each number means',
  noChart: 'No earlier months',
  noData: 'no number',
  closed: {
    title: 'This link does not open a scorecard',
    text: 'It may have expired or been withdrawn, or the address is incomplete. Ask the person who sent it for a new one.',
  },
  /** States of a result, for a reader who can change nothing about them. */
  notMeasured: 'Not measured yet',
  notApplicable: 'Does not apply',
  stale: 'Waiting for newer data',
} as const;

/** "Shared by Ann, open until Nov 20, 2026". */
export const sharedText = (f: Formatter, sharedBy: string, expiresMs: number): string =>
  `Shared by ${sharedBy}, open until ${f.date(expiresMs)}`;

/** "Highest 12 deals, lowest 3 deals, by month end". */
export const rangeText = (lowest: string, highest: string): string =>
  lowest === highest ? `Every month end: ${lowest}` : `Month ends: lowest ${lowest}, highest ${highest}`;
