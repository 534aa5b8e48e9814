/** Epoch milliseconds. Everything that depends on time in the stand-in asks one of these. */
export interface Clock {
  now(): number;
}

/** A clock that moves only when told to. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
  set(epochMilliseconds: number): void;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Starts at `start` (ISO 8601 or epoch ms). */
export function manualClock(start: string | number): ManualClock {
  let now = new Date(start).getTime();
  if (Number.isNaN(now)) throw new Error(`manualClock: "${start}" is not a time; write ISO 8601`);
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (epochMilliseconds) => {
      now = epochMilliseconds;
    },
  };
}

export function isManual(clock: Clock): clock is ManualClock {
  return 'advance' in clock && 'set' in clock;
}

/** ISO 8601 in UTC, as HubSpot writes instants. */
export const iso = (epochMilliseconds: number): string => new Date(epochMilliseconds).toISOString();
