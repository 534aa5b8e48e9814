import {
  CONTRACT_VERSION,
  revokeScorecardCommand,
  scorecardLinks,
  shareScorecardCommand,
} from '@partner-pulse/contract';
import { createFormatter, JUDGEMENT_SAID, userName } from '@partner-pulse/words';
import { scorecardPartner, shareScorecard } from '../../lifecycle/share-scorecard.ts';
import { linkLine } from '../../present/scorecard-links.ts';
import { withPortal } from '../../store/db.ts';
import { ownerNameOf } from '../../store/judgements.ts';
import { findPortal } from '../../store/portals.ts';
import { readScorecardShares, revokeScorecardLink } from '../../store/scorecard-links.ts';
import { noteChange } from '../../store/settings-changes.ts';
import { personCommandRoute } from '../command-route.ts';
import { requireRight } from '../require-admin.ts';
import { type CardRoute, type CommandRoute, cardRoute } from '../route.ts';
import { scorecardUrl } from '../scorecard.ts';
import { done, refused } from '../settings/answers.ts';
import type { PartnerCommandOptions } from './judge.ts';

export interface ShareOptions extends Omit<PartnerCommandOptions, 'ring'> {
  readonly publicBaseUrl: string;
}

/** HubSpot repeats a call at once when its answer got lost; nobody shares the same scorecard twice within this time. */
const REPEATED_WITHIN_MS = 15_000;

/** Makes a link to a partner's scorecard. A repeated call withdraws the link that nobody has seen. */
export function shareScorecardRoute({ db, now, publicBaseUrl }: ShareOptions): CommandRoute {
  return personCommandRoute(shareScorecardCommand, db, 'sharing', async ({ partnerId, days }, { identity, userId }) =>
    withPortal(db, identity.portalId, async (tx) => {
      await tx.query('select from portals where portal_id = $1 for update', [tx.portalId]);
      const partner = await scorecardPartner(tx, partnerId);
      if (partner === null) return refused(JUDGEMENT_SAID.noPartner);
      const nowMs = now();
      const sharedBy = (await ownerNameOf(tx, identity.userEmail)) ?? userName(userId);
      const [newest] = await readScorecardShares(tx, partnerId);
      if (newest?.sharedBy === sharedBy && newest.views === 0 && nowMs - newest.sharedMs < REPEATED_WITHIN_MS)
        await revokeScorecardLink(tx, newest.id, nowMs);
      const { id, token, expiresMs } = await shareScorecard(tx, { partnerId, days, sharedBy, nowMs });
      await noteChange(
        tx,
        { userId, nowMs },
        {
          kind: 'scorecard',
          before: {},
          after: {
            partner: `${partner.name} (${partner.id})`,
            link: id,
            until: new Date(expiresMs).toISOString().slice(0, 10),
          },
        },
      );
      return {
        contractVersion: CONTRACT_VERSION,
        state: 'shared' as const,
        url: scorecardUrl(publicBaseUrl, token),
        text: JUDGEMENT_SAID.shared,
      };
    }),
  );
}

/** Closes a link now. */
export function revokeScorecardRoute({ db, now }: ShareOptions): CommandRoute {
  return personCommandRoute(revokeScorecardCommand, db, 'sharing', ({ partnerId, id }, { identity, userId }) =>
    withPortal(db, identity.portalId, async (tx) => {
      const nowMs = now();
      const link = (await readScorecardShares(tx, partnerId)).find((one) => one.id === id);
      if (link === undefined) return refused(JUDGEMENT_SAID.linkGone);
      // Closed already: the call was repeated.
      if (!(await revokeScorecardLink(tx, id, nowMs))) return done(JUDGEMENT_SAID.withdrawn);
      await noteChange(
        tx,
        { userId, nowMs },
        {
          kind: 'scorecard',
          before: { link: id, state: 'open' },
          after: { link: id, state: 'withdrawn' },
        },
      );
      return done(JUDGEMENT_SAID.withdrawn);
    }),
  );
}

/** The links of one partner, for those who may share: who made them, and whether they were opened. */
export function scorecardLinksRoute({ db, now }: ShareOptions): CardRoute {
  return cardRoute(scorecardLinks, async ({ partnerId, locale }, { identity }) => {
    await requireRight(db, identity, 'sharing');
    const timeZone = (await findPortal(db, identity.portalId))?.settings.timeZone ?? 'UTC';
    const f = createFormatter({ locale, timeZone });
    const shares = await withPortal(db, identity.portalId, (tx) => readScorecardShares(tx, partnerId));
    return {
      contractVersion: CONTRACT_VERSION,
      state: 'links',
      links: shares.map((share) => linkLine(share, now(), f)),
    };
  });
}
