import { countOf, type FoldValues, lastDays } from '../fold.ts';
import { isChange } from './change.ts';
import { isSourced } from './deals.ts';

/** Registrations of the last 90 days, and of the 90 and the 180 days before those. */
export const REGISTRATION_PERIODS = {
  recent: countOf('registrations', { reach: lastDays(90), where: isSourced }),
  previous90: countOf('registrations', { reach: lastDays(90, 90), where: isSourced }),
  previous180: countOf('registrations', { reach: lastDays(180, 90), where: isSourced }),
};

/** Registrations in an earlier period from which a partner counts as previously active. */
export const PREVIOUSLY_ACTIVE = 3;

/** A previously active partner whose registrations fell by more than chance, or stopped. */
export function isDeclining({ recent, previous90, previous180 }: FoldValues<typeof REGISTRATION_PERIODS>): boolean {
  const hasFallen =
    previous90.count >= PREVIOUSLY_ACTIVE &&
    recent.count < previous90.count &&
    isChange(recent.count, previous90.count);
  return hasFallen || (previous180.count >= PREVIOUSLY_ACTIVE && recent.count === 0);
}
