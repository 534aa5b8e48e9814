/**
 * How engaged each partner is, from 0 to 100: the mean of where it stands among comparable partners in each activity that
 * is connected. All partners are worked out together, once per date.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import { ROLE_BIT } from '../../facts/role.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { percentileOf } from '../../kit/ranks.ts';
import { type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { notApplicable, notEnoughData, type Result } from '../result.ts';
import { isSourced } from './deals.ts';
import { partnerOfRow } from './feed-people.ts';
import { steadyMean } from './survey.ts';
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

/** One thing that a partner did on a day; things alike count once within the window. */
interface Deed {
  readonly partner: number;
  readonly day: Day;
  readonly what: string | number;
}
interface Activity {
  readonly name: string;
  readonly days: number;
  readonly deeds: readonly Deed[];
}

/** The level of a partner as of `date`, at most five months before the date that the rows are of. */
export const levelOf = (values: Values, facts: AccountFacts, partner: number, date: Day): Level | Result =>
  levelsByDay(values, facts)(date).get(partner) ?? notApplicable('Was not on the roster then');

export const isLevel = (said: Level | Result): said is Level => 'level' in said;

/** The same rows may serve several dates: they are read once, and a date's levels worked out for all partners together. */
const levelsByDay = memo((values: Values, facts: AccountFacts) => {
  const activities = activitiesOf(values, facts);
  const known = new Map<Day, ReadonlyMap<number, Level | Result>>();
  return (date: Day): ReadonlyMap<number, Level | Result> => {
    const levels = known.get(date) ?? levelsAt(activities, facts, date);
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

function registrations(rows: Rows<'registrations'>, facts: AccountFacts): Deed[] {
  const each = rows.map(({ day, deal, loose }) => {
    const credits = facts.deals[deal]?.credits ?? [];
    const sourced = credits.filter(({ roles }) => (roles & ROLE_BIT.sourced) !== 0).map(({ partner }) => partner);
    const of = deal < 0 ? [facts.registrations[loose]?.partner ?? -1] : sourced;
    return of.map((partner) => ({ partner, day, what: `${deal}/${loose}` }));
  });
  return each.flat();
}

/** Deeds that a feed tells of: those alike count once. Rows without a word for what was done do not count. */
function fed<R extends { readonly day: Day; readonly feedRow: number }>(
  rows: { map<T>(read: (row: R) => T): T[] },
  facts: AccountFacts,
  read: (row: R) => string | number | undefined,
): Deed[] {
  return rows
    .map((row): Deed | undefined => {
      const [partner, what] = [partnerOfRow(row, facts), read(row)];
      return partner === null || what === undefined ? undefined : { partner, day: row.day, what };
    })
    .filter((deed) => deed !== undefined);
}

function contacts(rows: Rows<'touches'>, { engagements }: AccountFacts): Deed[] {
  const each = rows.map(({ day, engagement }) =>
    (engagements[engagement]?.partners ?? []).map((partner) => ({ partner, day, what: engagement })),
  );
  return each.flat();
}

/** Of each partner on the roster at `date`: its mean standing in the activities, within its type where that is large enough. */
function levelsAt(activities: readonly Activity[], facts: AccountFacts, date: Day): Map<number, Level | Result> {
  const here = facts.partners.flatMap((partner, index) => (isOnRoster(partner, date) ? [{ partner, index }] : []));
  const counts = activities.map((activity) => countsAt(activity, date));
  const levels = here.map(({ partner, index }): [number, Level | Result] => {
    const segment = segmentOf(partner, here);
    if (activities.length === 0) return [index, notEnoughData(0, 1, { reason: 'No activity is connected' })];
    if (segment.length < MIN_SEGMENT) return [index, notEnoughData(segment.length, MIN_SEGMENT, { reason: TOO_FEW })];
    const standings = counts.map(
      (count) =>
        percentileOf(
          count.get(index) ?? 0,
          segment.map((peer) => count.get(peer.index) ?? 0),
        ) ?? 0,
    );
    const level = 100 * (steadyMean(standings) ?? 0);
    return [index, { level, connected: activities.map(({ name }) => name), segment: segment.length }];
  });
  return new Map(levels);
}
const TOO_FEW = 'Too few partners to stand among';

interface Here {
  readonly partner: PartnerFact;
  readonly index: number;
}
function segmentOf({ type }: PartnerFact, here: readonly Here[]): readonly Here[] {
  const same = type === null ? [] : here.filter(({ partner }) => partner.type === type);
  return same.length >= MIN_SEGMENT ? same : here;
}

/** Distinct things each partner did within the activity's window. */
function countsAt({ deeds, days }: Activity, date: Day): Map<number, number> {
  const seen = new Map<number, Set<string | number>>();
  for (const { partner, day, what } of deeds) {
    if (day > date || day <= date - days) continue;
    const things = seen.get(partner) ?? new Set();
    seen.set(partner, things.add(what));
  }
  return new Map([...seen].map(([partner, things]) => [partner, things.size]));
}

/** Levels of the last six months, 30 days apart, the latest first. */
const monthlyLevels = (values: Values, facts: AccountFacts, partner: number, asOf: Day): (Level | Result)[] =>
  Array.from({ length: MONTHLY_POINTS }, (_, i) => levelOf(values, facts, partner, asOf - i * MONTH_DAYS));

const FEWEST_POINTS = 4;
const DEAD_BAND = 0.1;
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
  const months = monthlyLevels(values, facts, partner, asOf);
  const [now, , , before] = months;
  const points = months.filter(isLevel).length;
  if (!now || !isLevel(now)) return now ?? notEnoughData(0, FEWEST_POINTS);
  if (points < FEWEST_POINTS || !before || !isLevel(before)) {
    const reason = `The level is known for ${points} of the last ${MONTHLY_POINTS} months`;
    return notEnoughData(Math.min(points, FEWEST_POINTS - 1), FEWEST_POINTS, { reason, qualifier: 'too-few-to-tell' });
  }
  const change = now.level - before.level;
  const isSteady = Math.abs(change) <= DEAD_BAND * before.level;
  const direction = isSteady ? 'steady' : change > 0 ? 'improving' : 'declining';
  return { now: now.level, before: before.level, direction, points };
}

export const isMovement = (said: Movement | Result): said is Movement => 'direction' in said;
