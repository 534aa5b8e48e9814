import { CONTRACT_VERSION, dealCard } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import { presentDeal } from '../../present/deal-card.ts';
import { freshness } from '../../present/parts.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import { type CardRouteOptions, cardData, notSynced } from './card-data.ts';

/** The card on a deal: the partner on it, from one indexed read. */
export function dealCardRoute(options: CardRouteOptions): CardRoute {
  return cardRoute(dealCard, async ({ dealId, locale }, { identity }) => {
    const data = await cardData(options, identity.portalId, 'deals', dealId);
    if ('problem' in data) return data.problem;
    if (data.view === null) return notSynced(data.row);
    const { model, partnerModel } = data.row;
    const clock = { nowMs: options.now(), syncIntervalMs: options.syncIntervalMs };
    if (model?.kind === 'deal') return presentDeal(model, partnerModel, data.view, clock, locale);
    const f = createFormatter({ locale, timeZone: data.view.timeZone });
    return {
      contractVersion: CONTRACT_VERSION,
      state: 'no-partner',
      sentence: 'No partner is named on this deal.',
      suggestions: [],
      freshness: freshness(data.view, clock, f),
    };
  });
}
