import type { AccountFacts } from '../../facts/account-facts.ts';

/** Index of the partner that a row of a feed is about; rows of the programme's tables do not say it themselves. */
export const partnerOfRow = (row: { readonly feedRow: number }, { feedRows }: AccountFacts): number | null =>
  feedRows[row.feedRow]?.partner ?? null;

/** One person: users and contacts are known by name within their partner only. */
export const personKey = (row: { readonly feedRow: number; readonly user: number }, facts: AccountFacts): string =>
  `${partnerOfRow(row, facts)}/${row.user}`;
