/**
 * How engaged each partner is, from 0 to 100: the mean of where it stands among comparable partners in each activity that
 * is connected. All partners are worked out together, once per date.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import type { TableRow } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { midRanks } from '../../kit/ranks.ts';
import { type FoldValues, lastDays, rowsOf, type Tallied, tallyOf } from '../fold.ts';
import { notApplicable, notEnoughData, type Result } from '../result.ts';
import { isSourced } from './deals.ts';
import { partnerOfRow } from './feed-people.ts';
import { sourcedBy } from './sourced-by.ts';
import { listedTool } from './tools.ts';

const WINDOW_DAYS = 90;
const MONTH_DAYS = 30;
/** Monthly points of the level that the trend looks at, the date itself included. */
const MONTHLY_POINTS = 6;
/** Back from the date, the point that the level is held against. */
const BEFORE_DAYS = 90;
const NOW = lastDays(WINDOW_DAYS);
const BEFORE = lastDays(WINDOW_DAYS, BEFORE_DAYS);
const SEEN = lastDays(WINDOW_DAYS + BEFORE_DAYS);

const registrants = ({ deal, loose }: TableRow<'registrations'>, facts: AccountFacts): readonly number[] =>
  deal < 0 ? [facts.registrations[loose]?.partner ?? -1] : sourcedBy(facts)(deal);
const contacted = ({ engagement }: TableRow<'touches'>, { engagements }: AccountFacts): readonly number[] =>
  engagements[engagement]?.partners ?? [];
const isTheirs = (row: TableRow<'touches'>): boolean => row.isPartnerInitiated === 1;

/** By index of partner what can be counted; as rows what feeds tell of, of which things alike count once. */
export const ENGAGEMENT = {
  registrations: tallyOf('registrations', registrants, { reach: NOW, where: isSourced }),
  registrationsBefore: tallyOf('registrations', registrants, { reach: BEFORE, where: isSourced }),
  logins: rowsOf('portal-logins', { reach: SEEN }),
  downloads: rowsOf('downloads', { reach: SEEN }),
  tools: rowsOf('tool-use', { reach: SEEN }),
  contacts: tallyOf('touches', contacted, { reach: NOW, where: isTheirs }),
  contactsBefore: tallyOf('touches', contacted, { reach: BEFORE, where: isTheirs }),
};
type Values = FoldValues<typeof ENGAGEMENT>;

/** Fewer comparable partners than this, and standing among them says nothing. */
const MIN_SEGMENT = 5;

export interface Level {
  /** 0..100. */
  readonly level: number;
  /** The activities that it rests on, in words. */
  readonly from: string;
  /** Partners it is compared with, itself included. */
  readonly segment: number;
}

/** What partners did, in columns. Things alike of one partner share a number, and count once within the window. */
class Deeds {
  readonly partners: number[] = [];
  readonly days: Day[] = [];
  readonly things: number[] = [];
  /** One more than the largest number of a thing. */
  known = 0;

  add(partner: number, day: Day, thing: number): void {
    this.partners.push(partner);
    this.days.push(day);
    this.things.push(thing);
    this.known = Math.max(this.known, thing + 1);
  }
}

/** Days back from the date asked for. */
type Back = 0 | typeof BEFORE_DAYS;
interface Activity {
  readonly name: string;
  /** How much each partner did in the window that ended so many days before `asOf`. */
  countsAt(asOf: Day, back: Back): (partner: number) => number;
}

/** The level of a partner as of the date. */
export const levelOf = (values: Values, facts: AccountFacts, partner: number, asOf: Day): Level | Result =>
  levelsAt(values, asOf, facts, 0).of(partner);

export const isLevel = (said: Level | Result): said is Level => 'level' in said;

/** The same rows may serve several dates: they are read once, and a date's levels worked out for all partners together. */
const levelsNow = memoByDay(
  (values: Values, asOf: Day, facts: AccountFacts) => new Levels(activitiesOf(values, facts), facts, asOf, 0),
);
const levelsBefore = memoByDay(
  (values: Values, asOf: Day, facts: AccountFacts) => new Levels(activitiesOf(values, facts), facts, asOf, BEFORE_DAYS),
);
const levelsAt = (values: Values, asOf: Day, facts: AccountFacts, back: Back): Levels =>
  back === 0 ? levelsNow(values, asOf, facts) : levelsBefore(values, asOf, facts);

