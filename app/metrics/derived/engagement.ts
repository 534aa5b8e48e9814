/**
 * How engaged each partner is, from 0 to 100: the mean of where it stands among comparable partners in each activity that
 * is connected. All partners are worked out together, once per date.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { midRanks } from '../../kit/ranks.ts';
import { type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { notApplicable, notEnoughData, type Result } from '../result.ts';
import { isSourced } from './deals.ts';
import { partnerOfRow } from './feed-people.ts';
import { sourcedBy } from './sourced-by.ts';
import { listedTool } from './tools.ts';

const WINDOW_DAYS = 90;
const MONTH_DAYS = 30;
/** Monthly points of the level that the trend looks at, the date itself included. */
const MONTHLY_POINTS = 6;
const BACK_DAYS = MONTH_DAYS * (MONTHLY_POINTS - 1);
const SEEN = lastDays(WINDOW_DAYS + BACK_DAYS);

export const ENGAGEMENT = {
  registrations: rowsOf('registrations', { reach: SEEN, where: isSourced }),
  logins: rowsOf('portal-logins', { reach: SEEN }),
  downloads: rowsOf('downloads', { reach: SEEN }),
  tools: rowsOf('tool-use', { reach: SEEN }),
  contacts: rowsOf('touches', { reach: SEEN, where: (row) => row.isPartnerInitiated === 1 }),
};
type Values = FoldValues<typeof ENGAGEMENT>;

/** Fewer comparable partners than this, and standing among them says nothing. */
const MIN_SEGMENT = 5;

export interface Level {
  /** 0..100. */
  readonly level: number;
  /** Activities that it rests on, in words. */
  readonly connected: readonly string[];
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

interface Activity {
  readonly name: string;
  readonly days: number;
  readonly deeds: Deeds;
}

/** The level of a partner as of `date`, at most five months before the date that the rows are of. */
export const levelOf = (values: Values, facts: AccountFacts, partner: number, date: Day): Level | Result =>
  levelsByDay(values, facts)(date).of(partner);

export const isLevel = (said: Level | Result): said is Level => 'level' in said;

/** The same rows may serve several dates: they are read once, and a date's levels worked out for all partners together. */
const levelsByDay = memo((values: Values, facts: AccountFacts) => {
  const activities = activitiesOf(values, facts);
  const known = new Map<Day, Levels>();
  return (date: Day): Levels => {
    const levels = known.get(date) ?? new Levels(activities, facts, date);
    known.set(date, levels);
    return levels;
  };
});

function activitiesOf(values: Values, facts: AccountFacts): Activity[] {
  const { mapped, settings } = facts;
  return [
    ...(mapped.registration && mapped.roles
      ? [{ name: 'registrations', days: WINDOW_DAYS, deeds: registrations(values.registrations, facts) }]
      : []),
    ...(mapped['portal-logins']
      ? [{ name: 'portal logins', days: MONTH_DAYS, deeds: fed(values.logins, facts, ({ day }) => day) }]
      : []),
    ...(mapped.downloads
      ? [{ name: 'downloads', days: WINDOW_DAYS, deeds: fed(values.downloads, facts, ({ resource }) => resource) }]
      : []),
    ...(mapped['tool-use'] && settings.tools.length > 0
      ? [{ name: 'tools', days: WINDOW_DAYS, deeds: fed(values.tools, facts, (row) => listedTool(row, facts)) }]
      : []),
    ...(mapped.emails || mapped.engagements
      ? [{ name: 'contact they began', days: WINDOW_DAYS, deeds: contacts(values.contacts, facts) }]
      : []),
  ];
}

function registrations(rows: Rows<'registrations'>, facts: AccountFacts): Deeds {
  const deeds = new Deeds();
  const sourcers = sourcedBy(facts);
  rows.each(({ day, deal, loose }) => {
    const partners = deal < 0 ? [facts.registrations[loose]?.partner ?? -1] : sourcers(deal);
    for (const partner of partners) deeds.add(partner, day, deeds.known);
  });
  return deeds;
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

function contacts(rows: Rows<'touches'>, { engagements }: AccountFacts): Deeds {
  const deeds = new Deeds();
  rows.each(({ day, engagement }) => {
    for (const partner of engagements[engagement]?.partners ?? []) deeds.add(partner, day, deeds.known);
  });
  return deeds;
}

/** Of each partner on the roster at a date: its mean standing in the activities, within its type where that is large enough. */
class Levels {
  readonly #connected: readonly string[];
  /** By index of partner; 0 for one that was not on the roster. */
  readonly #segments: Int32Array;
  /** Sums of standings, 0..1 for each activity. */
  readonly #standings: Float64Array;

  constructor(activities: readonly Activity[], facts: AccountFacts, date: Day) {
    this.#connected = activities.map(({ name }) => name);
    this.#segments = new Int32Array(facts.partners.length);
    this.#standings = new Float64Array(facts.partners.length);
    const counts = activities.map((activity) => countsAt(activity, date, facts.partners.length));
    for (const { told, among } of segmentsAt(facts, date)) {
      for (const index of told) this.#segments[index] = among.length;
      for (const count of counts) this.#stand(told, among, count);
    }
  }

  of(partner: number): Level | Result {
    const segment = this.#segments[partner] ?? 0;
    if (segment === 0) return notApplicable('Was not on the roster then');
    if (this.#connected.length === 0) return notEnoughData(0, 1, { reason: 'No activity is connected' });
    if (segment < MIN_SEGMENT) return notEnoughData(segment, MIN_SEGMENT, { reason: TOO_FEW });
    return { level: this.levelOf(partner), connected: this.#connected, segment };
  }

  /** NaN where there is none. */
  levelOf(partner: number): number {
    const segment = this.#segments[partner] ?? 0;
    if (segment < MIN_SEGMENT || this.#connected.length === 0) return Number.NaN;
    return (100 * (this.#standings[partner] as number)) / (segment * this.#connected.length);
  }

  /** Adds whom each stands above, and half of those alike: halves add up exactly, in whatever order. */
  #stand(told: ReadonlySet<number>, among: readonly number[], counts: Int32Array): void {
    const ranks = midRanks(among.map((index) => counts[index] as number));
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

/** Distinct things that each partner did within the activity's window. */
function countsAt({ deeds, days }: Activity, date: Day, partners: number): Int32Array {
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

/** Back from the date, the point that the level is held against. */
const BEFORE_DAYS = 90;
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
  const levelsAt = levelsByDay(values, facts);
  const now = levelsAt(asOf).of(partner);
  if (!isLevel(now)) return now;
  const before = levelsAt(asOf - BEFORE_DAYS).of(partner);
  let points = 0;
  for (let i = 0; i < MONTHLY_POINTS; i++) {
    if (!Number.isNaN(levelsAt(asOf - i * MONTH_DAYS).levelOf(partner))) points++;
  }
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
