import { CONTRACT_VERSION, type DealCardAnswer, dealCard } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import { presentDeal } from '../../present/deal-card.ts';
import { freshness } from '../../present/parts.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import { type CardRouteOptions, cardAnswers } from './card-data.ts';

/** The card on a deal: the partner on it, from one indexed read. */
export function dealCardRoute(options: CardRouteOptions): CardRoute {
  const answer = cardAnswers<DealCardAnswer>(options, 'deals', ({ model, partnerModel }, view, clock, { locale }) => {
    if (model?.kind === 'deal') return presentDeal(model, partnerModel, view, clock, locale);
    const f = createFormatter({ locale, timeZone: view.timeZone });
    return {
      contractVersion: CONTRACT_VERSION,
      state: 'no-partner',
      sentence: 'No partner is named on this deal.',
      suggestions: [],
      freshness: freshness(view, clock, f),
    };
  });
  return cardRoute(dealCard, ({ dealId, locale }, { identity }) =>
    answer({ portalId: identity.portalId, objectId: dealId, locale }),
  );
}
