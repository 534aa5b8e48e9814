import type { Formatter } from './formatter.ts';

/** What the server says of a score over time. */
export const trendText = {
  today: 'Today',
  none: 'No month had enough data for a score',
  note: (f: Formatter, reconstructed: number, shown: number): string =>
    `${f.number(reconstructed)} of ${f.count(shown, 'point')} worked out from dated records of before the first sync; all by today\u2019s definition`,
  provenance: { observed: 'from what was read on its day', reconstructed: 'worked out from dated records' },
  why: {
    'not-yet': 'not a partner yet',
    new: 'too new for a score',
    'not-enough-data': 'not enough data',
    left: 'had left the programme',
  },
  row: (day: string, score: number | null, why: string): string => `${day}: ${score ?? 'no score'}, ${why}`,
  at: (score: number, month: string): string => `${score} in ${month}`,
  alt: (first: string, low: string, high: string, today: number | null): string =>
    `Health score by month end: ${first} at first, lowest ${low}, highest ${high}, ${today === null ? 'no score' : today} today`,
  onlyToday: (score: number): string => `Health score: ${score} today, none before`,
  gap: (from: string, to: string, why: string): string =>
    `${from === to ? from : `${from} to ${to}`}: no score, ${why}`,
  definition: (day: string, version: string, before: string): string =>
    `${day}: definition v${version} instead of v${before}; what was shown before may differ from this line`,
  settings: (day: string): string => `${day}: settings changed; what was shown before may differ from this line`,
  firstSync: (day: string): string => `${day}: first sync; what lies before was worked out later`,
} as const;
