/** Values that a property had, one after the other. */
import { type Day, NEVER } from '../kit/days.ts';
import type { Zone } from './dates.ts';
import type { CrmHistory, CrmRecord } from './records.ts';

export interface Step {
  /** From which day the value held. */
  readonly day: Day;
  readonly value: string | null;
}

/** The first value held before HubSpot knew of it, the last is the record's own. Without a history today's value always held. */
export function stepsOf(record: CrmRecord, history: readonly CrmHistory[], property: string, zone: Zone): Step[] {
  const ordered = history.filter((entry) => entry.property === property).toSorted((a, b) => a.atMs - b.atMs);
  const steps = ordered.map(({ atMs, value }, at) => ({ day: at === 0 ? NEVER : zone.dayOf(atMs), value }));
  const now = record.properties[property] ?? null;
  if (steps.length === 0) return [{ day: NEVER, value: now }];
  if ((steps.at(-1)?.value || null) !== (now || null)) steps.push({ day: zone.dayOf(record.modifiedMs), value: now });
  return steps;
}

export const valueAt = (steps: readonly Step[], day: Day): string | null =>
  steps.findLast((step) => step.day <= day)?.value ?? null;

/** Days within a time on which any of the properties took another value. */
export const changesBetween = (all: readonly (readonly Step[])[], from: Day, until: Day): Day[] =>
  [...new Set(all.flat().map(({ day }) => day))].filter((day) => day > from && day < until).sort((a, b) => a - b);
