import { FOREVER, NEVER } from '../../kit/days.ts';
import { notPast, past } from '../fold.ts';
import { isOpen, isSourced, isTouched } from './deals.ts';

interface Open {
  readonly roles: number;
  readonly state: number;
}
export const isOpenSourced = (row: Open): boolean => isOpen(row) && isSourced(row);
export const isOpenTouched = (row: Open): boolean => isOpen(row) && isTouched(row);

/** Days past its expected close after which an open deal is no longer believed. */
const OVERDUE_AFTER_DAYS = 30;

/** A deal without an expected close is never overdue. */
const expectedClose = (row: { readonly closeDay: number }) => (row.closeDay === NEVER ? FOREVER : row.closeDay);

/** Where pipeline counts: expected to close in future, or at most 30 days ago. */
export const CURRENT = { reach: notPast(OVERDUE_AFTER_DAYS), on: expectedClose };
export const OVERDUE = { reach: past(OVERDUE_AFTER_DAYS), on: expectedClose };
