import type { Day, Ms } from './days.ts';

const MS_PER_DAY = 86_400_000;
/** Time zone offsets change only on quarter hours of UTC, so one look-up serves a whole quarter. */
const MS_PER_QUARTER = 900_000;

/**
 * Reads instants as calendar days of one IANA time zone.
 * @throws RangeError when the zone's name is unknown.
 */
export function zone(timeZone: string): { dayOf(ms: Ms): Day; minuteOf(ms: Ms): number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const offsets = new Map<number, number>();

  const offsetMs = (ms: Ms): number => {
    const quarter = Math.floor(ms / MS_PER_QUARTER);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const at = quarter * MS_PER_QUARTER;
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute) - at;
    offsets.set(quarter, offset);
    return offset;
  };

  const local = (ms: Ms) => ms + offsetMs(ms);
  return {
    dayOf: (ms) => Math.floor(local(ms) / MS_PER_DAY),
    /** Minutes since local midnight, 0 to 1439. */
    minuteOf: (ms) => Math.floor((((local(ms) % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY) / 60_000),
  };
}
