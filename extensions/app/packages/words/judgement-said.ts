import type { Formatter } from './formatter.ts';

/** What the server says of reviews, overrides and shared scorecards. */
export const JUDGEMENT_SAID = {
  reviewed: 'Saved. From now on the card tells what moves after this review.',
  overridden:
    'Set. The card shows it at once; HubSpot\u2019s properties follow with the next write, in a minute or two.',
  said: 'That is saved already.',
  ended: 'Ended. The computed value counts again.',
  shared: 'The link is ready.',
  withdrawn: 'Withdrawn. The link opens nothing any more.',
  linkGone: 'There is no such link that is still open.',
  overtaken:
    'Somebody else has said something of this partner meanwhile. It shows now; look at it and say yours again.',
  noPartner: 'This company is not a partner, or was not computed yet.',
  hasLeft: 'This partner has left the programme: there is no band to set.',
  noOverride: 'No override is in force.',
  until: (first: string, last: string): string => `Choose a day from ${first} to ${last}.`,
  adminsOverride: 'Admins of Partner Pulse may set a band here. They can open it to everyone under Settings, People.',
  adminsShare: 'Admins of Partner Pulse may share scorecards. They can open it to everyone under Settings, People.',
  untilName: 'Until',
} as const;

export const judgementText = {
  set: (band: string, score: string | null, who: string, until: string): string =>
    `Set to ${band}${score === null ? '' : `, ${score}`} by ${who} until ${until}`,
  computed: (band: string, score: string | null): string => `Computed: ${band}${score === null ? '' : `, ${score}`}`,
  seen: (what: string, asOf: string): string => `You are looking at ${what}, as of ${asOf}.`,
  wasSeen: (what: string, asOf: string): string => `Seen: ${what}, as of ${asOf}`,
  since: (day: string, who: string, what: string): string => `Since ${day}, when ${who} saw ${what}`,
  nothing: 'Nothing has moved the score since.',
  notYet: 'What moves from now on shows here with the next computation.',
  noSplit: (was: string, is: string): string => `There was ${was} and there is ${is}: nothing to take apart`,
  definition: (f: Formatter, points: number): string =>
    `Definitions or settings changed: ${f.signedPoints(points)} points`,
  data: (f: Formatter, points: number, names: readonly string[]): string =>
    `Records of before the review came late or were corrected${names.length === 0 ? '' : ` (${f.list(names)})`}: ${f.signedPoints(points)} points`,
  moved: (f: Formatter, name: string, points: number, course: string | null): string =>
    `${name}${course === null ? '' : ` ${course}`}: ${f.signedPoints(points)} points`,
  rest: (f: Formatter, points: number): string => `Smaller movements and rounding: ${f.signedPoints(points)} points`,
  noScore: 'no score',
} as const;

export const HISTORY_TITLES = {
  review: 'Reviewed',
  'override-end': 'Override ended',
  /** "Set to Healthy until Dec 20, 2026". */
  override: (what: string, until: string): string => `Set to ${what} until ${until}`,
} as const;

export const linkText = {
  open: (until: string): string => `Open until ${until}`,
  expired: (on: string): string => `Ran out on ${on}`,
  withdrawn: (on: string): string => `Withdrawn on ${on}`,
  shared: (who: string, on: string): string => `Shared by ${who} on ${on}`,
  views: (f: Formatter, count: number, last: string | null): string =>
    last === null ? 'Not opened yet' : `Opened ${count === 1 ? 'once' : `${f.number(count)} times`}, last on ${last}`,
} as const;
