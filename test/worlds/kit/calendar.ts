/** Calendar days as whole numbers (days since 1970-01-01), so that generators do plain arithmetic on them. */
const DAY_MS = 86_400_000;

/** `2026-11-20` to its day number. Throws on a string that is no calendar date. */
export function dayOf(date: string): number {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || dateOf(ms / DAY_MS) !== date) throw new Error(`dayOf: ${date} is not a calendar date`);
  return ms / DAY_MS;
}

/** Day number to `2026-11-20`. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The instant at `minute` minutes after midnight UTC of that day, as HubSpot writes it. */
export function instantOf(day: number, minute: number): string {
  return new Date(day * DAY_MS + minute * 60_000).toISOString();
}

/** The same day, or the Monday after it when it falls on a weekend. */
export function weekdayFrom(day: number): number {
  const weekday = (((day + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
  if (weekday === 6) return day + 2;
  return weekday === 0 ? day + 1 : day;
}