const activitiesOf = memo(({ logins, downloads, tools, ...values }: Values, facts: AccountFacts): Activity[] => {
  const { mapped, settings } = facts;
  return [
    ...(mapped.registration && mapped.roles
      ? [counted('registrations', values.registrations, values.registrationsBefore)]
      : []),
    ...(mapped['portal-logins']
      ? [
          told(
            'portal logins',
            MONTH_DAYS,
            fed(logins, facts, ({ day }) => day),
            facts,
          ),
        ]
      : []),
    ...(mapped.downloads
      ? [
          told(
            'downloads',
            WINDOW_DAYS,
            fed(downloads, facts, ({ resource }) => resource),
            facts,
          ),
        ]
      : []),
    ...(mapped['tool-use'] && settings.tools.length > 0
      ? [
          told(
            'tools',
            WINDOW_DAYS,
            fed(tools, facts, (row) => listedTool(row, facts)),
            facts,
          ),
        ]
      : []),
    ...(mapped.emails || mapped.engagements
      ? [counted('contact they began', values.contacts, values.contactsBefore)]
      : []),
  ];
});

const counted = (name: string, now: Tallied, before: Tallied): Activity => ({
  name,
  countsAt: (_, back) => (partner) => (back === 0 ? now : before).at(partner),
});

/** Distinct things that each partner did within the activity's window. */
const told = (name: string, days: number, deeds: Deeds, { partners }: AccountFacts): Activity => ({
  name,
  countsAt: (asOf, back) => {
    const counts = countsIn(deeds, asOf - back, days, partners.length);
    return (partner) => counts[partner] ?? 0;
  },
});

function countsIn(deeds: Deeds, date: Day, days: number, partners: number): Int32Array {
  const counts = new Int32Array(partners);
  const isSeen = new Uint8Array(deeds.known);
  for (let i = 0; i < deeds.days.length; i++) {
    const [day, thing, partner] = [deeds.days[i] as Day, deeds.things[i] as number, deeds.partners[i] as number];
    if (day > date || day <= date - days || isSeen[thing] === 1) continue;
    isSeen[thing] = 1;
    counts[partner] = (counts[partner] as number) + 1;
  }
  return counts;
}

/** Deeds that a feed tells of: those alike count once. Rows without a word for what was done do not count. */
function fed<R extends { readonly day: Day; readonly feedRow: number }>(
  rows: { each(read: (row: R) => void): void },
  facts: AccountFacts,
  read: (row: R) => string | number | undefined,
): Deeds {
  const deeds = new Deeds();
  const numbers = new Map<number, Map<string | number, number>>();
  rows.each((row) => {
    const [partner, what] = [partnerOfRow(row, facts), read(row)];
    if (partner === null || what === undefined) return;
    const own = numbers.get(partner) ?? new Map<string | number, number>();
    numbers.set(partner, own);
    const thing = own.get(what) ?? deeds.known;
    own.set(what, thing);
    deeds.add(partner, row.day, thing);
  });
  return deeds;
}

/** Of each partner on the roster at a date: its mean standing in the activities, within its type where that is large enough. */
class Levels {
  readonly #connected: number;
  readonly #from: string;
  /** By index of partner; 0 for one that was not on the roster. */
  readonly #segments: Int32Array;
  /** Sums of standings, 0..1 for each activity. */
  readonly #standings: Float64Array;

  constructor(activities: readonly Activity[], facts: AccountFacts, asOf: Day, back: Back) {
    this.#connected = activities.length;
    this.#from = `From ${activities.map(({ name }) => name).join(', ')}`;
    this.#segments = segmentSizesAt(facts, asOf - back);
    this.#standings = new Float64Array(facts.partners.length);
    const counts = activities.map((activity) => activity.countsAt(asOf, back));
    for (const { told, among } of segmentsAt(facts, asOf - back)) {
      for (const count of counts) this.#stand(told, among, count);
    }
  }

