import type { Formatter } from './formatter.ts';
import type { Tone } from './keys.ts';

/** The groups of the catalogue, in the order in which a reader asks. */
export const METRIC_GROUP_WORDS = {
  activity: 'Activity: what the partner does',
  outcome: 'Outcome: what comes of it',
  efficiency: 'Efficiency: how well it works',
  health: 'Health: whether it lasts',
  'data-quality': 'Data quality: how far this can be trusted',
} as const;

/** `W365` and its like, as people say them. */
export function periodText(window: string): string {
  const days = /^W(\d+)$/.exec(window)?.[1];
  if (days !== undefined) return days === '365' ? 'last 12 months' : `last ${days} days`;
  const quarter = /^cohort-Q(\d)$/.exec(window)?.[1];
  if (quarter !== undefined) return quarter === '1' ? 'signed in the last quarter' : `signed ${quarter} quarters ago`;
  const words: Readonly<Record<string, string>> = {
    M1: 'last full month',
    M12: 'last 12 full months',
    FYTD: 'fiscal year to date',
    lifetime: 'since signing',
    'target-period': 'in the period of the target',
  };
  return words[window] ?? 'today';
}

/** "+12% since 1 Jun 2026"; `toneOfChange` says whether that is good. */
export const baselineText = {
  none: 'No baseline is frozen yet, so no change is shown.',
  against: (dayText: string): string => `Changes are against the baseline of ${dayText}.`,
  same: 'no change',
  was: (valueText: string): string => `was ${valueText}`,
  share: (f: Formatter, ratio: number): string => `${signOf(ratio)}${f.percent(Math.abs(ratio))}`,
  points: (f: Formatter, ratio: number): string => `${signOf(ratio)}${f.number(Math.abs(ratio) * 100, 1)} pts`,
} as const;

const signOf = (change: number): string => (change > 0 ? '+' : '\u2212');

export function toneOfChange(change: number, better: string): Tone {
  if (change === 0 || (better !== 'higher' && better !== 'lower')) return 'neutral';
  return change > 0 === (better === 'higher') ? 'good' : 'bad';
}
