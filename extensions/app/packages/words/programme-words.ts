import type { Formatter } from './formatter.ts';
import type { Tone } from './keys.ts';

/** Sentences about a whole programme. Numbers come in as they are; each sentence writes them with unit and period. */

/** Dimensions that partners can be told apart by. */
export const DIMENSION_WORDS: Readonly<Record<string, string>> = {
  type: 'Type',
  region: 'Region',
  tier: 'Tier',
  tenure: 'Tenure',
  vertical: 'Vertical',
};

export const CATEGORY_WORDS = {
  activity: { title: 'Activity', question: 'What does the partner do?' },
  outcome: { title: 'Outcome', question: 'What comes of it?' },
  efficiency: { title: 'Efficiency', question: 'How well does it work?' },
  health: { title: 'Health', question: 'Will it last?' },
} as const;

/** Facets of a programme, with the word for how each moves. */
export const FACET_WORDS: Readonly<Record<string, string>> = {
  recruitment: 'Recruitment',
  onboarding: 'Onboarding',
  'lead generation': 'Lead generation',
  deals: 'Deals',
  retention: 'Retention',
  economics: 'Economics',
};
export const FACET_STATUS = {
  improving: ['Better', 'good'],
  steady: ['Steady', 'neutral'],
  worsening: ['Worse', 'bad'],
  unknown: ['Not known', 'neutral'],
} as const;

/** Why a partnership ended, as the account records it. */
export const END_CAUSE_WORDS: Readonly<Record<string, string>> = {
  performance: 'Performance',
  competitor: 'Went to a competitor',
  relationship: 'Relationship',
  other: 'Another reason',
  unknown: 'No reason recorded',
};

/** Why a partner fell silent, where somebody found out. */
export const INACTIVITY_WORDS: Readonly<Record<string, string>> = {
  'no-fit': 'No fit',
  'no-time': 'No time',
  'moved-to-competitor': 'Moved to a competitor',
  'our-failure': 'Our failure',
  'champion-left': 'Champion left',
  unknown: 'Asked, not found out',
};

export const GRADE_TONES: Readonly<Record<string, Tone>> = { A: 'good', B: 'warning', C: 'bad', none: 'neutral' };

