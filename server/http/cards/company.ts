import { CONTRACT_VERSION, type CompanyCardAnswer, companyCard } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import { presentCompany } from '../../present/company-card.ts';
import { freshness } from '../../present/parts.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import { type CardRouteOptions, cardAnswers } from './card-data.ts';

/** The card on a company: one indexed read, then words. */
export function companyCardRoute(options: CardRouteOptions): CardRoute {
  const answer = cardAnswers<CompanyCardAnswer>(options, 'companies', (row, view, clock, { objectId, locale }) => {
    const { model } = row;
    if (model?.kind === 'partner' || model?.kind === 'customer') return presentCompany(model, view, clock, locale, row);
    const f = createFormatter({ locale, timeZone: view.timeZone });
    return {
      contractVersion: CONTRACT_VERSION,
      state: 'not-a-partner',
      company: { recordId: objectId, name: '' },
      explanation: 'This company is not a partner, and no deal of it names one.',
      customer: null,
      freshness: freshness(view, clock, f),
    };
  });
  return cardRoute(companyCard, ({ companyId, locale }, { identity }) =>
    answer({ portalId: identity.portalId, objectId: companyId, locale }),
  );
}
