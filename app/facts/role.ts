/**
 * What a partner did on a deal.
 * sourced: the opportunity would not exist without the partner. influenced: involved, not sourced.
 * resold: the partner transacted. serviced: the partner delivers.
 */
export const ROLES = ['sourced', 'influenced', 'resold', 'serviced'] as const;
export type Role = (typeof ROLES)[number];

/** One bit per role, so that a packed row can carry several. */
export const ROLE_BIT: Readonly<Record<Role, number>> = { sourced: 1, influenced: 2, resold: 4, serviced: 8 };
