import type { FeedRowFact } from '../facts/feed-row.ts';
import type { Day } from '../kit/days.ts';
import { parseMinor } from '../kit/money.ts';
import type { Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import { normalName } from './partners.ts';
import type { AccountRecords, CrmRecord } from './records.ts';

/** All documented (guide to goals). A goal is as many records as it has people (or teams) and periods, under one name. */
export const GOAL_PROPERTIES: readonly string[] = [
  'hs_goal_name',
  'hs_target_amount',
  'hs_start_datetime',
  'hs_end_datetime',
  'hs_assignee_team_id',
];

const FEED = 'targets';
const MS_PER_DAY = 86_400_000;

/**
 * The targets of the goal that the settings name, as targets of the programme: for each period the sum over its people,
 * as HubSpot's own page of a goal adds them up; over its teams where no person has one.
 */
export function mapGoals({ extras, settings }: AccountRecords, zone: Zone): FeedRowFact[] {
  if (settings.targetGoal === null) return [];
  const name = normalName(settings.targetGoal);
  const slices = (extras.records.goal_targets ?? [])
    .filter(({ archived, properties }) => !archived && normalName(properties.hs_goal_name ?? '') === name)
    .flatMap((record) => sliceOf(record, settings.currency, zone));
  return [...groupBy(slices, ({ starts, ends }) => `${starts}/${ends}`)].flatMap(([period, all]): FeedRowFact[] => {
    const ofPeople = all.filter(({ isTeam }) => !isTeam);
    const counted = ofPeople.length > 0 ? ofPeople : all;
    const [first] = counted;
    if (!first) return [];
    const { starts, ends } = first;
    const amount = counted.reduce((sum, one) => sum + one.amount, 0);
    const learnedDay = counted.reduce((day, one) => Math.max(day, one.createdDay), first.createdDay);
    const about = { kind: FEED, key: `goal/${period}`, partner: null, customer: null } as const;
    return [{ ...about, day: starts, learnedDay, values: { starts, ends, amount } }];
  });
}

interface Slice {
  readonly starts: Day;
  readonly ends: Day;
  readonly amount: number;
  readonly isTeam: boolean;
  readonly createdDay: Day;
}

function sliceOf({ properties, createdMs }: CrmRecord, currency: string, zone: Zone): Slice[] {
  const [start, end] = [instant(properties.hs_start_datetime), instant(properties.hs_end_datetime)];
  const amount = properties.hs_target_amount?.trim() ? parseMinor(properties.hs_target_amount, currency) : null;
  if (start === null || end === null || end <= start || amount === null || amount <= 0) return [];
  // Goals begin and end at midnight UTC wherever the account is: their dates are read there.
  const starts = Math.floor(start / MS_PER_DAY);
  const ends = Math.floor((end - 1) / MS_PER_DAY);
  const isTeam = Boolean(properties.hs_assignee_team_id?.trim());
  return [{ starts, ends, amount, isTeam, createdDay: zone.dayOf(createdMs) }];
}

function instant(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  const ms = /^\d{9,14}$/.test(trimmed) ? Number(trimmed) : Date.parse(trimmed);
  return Number.isFinite(ms) ? ms : null;
}
