import type { Band, Contact, Direction, Freshness, Manager } from '@partner-pulse/contract';
import {
  asOfText,
  BAND_TONES,
  BAND_WORDS,
  type BandKey,
  DIRECTION_TONES,
  type DirectionKey,
  directionText,
  type Formatter,
} from '@partner-pulse/words';
import type { PartnerHealth } from '../../app/health/health.ts';
import { formatDay } from '../../app/kit/days.ts';
import { zone } from '../../app/kit/zone.ts';
import type { AccountView, OwnerRef } from '../compute/models.ts';

/** Numbers are stale when the newest data behind them is older than two sync periods and an hour. */
export interface Clock {
  readonly nowMs: number;
  readonly syncIntervalMs: number;
}
const GRACE_MS = 3_600_000;

export const isStale = (syncedMs: number, clock: Clock): boolean =>
  clock.nowMs - syncedMs > 2 * clock.syncIntervalMs + GRACE_MS;

export function freshness(view: AccountView, clock: Clock, f: Formatter): Freshness {
  const isToday = zone(view.timeZone).dayOf(view.syncedMs) === view.asOfDay;
  const stale = isStale(view.syncedMs, clock);
  return {
    asOf: isToday ? new Date(view.syncedMs).toISOString() : `${formatDay(view.asOfDay)}T23:59:59Z`,
    asOfText: isToday ? asOfText(f, view.syncedMs) : `As of ${f.day(view.asOfDay)}`,
    stale,
    staleText: stale ? `Stale: HubSpot was last read on ${f.dateTime(view.syncedMs)}. The next sync is late.` : null,
  };
}

export const bandPart = (key: BandKey): Band => ({ key, word: BAND_WORDS[key], tone: BAND_TONES[key] });

const DIRECTION_KEYS = { improving: 'up', steady: 'steady', declining: 'down', unknown: 'unknown' } as const;

export function directionPart(direction: PartnerHealth['direction'], f: Formatter): Direction {
  const key: DirectionKey = DIRECTION_KEYS[direction.key];
  return { key, word: directionText(f, key, direction.points), points: direction.points, tone: DIRECTION_TONES[key] };
}

export const managerPart = (owner: OwnerRef | null): Manager | null => owner && { name: owner.name, ownerId: owner.id };

export const contactPart = (contactId: string | null): Contact | null =>
  contactId ? { contactId, whyText: null } : null;
