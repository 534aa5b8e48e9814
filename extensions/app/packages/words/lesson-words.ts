/** What the programme page says of what can be learned. Texts that the server fills in. */
import type { Formatter } from './formatter.ts';

export const LESSON_WORDS = {
  goTo: {
    title: 'Whom to go to, by market',
    intro:
      'Deals decided in the last two years, by country, industry and size of the customer. The partner to go to has won 3 or more there, at a close rate not below that of the market.',
    columns: ['Market', 'Won of decided', 'Go to'],
    nobody: 'Nobody has shown it yet: recruit here',
    empty:
      'Not enough data: no decided deal has a customer with a country, an industry and a size. The settings customer.country, customer.industry and customer.employees name the company properties.',
    more: (f: Formatter, shown: number, all: number): string =>
      `The ${f.number(shown)} markets with most won deals, of ${f.number(all)}.`,
  },
  traits: {
    title: 'What partners that bring most have in common',
    intro:
      'The upper quarter of the partners by sourced revenue of the last 12 months, held against all. A trait counts once 8 partners have it.',
    columns: ['Trait', 'In the upper quarter', 'Against all', 'Chance', 'For example'],
    empty: 'Not enough data: no trait is shared by 8 partners, or nobody has sourced revenue in the last 12 months.',
    times: (f: Formatter, lift: number): string => `${f.number(lift, 1)} times as often`,
    chance: (f: Formatter, p: number): string => (p < 0.01 ? 'under 1%' : f.percent(p)),
    note: 'Chance: how likely as many would be there if the trait meant nothing. Below 10% counts as proven, which means worth a trial: many traits are tried, and one of ten that mean nothing looks proven.',
    others: (names: readonly string[]): string => `Tried, and no more frequent there: ${names.join('; ')}.`,
  },
  fits: {
    title: 'How new partners fit',
    intro: 'Partners that signed in the last 12 months and have brought no revenue yet, by the proven traits above.',
    columns: ['Partner', 'Proven traits', 'Has', 'Lacks'],
    unknown: (name: string): string => `${name} (not known)`,
    none: 'none',
  },
  relations: {
    title: 'What moves before revenue does',
    intro:
      'Leading metrics in use, at the ends of the last 12 quarters, held against sourced revenue of the quarter that lies their lag later.',
    columns: ['Metric', 'Sample', 'Goes together', 'Highest against lowest third', 'Now'],
    empty: 'No leading metric is switched on. Switch one on in the settings, under Score.',
    lag: (f: Formatter, name: string, days: number): string => `${name}, ${f.days(days)} ahead`,
    sample: (f: Formatter, pairs: number): string => `${f.number(pairs)} partner-quarters`,
    few: (f: Formatter, have: number, need: number): string =>
      `Not enough data (${f.number(have)} of ${f.number(need)})`,
    alike: 'All alike',
    strength: { strong: 'Clearly', some: 'Somewhat', none: 'Hardly', against: 'The other way' },
    correlation: (f: Formatter, word: string, value: number): string => `${word} (${f.number(value, 2)})`,
    times: (f: Formatter, ratio: number): string => `${f.number(ratio, 1)} times the revenue`,
    nothingBelow: 'The lowest third brought none',
    holds: 'Nothing to watch',
    unwatched: 'Of partners only',
    late: (day: string): string => `Fell, and revenue did not follow by ${day}: the relation may no longer hold`,
    coming: (day: string): string => `Fell: revenue is expected to follow by ${day}`,
    fewQuarters: (f: Formatter, have: number, need: number): string =>
      `${f.number(have)} of ${f.number(need)} quarters`,
    note: 'Going together is Spearman\u2019s rank correlation, -1 to 1. It does not say that one causes the other, and quarters of one partner are not independent. Of a number that is better low, such as days since activity, the other way is what is hoped for.',
  },
  departures: {
    title: 'What the score said before partners left',
    intro:
      'Partners that left in the last 12 months, where they stood in the four quarters before, beside those that have stayed.',
    columns: ['Before leaving', 'At risk', 'Watch', 'Healthy', 'No band', 'At risk of those that stayed'],
    empty:
      'Nobody has left in the last 12 months, as far as records tell. The setting partner.endDate, or the feed partner-ends, says when a partner left.',
    ofKnown: (count: string, share: string): string => `${count} (${share})`,
    nobodyStayed: 'None known',
    note: 'Scores by today\u2019s definition, from what was known on the Sunday on or before the day: what was entered later is not seen. Shares are of those with a band. If those that stayed were at risk as often, the score did not see it coming.',
  },
  leavers: {
    title: 'Partners that left, one by one',
    intro: 'The last to leave first. Whether somebody could have acted is for people to say.',
    columns: ['Partner', 'Left', 'Cause'],
    before: (days: string): string => `${days} before`,
    point: (band: string, score: string): string => `${band}, ${score}`,
    notYet: 'Not signed yet',
    more: (f: Formatter, shown: number, all: number): string =>
      `The last ${f.number(shown)} to leave, of ${f.number(all)}.`,
    reconstructed:
      'Of days before the first sync the score is reconstructed from HubSpot\u2019s history; labels between companies and deals have none and count as always there.',
  },
  rewards: {
    title: 'Who meets the rules for a reward',
    intro: 'Rules of the account, with the number that meets each. Nothing is paid or promoted from here.',
    columns: ['Reward', 'Rule', 'Met by', 'Not known of', 'Partners'],
    empty: 'No rule is set. The setting "rewards" names a metric and what it has to reach; the admin guide shows how.',
    atLeast: (name: string, value: string): string => `${name}: at least ${value}`,
    example: (name: string, value: string): string => `${name}, ${value}`,
  },
  commissions: {
    title: 'What commissions cost and bring',
    intro: 'Paid in the last 12 months beside revenue sourced in the same months, by type and tier of the partner.',
    columns: ['Type or tier', 'Partners', 'Paid', 'Sourced', 'Paid of sourced', 'Partners paid'],
    empty: 'Not set up: upload the feed of commissions to see what they cost by type and tier.',
    by: { type: 'Type', tier: 'Tier' },
    noRevenue: 'No revenue',
  },
  rates: {
    title: 'After a change of rates',
    intro:
      'Registrations per partner in the two quarters after a change against the two before, beside partners whose rate stayed.',
    columns: ['Change', 'Rate', 'Registrations', 'Of the others'],
    all: 'all partners',
    none: 'None before',
    noOthers: 'No others',
    change: (share: string, isUp: boolean): string => `${isUp ? '+' : '\u2212'}${share}`,
  },
  enhancements: {
    title: 'What could be improved',
    intro: 'What the metrics of the programme point at, what concerns most first. Whether to do it stays with people.',
    columns: ['What', 'Rests on', 'Concerns', 'Answers for it'],
    empty:
      'Nothing is proposed: training, stages, benefits and reasons for silence show no trouble, or too little is known of them.',
    nobody: 'Nobody yet',
  },
} as const;
