/** Selections that several metrics share, so that "sourced" or "won" means one thing everywhere. */
import { AMOUNT_MISSING, AMOUNT_NEGATIVE, AMOUNT_OTHER_CURRENCY, OPEN } from '../../facts/deal.ts';
import { ROLE_BIT, type Role } from '../../facts/role.ts';

interface HasRoles {
  readonly roles: number;
}
interface HasAmount {
  readonly amount: number;
  readonly amountState: number;
}

export const has = (row: HasRoles, role: Role): boolean => (row.roles & ROLE_BIT[role]) !== 0;
export const isSourced = (row: HasRoles): boolean => has(row, 'sourced');
/** Involved and not sourced: the two never overlap. */
export const isInfluencedOnly = (row: HasRoles): boolean => has(row, 'influenced') && !has(row, 'sourced');
export const isTouched = (row: HasRoles): boolean => has(row, 'sourced') || has(row, 'influenced');
export const isAnyRole = (row: HasRoles): boolean => row.roles !== 0;
export const isWon = (row: { readonly won: number }): boolean => row.won === 1;
export const isOpen = (row: { readonly state: number }): boolean => row.state === OPEN;
export const isDirect = (row: { readonly direct: number }): boolean => row.direct === 1;

export const amountOf = (row: HasAmount): number => row.amount;

/** Money metrics leave these deals out and say how many. */
export const WITHOUT_AMOUNT = {
  'no amount': (row: HasAmount) => row.amountState === AMOUNT_MISSING,
  'negative amount': (row: HasAmount) => row.amountState === AMOUNT_NEGATIVE,
  'amount in another currency': (row: HasAmount) => row.amountState === AMOUNT_OTHER_CURRENCY,
} as const;
