import { CONTRACT_VERSION, type ProblemAnswer } from '@partner-pulse/contract';
import type { AccountView } from '../../compute/models.ts';
import { type Database, withPortal } from '../../store/db.ts';
import { type CardRow, readCard } from '../../store/results.ts';

export interface CardRouteOptions {
  readonly db: Database;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  readonly syncIntervalMs: number;
}

type Data = { readonly problem: ProblemAnswer } | { readonly row: CardRow; readonly view: AccountView | null };

/** The stored row behind a card, and what the account says of its data; `view` is null before the first computation. */
export async function cardData(
  { db }: CardRouteOptions,
  portalId: number,
  objectType: 'companies' | 'deals',
  objectId: string,
): Promise<Data> {
  const row = await withPortal(db, portalId, ({ query }) =>
    readCard({ portalId, query: (sql, values) => query(sql, values, { name: 'card' }) }, objectType, objectId),
  );
  if (!row) return { problem: reconnect('Partner Pulse is not installed in this account. An admin can install it.') };
  if (row.status === 'disconnected' && row.view === null) {
    return {
      problem: reconnect('The connection to HubSpot was withdrawn. An admin has to install Partner Pulse again.'),
    };
  }
  return { row, view: row.view };
}

export const notSynced = (_: CardRow) =>
  ({
    contractVersion: CONTRACT_VERSION,
    state: 'not-synced',
    headline: 'Partner Pulse is reading this account for the first time. Health shows here when it is done.',
    progressText: null,
  }) as const;

export const reconnect = (message: string): ProblemAnswer => ({
  contractVersion: CONTRACT_VERSION,
  state: 'problem',
  problem: { code: 'reconnect-needed', message, retry: false },
});
