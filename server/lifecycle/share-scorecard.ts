import type { PartnerRef } from '../compute/models.ts';
import { readCard } from '../store/cards.ts';
import type { PortalTx } from '../store/db.ts';
import { createScorecardLink } from '../store/scorecard-links.ts';

export interface ShareWish {
  /** HubSpot company id. */
  readonly partnerId: string;
  readonly days: number;
  /** Shown on the page. */
  readonly sharedBy: string;
  readonly nowMs: number;
}

/** What was shared and stays open too long is forgotten by whoever shared it. */
export const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** The partner whose scorecard it would be; null when the company is none, or was not computed yet. */
export async function scorecardPartner(tx: PortalTx, partnerId: string): Promise<PartnerRef | null> {
  const row = await readCard(tx, 'companies', partnerId);
  return row?.model?.kind === 'partner' ? row.model.partner : null;
}

/** Makes a link to the scorecard of one partner of the account. @throws Error that says what to correct */
export async function shareScorecard(tx: PortalTx, { partnerId, days, sharedBy, nowMs }: ShareWish) {
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new Error(`A link stays open for 1 to ${MOST_DAYS} whole days (--days).`);
  const partner = await scorecardPartner(tx, partnerId);
  if (partner === null)
    throw new Error(
      `Company ${partnerId} is no partner of account ${tx.portalId}, or was not computed yet (--partner).`,
    );
  const expiresMs = nowMs + days * DAY_MS;
  const link = await createScorecardLink(tx, { partnerId, sharedBy, sharedMs: nowMs, expiresMs });
  return { ...link, expiresMs, partnerName: partner.name };
}
