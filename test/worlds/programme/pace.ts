import { dayOf } from '../kit/calendar.ts';
import { LAST_DAY } from './deal-draft.ts';
import type { Member } from './member.ts';

/** How busy a partner is on a day, 1 being its own ordinary; null on days on which it is no partner. */
export function paceOf({ since, until, shape }: Member, day: number): number | null {
  if (since !== null && day < dayOf(since)) return null;
  if (until !== undefined && day > dayOf(until)) return null;
  const ago = LAST_DAY - day;
  if (shape.kind === 'none') return 0;
  if (shape.kind === 'growing') return 1.2;
  if (shape.kind === 'steady') return 1;
  if (ago > shape.sinceDaysAgo) return 1;
  return shape.kind === 'declining' ? shape.to : 0;
}
