/** How each component of the score is spoken of: its value, what lies behind it, and how it moved. */
import type { Formatter } from '@partner-pulse/words';
import type { ComponentKey } from '../../app/health/model.ts';
import type { Result } from '../../app/metrics/result.ts';

/** Where texts come from: the viewer's formatter and the account's currency. */
export interface Voice {
  readonly f: Formatter;
  readonly currency: string;
}

export type Results = Readonly<Record<string, Result>>;

interface ComponentWords {
  readonly name: string;
  /** The period the number stands for. */
  readonly window: string;
  readonly metricId: string;
  value(voice: Voice, value: number): string;
  /** One line of evidence for the value. */
  why(voice: Voice, value: number, results: Results): string;
  /** The subject of "... fell from X to Y". */
  readonly subject: string;
  /** What to do when this is what holds the partner back. */
  action(partner: string): { readonly text: string; readonly task: string };
}

const numeric = (result: Result | undefined): number | null =>
  result?.state === 'value' && typeof result.value === 'number' ? result.value : null;
const sampleOf = (results: Results, key: string): number => results[key]?.sample ?? 0;

export const COMPONENT_WORDS: Readonly<Record<ComponentKey, ComponentWords>> = {
  registrations: {
    name: 'Registrations',
    window: 'last 90 days',
    metricId: 'registration-velocity',
    subject: 'Registrations',
    value: ({ f }, value) => `${f.number(value, 1)} per 30 days`,
    why: ({ f }, _, results) =>
      `${f.count(numeric(results['registration-volume/registrations']) ?? 0, 'registration')} in 90 days`,
    action: (partner) => ({
      text: `Ask ${partner} which opportunities they see and why fewer are registered.`,
      task: `Talk with ${partner} about new registrations`,
    }),
  },
  revenue: {
    name: 'Sourced revenue',
    window: 'last 365 days',
    metricId: 'sourced-revenue',
    subject: 'Sourced revenue of 12 months',
    value: ({ f, currency }, value) => f.money(value, currency),
    why: ({ f, currency }, value, results) => {
      const won = sampleOf(results, 'sourced-revenue/revenue-365d');
      return won === 0 ? 'No won deals' : `${f.money(value, currency)} from ${f.count(won, 'won deal')}`;
    },
    action: (partner) => ({
      text: `Review with ${partner} which open deals can still close this quarter.`,
      task: `Review the forecast with ${partner}`,
    }),
  },
  pipeline: {
    name: 'Open pipeline',
    window: 'today',
    metricId: 'pipeline',
    subject: 'Open pipeline',
    value: ({ f, currency }, value) => f.money(value, currency),
    why: ({ f, currency }, value, results) => {
      const open = sampleOf(results, 'pipeline/sourced');
      return open === 0 ? 'Nothing open' : `${f.money(value, currency)} open in ${f.count(open, 'deal')}`;
    },
    action: (partner) => ({
      text: `Plan a joint pipeline session with ${partner}: little is open.`,
      task: `Joint pipeline session with ${partner}`,
    }),
  },
  'close-rate': {
    name: 'Close rate',
    window: 'deals registered in 365 days',
    metricId: 'close-rate',
    subject: 'Close rate',
    value: ({ f }, value) => f.percent(value),
    why: ({ f }, value, results) => {
      const result = results['close-rate/close-rate'];
      const won = result?.numerator ?? 0;
      return `${f.number(won)} of ${f.count(result?.denominator ?? 0, 'decided deal')} won (${f.percent(value)})`;
    },
    action: (partner) => ({
      text: `Go through the lost deals with ${partner}: find where they were lost.`,
      task: `Review lost deals with ${partner}`,
    }),
  },
  cycle: {
    name: 'Sales cycle',
    window: 'won in 365 days',
    metricId: 'sales-cycle',
    subject: 'Sales cycle',
    value: ({ f }, value) => `${f.number(value, 2)} times direct`,
    why: ({ f }, _, results) => {
      const compared = results['sales-cycle/compared-median'];
      const own = numeric(compared);
      const direct = numeric(results['sales-cycle/direct-median']);
      return own === null || direct === null
        ? 'Not comparable with direct deals'
        : `Median ${f.days(own)}, direct deals ${f.days(direct)}${compared?.reason ? `. ${compared.reason}` : ''}`;
    },
    action: (partner) => ({
      text: `Check the hand-over with ${partner}: their deals take longer than direct ones.`,
      task: `Check the hand-over with ${partner}`,
    }),
  },
  engagement: {
    name: 'Last activity',
    window: 'today',
    metricId: 'engagement-state',
    subject: 'Days since the last activity',
    value: ({ f }, value) => f.days(value),
    why: ({ f }, value, results) => {
      if (sampleOf(results, 'engagement-state/days-since') === 0) return `Nothing since signing, ${f.days(value)} ago`;
      return value === 0 ? 'Active today' : `Last registration or won deal ${f.days(value)} ago`;
    },
    action: (partner) => ({
      text: `Call ${partner}: nothing has come from them for a while.`,
      task: `Call ${partner}`,
    }),
  },
};
