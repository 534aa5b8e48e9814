import type { FeedRowFact } from '../facts/feed-row.ts';
import type { Day } from '../kit/days.ts';
import { parseMinor } from '../kit/money.ts';
import type { Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import { normalName } from './partners.ts';
import type { AccountRecords, CrmRecord } from './records.ts';

/**
 * Documented (guide to goals): name, amount, start, end and team. A goal is as many records as it has people (or teams)
 * and periods, under one name. Seen in accounts, not documented: what a goal counts in (`currency` for money), whether it
 * is a sum or an average, and the code of its currency.
 */
export const GOAL_PROPERTIES: readonly string[] = [
  'hs_goal_name',
  'hs_target_amount',
  'hs_start_datetime',
  'hs_end_datetime',
  'hs_assignee_team_id',
  'hs_kpi_unit_type',
  'hs_kpi_metric_type',
  'hs_goal_target_currency_code',
];

const FEED = 'targets';
const MS_PER_DAY = 86_400_000;

export interface MappedGoal {
  readonly rows: readonly FeedRowFact[];
  /** Why the goal that the settings name gives no target, or not every one; null where it does. */
  readonly problem: string | null;
}

const NO_GOAL: MappedGoal = { rows: [], problem: null };

/**
 * The targets of the goal that the settings name, as targets of the programme: for each period the sum over its people,
 * as HubSpot's own page of a goal adds them up; over its teams where no person has one. A period of which any part is no
 * sum of money in the account's currency is refused as a whole: the rest of it would pass for the target.
 */
export function mapGoals({ extras, settings }: AccountRecords, zone: Zone): MappedGoal {
  const { targetGoal, currency } = settings;
  if (targetGoal === null || !extras.read.includes('goal_targets')) return NO_GOAL;
  const name = normalName(targetGoal);
  const records = (extras.records.goal_targets ?? []).filter(
    ({ archived, properties }) => !archived && normalName(properties.hs_goal_name ?? '') === name,
  );
  if (records.length === 0) return { rows: [], problem: `HubSpot shows no goal named "${targetGoal}"` };
  const slices = records.flatMap((record) => sliceOf(record, currency, zone));
  const rows = [...groupBy(slices, ({ starts, ends }) => `${starts}/${ends}`)].flatMap(([period, all]) =>
    all.some(({ refused }) => refused !== null) ? [] : rowOf(period, all),
  );
  const refused = slices.flatMap(({ refused }) => refused ?? []).sort()[0];
  return { rows, problem: refused === undefined ? null : `The goal "${targetGoal}" ${refused}` };
}

function rowOf(period: string, all: readonly Slice[]): FeedRowFact[] {
  const ofPeople = all.filter(({ isTeam }) => !isTeam);
  const counted = ofPeople.length > 0 ? ofPeople : all;
  const [first] = counted;
  if (!first) return [];
  const { starts, ends } = first;
  const amount = counted.reduce((sum, one) => sum + one.amount, 0);
  const learnedDay = counted.reduce((day, one) => Math.max(day, one.createdDay), first.createdDay);
  const about = { kind: FEED, key: `goal/${period}`, partner: null, customer: null } as const;
  return [{ ...about, day: starts, learnedDay, values: { starts, ends, amount } }];
}

interface Slice {
  readonly starts: Day;
  readonly ends: Day;
  readonly amount: number;
  readonly isTeam: boolean;
  readonly createdDay: Day;
  /** Why it is no target, as the end of a sentence about the goal. */
  readonly refused: string | null;
}

function sliceOf({ properties, createdMs }: CrmRecord, currency: string, zone: Zone): Slice[] {
  const [start, end] = [instant(properties.hs_start_datetime), instant(properties.hs_end_datetime)];
  const amount = properties.hs_target_amount?.trim() ? parseMinor(properties.hs_target_amount, currency) : null;
  if (start === null || end === null || end <= start || amount === null || amount <= 0) return [];
  // Goals begin and end at midnight UTC wherever the account is: their dates are read there.
  const starts = Math.floor(start / MS_PER_DAY);
  const ends = Math.floor((end - 1) / MS_PER_DAY);
  const isTeam = Boolean(properties.hs_assignee_team_id?.trim());
  return [
    { starts, ends, amount, isTeam, createdDay: zone.dayOf(createdMs), refused: refusalOf(properties, currency) },
  ];
}

/** What HubSpot does not tell of a goal is not held against it. */
function refusalOf(properties: CrmRecord['properties'], currency: string): string | null {
  const read = (name: string) => properties[name]?.trim().slice(0, 40) ?? '';
  const unit = read('hs_kpi_unit_type').toLowerCase();
  if (unit !== '' && unit !== 'currency')
    return `does not count money but "${unit}": name one in the settings that sums up money`;
  const way = read('hs_kpi_metric_type').toUpperCase();
  if (way !== '' && way !== 'SUM')
    return `is no sum of money but "${way}" of it: name one in the settings that sums up money`;
  const code = read('hs_goal_target_currency_code').toUpperCase();
  return code === '' || code === currency
    ? null
    : `is in ${code} and the account in ${currency}: set the goal in ${currency}, or enter the target in the settings`;
}

function instant(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  const ms = /^\d{9,14}$/.test(trimmed) ? Number(trimmed) : Date.parse(trimmed);
  return Number.isFinite(ms) ? ms : null;
}