  of(partner: number): Level | Result {
    const segment = this.#segments[partner] ?? 0;
    if (segment === 0) return notApplicable('Was not on the roster then');
    if (this.#connected === 0) return notEnoughData(0, 1, { reason: 'No activity is connected' });
    if (segment < MIN_SEGMENT) return notEnoughData(segment, MIN_SEGMENT, { reason: TOO_FEW });
    const level = (100 * (this.#standings[partner] as number)) / (segment * this.#connected);
    return { level, from: this.#from, segment };
  }

  /** Adds whom each stands above, and half of those alike: halves add up exactly, in whatever order. */
  #stand(told: ReadonlySet<number>, among: readonly number[], countOf: (partner: number) => number): void {
    const ranks = midRanks(among.map(countOf));
    for (let i = 0; i < among.length; i++) {
      const index = among[i] as number;
      if (told.has(index)) this.#standings[index] = (this.#standings[index] as number) + (ranks[i] as number) - 0.5;
    }
  }
}
const TOO_FEW = 'Too few partners to stand among';

interface Segment {
  /** Indexes of the partners that are compared with all of `among`. */
  readonly told: ReadonlySet<number>;
  readonly among: readonly number[];
}

/** Partners on the roster at `date` by type; those whose type is unknown or small are compared with all. */
const segmentsAt = memoByDay((facts: AccountFacts, date: Day): readonly Segment[] => {
  const here = [...facts.partners.keys()].filter((index) => isOnRoster(facts.partners[index] as PartnerFact, date));
  const byType = Map.groupBy(here, (index) => facts.partners[index]?.type ?? null);
  const large = [...byType].filter(([type, same]) => type !== null && same.length >= MIN_SEGMENT);
  const others = here.filter((index) => !large.some(([type]) => type === facts.partners[index]?.type));
  return [
    ...large.map(([, same]) => ({ told: new Set(same), among: same })),
    { told: new Set(others), among: here },
  ].filter(({ told }) => told.size > 0);
});

/** By index of partner, with how many it is compared at `date`; 0 for one that was not on the roster. */
const segmentSizesAt = memoByDay((facts: AccountFacts, date: Day): Int32Array => {
  const sizes = new Int32Array(facts.partners.length);
  for (const { told, among } of segmentsAt(facts, date)) for (const index of told) sizes[index] = among.length;
  return sizes;
});

/** By index of partner, at how many of the months up to the date it had enough others to stand among. */
const pointsAt = memoByDay((facts: AccountFacts, asOf: Day): Uint8Array => {
  const months = Array.from({ length: MONTHLY_POINTS }, (_, i) => segmentSizesAt(facts, asOf - i * MONTH_DAYS));
  return Uint8Array.from(
    facts.partners,
    (_, index) => months.filter((sizes) => (sizes[index] ?? 0) >= MIN_SEGMENT).length,
  );
});

const FEWEST_POINTS = 4;
const DEAD_BAND = 0.1;
/** Levels are quotients: a change of just a tenth misses the band by rounding. */
const CLOSE = 1e-9;
export type Direction = 'improving' | 'steady' | 'declining';

export interface Movement {
  readonly now: number;
  /** 90 days before. */
  readonly before: number;
  readonly direction: Direction;
  readonly points: number;
}

/** The level against that of 90 days before; within a tenth of it, it is steady. */
export function movementOf(values: Values, facts: AccountFacts, partner: number, asOf: Day): Movement | Result {
  const now = levelsAt(values, asOf, facts, 0).of(partner);
  if (!isLevel(now)) return now;
  const before = levelsAt(values, asOf, facts, BEFORE_DAYS).of(partner);
  const points = pointsAt(facts, asOf)[partner] ?? 0;
  if (points < FEWEST_POINTS || !isLevel(before)) {
    const reason = `The level is known for ${points} of the last ${MONTHLY_POINTS} months`;
    return notEnoughData(Math.min(points, FEWEST_POINTS - 1), FEWEST_POINTS, { reason, qualifier: 'too-few-to-tell' });
  }
  const change = now.level - before.level;
  const isSteady = Math.abs(change) <= DEAD_BAND * before.level + CLOSE;
  const direction = isSteady ? 'steady' : change > 0 ? 'improving' : 'declining';
  return { now: now.level, before: before.level, direction, points };
}

export const isMovement = (said: Movement | Result): said is Movement => 'direction' in said;
