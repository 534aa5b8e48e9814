import { type Day, parseDay } from '../kit/days.ts';

const MS_PER_DAY = 86_400_000;
/** Dates outside these years are typing errors, not history. */
const FIRST_DAY = parseDay('1990-01-01') ?? 0;
const LAST_DAY = parseDay('2200-01-01') ?? 0;

export interface Zone {
  dayOf(ms: number): Day;
  /** Minutes since local midnight. */
  minuteOf(ms: number): number;
}

/**
 * Reads what HubSpot holds in a date or datetime property as a calendar day. A bare date, or an epoch at UTC midnight
 * as date properties have it, is that date and is never shifted; anything else is an instant, read in the account's
 * time zone. A time of day without an offset is on the date that is written.
 * @returns null for an empty value, `'impossible'` for text that is no date at all
 */
export function readDay(text: string | null | undefined, zone: Zone): Day | null | 'impossible' {
  const trimmed = text?.trim();
  if (!trimmed) return null;
  const day = dayIn(trimmed, zone);
  return day === null || day < FIRST_DAY || day > LAST_DAY ? 'impossible' : day;
}

function dayIn(text: string, zone: Zone): Day | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return parseDay(text);
  if (/^-?\d{9,14}$/.test(text)) {
    const ms = Number(text);
    return ms % MS_PER_DAY === 0 ? ms / MS_PER_DAY : zone.dayOf(ms);
  }
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  const written = parseDay(text.slice(0, 10));
  if (!instant || written === null) return null;
  // Date.parse would read it in the time zone of the machine.
  if (!instant[3]) return written;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : zone.dayOf(ms);
}
