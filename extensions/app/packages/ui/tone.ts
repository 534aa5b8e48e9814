import type { Tone } from '@partner-pulse/words';

/** HubSpot names the same meanings differently from component to component. */
export const STATUS_VARIANT = { good: 'success', warning: 'warning', bad: 'danger', neutral: 'default' } as const;
export const TAG_VARIANT = { good: 'success', warning: 'warning', bad: 'error', neutral: 'default' } as const;

/** StatisticsTrend knows two colours; what is neither good nor bad gets no trend arrow but plain text. */
export const TREND_COLOR: Readonly<Record<Tone, 'green' | 'red' | null>> = {
  good: 'green',
  bad: 'red',
  warning: 'red',
  neutral: null,
};

/** Mid-tone colours that hold on a light and on a dark page. Used inside images only. */
export const INK: Readonly<Record<Tone, string>> = {
  good: '#00a38d',
  warning: '#e0a100',
  bad: '#e5484d',
  neutral: '#7c98b6',
};
