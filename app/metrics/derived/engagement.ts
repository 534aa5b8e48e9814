/**
 * How engaged each partner is, from 0 to 100: the mean of where it stands among comparable partners in each activity that
 * is connected. All partners are worked out together, once per date.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { midRankAmong } from '../../kit/ranks.ts';
import { type FoldValues, lastDays, rowsOf, type Tallied, tallyOf } from '../fold.ts';
import { notApplicable, notEnoughData, type Result } from '../result.ts';
import { isComparedAt, MIN_SEGMENT, type Segments, segmentsAt, sizesOf } from './comparable-partners.ts';
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
  /** How much each partner did in the window that ended so many days before `asOf`, by index of partner. */
  countsAt(asOf: Day, back: Back): Int32Array;
}

/** The levels of all partners as of the date. */
export const levelsNow = memoByDay(
  (values: Values, asOf: Day, facts: AccountFacts) => new Levels(activitiesOf(values, facts), facts, asOf, 0),
);

const activitiesOf = memo(({ logins, downloads, tools, ...values }: Values, facts: AccountFacts): Activity[] => {
  const { mapped, settings } = facts;
  return [
    ...(mapped.registration && mapped.roles
      ? [counted('registrations', values.registrations, values.registrationsBefore, facts)]
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
      ? [counted('contact they began', values.contacts, values.contactsBefore, facts)]
      : []),
  ];
});

const counted = (name: string, now: Tallied, before: Tallied, { partners }: AccountFacts): Activity => ({
  name,
  countsAt: (_, back) => {
    const counts = back === 0 ? now : before;
    const byPartner = new Int32Array(partners.length);
    for (let partner = 0; partner < byPartner.length; partner++) byPartner[partner] = counts.at(partner);
    return byPartner;
  },
});

/** Distinct things that each partner did within the activity's window. */
const told = (name: string, days: number, deeds: Deeds, { partners }: AccountFacts): Activity => ({
  name,
  countsAt: (asOf, back) => countsIn(deeds, asOf - back, days, partners.length),
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
  /** The activities that they rest on, in words. */
  readonly from: string;
  readonly #connected: number;
  /** By index of partner, with how many it is compared. */
  readonly #sizes: Int32Array;
  /** Sums of standings, 0..1 for each activity and each that it is compared with. */
  readonly #standings: Float64Array;

  constructor(activities: readonly Activity[], facts: AccountFacts, asOf: Day, back: Back) {
    this.#connected = activities.length;
    this.from = `From ${activities.map(({ name }) => name).join(', ')}`;
    const segments = segmentsAt(facts, asOf - back);
    this.#sizes = sizesOf(segments);
    this.#standings = new Float64Array(facts.partners.length);
    const counts = activities.map((activity) => activity.countsAt(asOf, back));
    for (let segment = 0; segment < segments.among.length; segment++) {
      for (const count of counts) this.#stand(segments, segment, count);
    }
  }

  /** 0..100; undefined where it is not known. */
  of(partner: number): number | undefined {
    const size = this.#sizes[partner] as number;
    if (size < MIN_SEGMENT || this.#connected === 0) return undefined;
    return (100 * (this.#standings[partner] as number)) / (size * this.#connected);
  }

  /** Partners that one is compared with, itself included; 0 where it was not on the roster. */
  sizeFor(partner: number): number {
    return this.#sizes[partner] as number;
  }

  /** What to say of a partner whose level is not known. */
  missing(partner: number): Result {
    const size = this.sizeFor(partner);
    if (size === 0) return NOT_HERE;
    if (this.#connected === 0) return NOT_CONNECTED;
    return notEnoughData(size, MIN_SEGMENT, { reason: 'Too few partners to stand among' });
  }

  /** Adds whom each stands above, and half of those alike: halves add up exactly, in whatever order. */
  #stand({ of, among }: Segments, segment: number, counts: Int32Array): void {
    const partners = among[segment] as readonly number[];
    const rankOf = midRankAmong(counts, partners);
    for (const partner of partners) {
      if (of[partner] !== segment) continue;
      this.#standings[partner] = (this.#standings[partner] as number) + rankOf(counts[partner] as number) - 0.5;
    }
  }
}
const NOT_HERE = notApplicable('Was not on the roster then');
const NOT_CONNECTED = notEnoughData(0, 1, { reason: 'No activity is connected' });

/** By index of partner, at how many of the months up to the date it had enough others to stand among. */
function pointsAt(facts: AccountFacts, asOf: Day): Uint8Array {
  const points = new Uint8Array(facts.partners.length);
  for (let month = 0; month < MONTHLY_POINTS; month++) {
    const isCompared = isComparedAt(facts, asOf - month * MONTH_DAYS);
    for (let index = 0; index < points.length; index++) {
      points[index] = (points[index] as number) + (isCompared[index] as number);
    }
  }
  return points;
}

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
  const { levels, levelsThen, pointsOf } = lookingBack(values, asOf, facts);
  const now = levels.of(partner);
  if (now === undefined) return levels.missing(partner);
  const points = pointsOf[partner] as number;
  const before = levelsThen.of(partner);
  if (points < FEWEST_POINTS || before === undefined) return TOO_FEW_POINTS[points] as Result;
  const change = now - before;
  const isSteady = Math.abs(change) <= DEAD_BAND * before + CLOSE;
  const direction = isSteady ? 'steady' : change > 0 ? 'improving' : 'declining';
  return { now, before, direction, points };
}

/** The same rows may serve several dates: they are read once. */
const lookingBack = memoByDay((values: Values, asOf: Day, facts: AccountFacts) => ({
  levels: levelsNow(values, asOf, facts),
  levelsThen: new Levels(activitiesOf(values, facts), facts, asOf, BEFORE_DAYS),
  pointsOf: pointsAt(facts, asOf),
}));

/** By how many of the months the level is known for. */
const TOO_FEW_POINTS = Array.from({ length: MONTHLY_POINTS + 1 }, (_, points) => {
  const reason = `The level is known for ${points} of the last ${MONTHLY_POINTS} months`;
  return notEnoughData(Math.min(points, FEWEST_POINTS - 1), FEWEST_POINTS, { reason, qualifier: 'too-few-to-tell' });
});

export const isMovement = (said: Movement | Result): said is Movement => 'direction' in said;
