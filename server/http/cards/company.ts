import { CONTRACT_VERSION, companyCard } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import { presentCompany } from '../../present/company-card.ts';
import { freshness } from '../../present/parts.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import { type CardRouteOptions, cardData, notSynced } from './card-data.ts';

/** The card on a company: one indexed read, then words. */
export function companyCardRoute(options: CardRouteOptions): CardRoute {
  return cardRoute(companyCard, async ({ companyId, locale }, { identity }) => {
    const data = await cardData(options, identity.portalId, 'companies', companyId);
    if ('problem' in data) return data.problem;
    if (data.view === null) return notSynced(data.row);
    const { model } = data.row;
    const clock = { nowMs: options.now(), syncIntervalMs: options.syncIntervalMs };
    if (model?.kind === 'partner' || model?.kind === 'customer') return presentCompany(model, data.view, clock, locale);
    const f = createFormatter({ locale, timeZone: data.view.timeZone });
    return {
      contractVersion: CONTRACT_VERSION,
      state: 'not-a-partner',
      company: { recordId: companyId, name: '' },
      explanation: 'This company is not a partner, and no deal of it names one.',
      customer: null,
      freshness: freshness(data.view, clock, f),
    };
  });
}