export const programmeText = {
  /** "7 partners need attention: EUR 1.2M stands behind them, most of it with Contoso." */
  attention: (f: Formatter, count: number, worthText: string, largest: string): string =>
    count === 1
      ? `1 partner needs attention: ${largest}, with ${worthText} behind it.`
      : `${f.count(count, 'partner')} need attention: ${worthText} stands behind them, most of it with ${largest}.`,
  noAttention: 'No partner with revenue or open pipeline behind it is at risk.',
  /** "EUR 320K sourced in 12 months, EUR 92K open today". */
  worth: (sourcedText: string | null, pipelineText: string | null): string =>
    [
      sourcedText === null ? null : `${sourcedText} sourced in 12 months`,
      pipelineText === null ? null : `${pipelineText} open today`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  /** Of a partner that fell silent: what it brought in the year before. */
  worthBefore: (sourcedText: string, pipelineText: string | null): string =>
    [
      `${sourcedText} sourced in the year before it fell silent`,
      pipelineText === null ? null : `${pipelineText} open today`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  bandFell: (from: string, to: string): string => `Fell from ${from} to ${to} in 13 weeks`,
  setByPerson: (band: string, until: string): string => `Set to ${band} by a person until ${until}`,
  atRisk: (f: Formatter, score: number): string => `At risk with ${f.count(score, 'point')}`,
  dormant: (f: Formatter, days: number): string => `Nothing for ${f.days(days)}, after bringing revenue`,
  manager: (name: string | null): string => name ?? 'No manager set',
  more: (f: Formatter, count: number): string => `${f.count(count, 'more partner')} in the table below`,
  activeNote: (f: Formatter, active: number, of: number): string =>
    `last 90 days, ${f.number(active)} of ${f.count(of, 'partner')}`,
  tooFewNote: (f: Formatter, have: number, needed: number): string =>
    `last 90 days: ${f.number(have)} of ${f.count(needed, 'partner')} signed long enough ago`,
  pointsIn26Weeks: (f: Formatter, points: number): string => `${f.count(Math.abs(points), 'point')} in 26 weeks`,
  /** "12% on the year to Nov 30, 2025". */
  onYearBefore: (share: string, dayText: string): string => `${share} on the year to ${dayText}`,
  pointsSince: (f: Formatter, points: number, dayText: string): string =>
    `${f.count(Math.abs(points), 'point')} since ${dayText}`,
  wonNote: (f: Formatter, deals: number): string => `last 12 months, ${f.count(deals, 'won deal')}`,
  topFiveNote: (topOne: string | null): string =>
    topOne === null ? 'sourced, last 12 months' : `sourced, last 12 months; the largest ${topOne}`,
  coverageNote: (open: string, target: string): string => `${open} open for a target of ${target}`,
  noTarget: 'set one in the settings',
  ledger: (f: Formatter, count: number, lossText: string | null): string =>
    lossText === null
      ? `${f.count(count, 'partner')} without a qualifying event in 90 days. Too little was won before to estimate a loss.`
      : `${f.count(count, 'partner')} without a qualifying event in 90 days. Estimated business lost since: ${lossText}.`,
  noInactive: 'Every partner that signed 90 days ago or earlier had a qualifying event in the last 90 days.',
  departures: (f: Formatter, left: number, of: number, share: string): string =>
    `${f.number(left)} of the ${f.count(of, 'partner')} of a year ago have left since (${share}).`,
  endedBy: (parts: readonly string[]): string => ` Ended ${parts.join(', ')}.`,
  endedByWhom: { voluntary: 'by the partner', involuntary: 'by us', unknown: 'by nobody knows whom' },
  noDepartures: (f: Formatter, of: number): string =>
    `None of the ${f.count(of, 'partner')} of a year ago has left since.`,
  fewDepartures: (f: Formatter, left: number, had: number, needed: number): string =>
    `${f.count(left, 'partner')} left in the last 12 months. There were ${f.number(had)} a year ago: ${f.number(needed)} are needed for a share.`,
  performancePeriod: (day: string): string => `Against ${day}`,
  noPerformance: 'There is no month end of a year ago yet to compare with.',
  moved: (name: string, from: string, to: string): string => `${name}: ${from} to ${to}`,
  fromNothing: 'There was nothing a year ago to compare with',
  notKnown: (names: readonly string[]): string => `Not known: ${names.join(', ')}`,
  improve: (day: string): string => `Below the baseline of ${day}, the widest gap first`,
  noImprove: 'Nothing is below its baseline.',
  noBaseline: 'No baseline was frozen yet to compare with.',
  below: (facet: string, share: string): string => `${facet}: ${share} below it`,
  works: {
    clearly: 'Yes, clearly',
    somewhat: 'Somewhat',
    no: 'Not so far',
  },
  worksText: (f: Formatter, word: string, partners: number, day: string, ratio: string | null): string =>
    `${word}. ${f.count(partners, 'partner')} had a score on ${day}. The third with the highest scores ${
      ratio === null
        ? 'has brought revenue since, and the third with the lowest none'
        : `has since brought ${ratio} times as much revenue as the third with the lowest`
    }.`,
  worksNobody: (f: Formatter, word: string, partners: number, day: string): string =>
    `${word}. ${f.count(partners, 'partner')} had a score on ${day}, and none of the highest third has brought revenue since.`,
  worksTooFew: (f: Formatter, had: number, needed: number): string =>
    `Too early to say: ${f.number(had)} of ${f.count(needed, 'partner')} had a score a year ago.`,
  worksNote:
    'Scores of before the first sync are worked out from dated records. Past revenue is part of the score: this shows that it carries forward, not what causes it.',
  noEndDates:
    'Nobody has left, as far as records tell: map an end date, or send the departures feed, to see departures.',
  concentration: (f: Formatter, partners: number, isDanger: boolean): string =>
    `${f.count(partners, 'partner')} sourced revenue in the last 12 months. ${
      isDanger
        ? 'The programme depends on few of them: the largest brings 30% or more, or the five largest 70% or more.'
        : 'No single one is too large: the largest brings under 30%, the five largest under 70%.'
    }`,
  noConcentration: 'No partner has sourced revenue in the last 12 months.',
  noCohorts:
    'A cohort shows once 5 partners that signed in the last four complete quarters have had 30 days. Fewer have.',
  cohortsByQuarter: 'Share of partners that had registered a deal, by quarter of signing',
  cohortsTogether:
    'Share of partners that had registered a deal. No quarter has 5 new partners, so the last four complete ones count together',
  lastQuarters: 'Last four quarters',
  ofPartners: (f: Formatter, registered: number, partners: number): string =>
    `${f.percent(registered / partners)} (${f.number(registered)} of ${f.number(partners)})`,
  noBands: 'No partner has had enough data for a score at any of the last month ends.',
  noMovers: 'No partner has a score of 13 weeks ago to compare with.',
  quality: (f: Formatter, good: number, of: number): string =>
    of === 0
      ? 'No partner has deals yet, so there is nothing to grade.'
      : `${f.number(good)} of ${f.count(of, 'partner')} with deals have complete data (grade A).`,
  warning: (measure: string, dimension: string): string =>
    `${measure} of the whole moved one way in 13 weeks while every ${dimension.toLowerCase()} moved the other: the mix of partners changed, not what they do.`,
  cut: (f: Formatter, shown: number, all: number): string =>
    `The table holds the ${f.number(shown)} partners with most behind them, of ${f.number(all)}. Filter companies in HubSpot by Partner health for the others.`,
} as const;

export const partnerPageText = {
  manager: (name: string | null): string => (name === null ? 'No partner manager set' : `Manager ${name}`),
  baseline: (dayText: string, isYearBefore: boolean): string =>
    isYearBefore
      ? `Changes are against ${dayText}, a year before the first computation, by what was known then.`
      : `Changes are against ${dayText}, frozen at the first computation.`,
  noBaseline: 'There is no earlier date to compare with.',
  notKnownThen: 'not known then',
  noChange: 'no change',
  was: (before: string): string => `was ${before}`,
  points: (f: Formatter, sign: string, points: number): string =>
    `${sign}${f.number(points, 1)} ${points === 1 ? 'point' : 'points'}`,
  course: (f: Formatter, name: string, from: string, to: string, points: number): string =>
    `${name}: ${from} to ${to} over ${f.count(points, 'month end')}`,
  noCourse: (name: string): string => `${name}: no course yet`,
} as const;
