import { CONTRACT_VERSION, partnerPage } from '@partner-pulse/contract';
import { presentPartner } from '../../present/partner-page.ts';
import { readCard } from '../../store/cards.ts';
import { withPortal } from '../../store/db.ts';
import { readBaseline, readHistory } from '../../store/programme.ts';
import { holdSnapshot } from '../../store/programme-page.ts';
import type { CardRouteOptions } from '../cards/card-data.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import { accountOf } from './page-data.ts';

/** The page of one partner: all its numbers, their history and what they were at the baseline. */
export function partnerPageRoute({ db, now, syncIntervalMs }: CardRouteOptions): CardRoute {
  return cardRoute(partnerPage, ({ partnerId, locale }, { identity }) =>
    withPortal(db, identity.portalId, async (tx) => {
      await holdSnapshot(tx);
      const known = await accountOf(tx);
      if ('answer' in known) return known.answer;
      const row = await readCard(tx, 'companies', partnerId);
      if (row?.model?.kind !== 'partner') {
        return {
          contractVersion: CONTRACT_VERSION,
          state: 'not-found',
          explanation: 'This company is not a partner, or is one no longer. The list of partners has those that are.',
        };
      }
      const data = {
        ...row,
        model: row.model,
        view: known.account.view,
        history: await readHistory(tx, partnerId),
        goLive: await readBaseline(tx, partnerId),
        yearBefore: await readBaseline(tx, partnerId, 'year-before'),
      };
      return presentPartner(data, { nowMs: now(), syncIntervalMs }, locale);
    }),
  );
}
