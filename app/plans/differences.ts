import type { Day } from '../kit/days.ts';
import { AS_OF, type Values } from './property-plan.ts';

/** As-of moves every day; alone it is written at most this often, so that a quiet account causes no writes. */
const AS_OF_ALONE_EVERY_DAYS = 7;

/**
 * The smallest set of values to send. Only differences from what HubSpot last confirmed are written; as-of goes along
 * with another change, or alone once a week. A property that is no longer wanted is cleared.
 * @param asOfConfirmed day last confirmed; null when none was
 */
export function differences(desired: Values, confirmed: Values, asOf: Day, asOfConfirmed: Day | null): Values {
  const changed: Record<string, string> = {};
  for (const [name, value] of Object.entries(desired)) {
    if (name !== AS_OF && (confirmed[name] ?? '') !== value) changed[name] = value;
  }
  for (const [name, value] of Object.entries(confirmed)) {
    if (value !== '' && desired[name] === undefined) changed[name] = '';
  }
  const wanted = desired[AS_OF];
  if (wanted === undefined || wanted === confirmed[AS_OF]) return changed;
  const isDue = asOfConfirmed === null || asOf - asOfConfirmed >= AS_OF_ALONE_EVERY_DAYS;
  return Object.keys(changed).length > 0 || isDue ? { ...changed, [AS_OF]: wanted } : changed;
}
