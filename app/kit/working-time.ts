import type { Day, Ms } from './days.ts';

export interface Calendar {
  /** 1 = Monday to 7 = Sunday. */
  readonly days: readonly number[];
  /** `HH:MM`. */
  readonly from: string;
  readonly to: string;
}

interface LocalTime {
  dayOf(ms: Ms): Day;
  minuteOf(ms: Ms): number;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** 1 = Monday to 7 = Sunday; day 4 (1970-01-05) was a Monday. */
const weekdayOf = (day: Day): number => ((((day - 4) % 7) + 7) % 7) + 1;

/**
 * Counts working minutes since 1970-01-01 up to an instant, so that the working time between two instants is a
 * difference. Outside working hours the count stands still. Holidays are not known.
 */
export function workingClock(calendar: Calendar, local: LocalTime): (ms: Ms) => number {
  const begin = minutesOf(calendar.from);
  const length = workingDayMinutes(calendar);
  const working = new Set(calendar.days);
  return (ms) => {
    const day = local.dayOf(ms);
    const inDay = working.has(weekdayOf(day)) ? Math.min(Math.max(local.minuteOf(ms) - begin, 0), length) : 0;
    return workingDaysBefore(day, working) * length + inDay;
  };
}

/** Working minutes since 1970-01-01 up to the end of `day`: what the clock says at the following midnight. */
export function workingMinutesThrough(day: Day, calendar: Calendar): number {
  return workingDaysBefore(day + 1, new Set(calendar.days)) * workingDayMinutes(calendar);
}

/** Working minutes of one working day. */
export const workingDayMinutes = ({ from, to }: Calendar): number => Math.max(0, minutesOf(to) - minutesOf(from));

/** Working days from 1970-01-01 up to, but not on, `day`; negative before it. */
function workingDaysBefore(day: Day, working: ReadonlySet<number>): number {
  const weeks = Math.floor(day / 7);
  let days = weeks * working.size;
  for (let one = weeks * 7; one < day; one++) if (working.has(weekdayOf(one))) days++;
  return days;
}
