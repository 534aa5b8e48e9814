import { CONTRACT_VERSION, type ProblemAnswer } from '@partner-pulse/contract';
import type { PortalTx } from '../../store/db.ts';
import { type AccountRow, readAccount } from '../../store/programme-page.ts';
import { reconnect } from '../cards/card-data.ts';

const notSynced = {
  contractVersion: CONTRACT_VERSION,
  state: 'not-synced',
  headline: 'Partner Pulse is reading this account for the first time. The programme shows here when it is done.',
  progressText: null,
} as const;

type Known = { readonly [K in 'view' | 'summary' | 'modelVersion']: NonNullable<AccountRow[K]> } & Pick<
  AccountRow,
  'programmeMs'
>;

/** The account behind a page, or the answer that says why there is nothing to show yet. */
export async function accountOf(
  tx: PortalTx,
): Promise<{ readonly answer: ProblemAnswer | typeof notSynced } | { readonly account: Known }> {
  const row = await readAccount(tx);
  if (!row) return { answer: reconnect('Partner Pulse is not installed in this account. An admin can install it.') };
  const { view, summary, modelVersion, programmeMs, status } = row;
  if (view !== null && summary !== null && modelVersion !== null) {
    return { account: { view, summary, modelVersion, programmeMs } };
  }
  if (status === 'disconnected') {
    return {
      answer: reconnect('The connection to HubSpot was withdrawn. An admin has to install Partner Pulse again.'),
    };
  }
  return { answer: notSynced };
}
