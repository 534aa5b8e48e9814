import type { Route } from '../route.ts';
import type { PartnerCommandOptions } from './judge.ts';
import { endOverrideRoute, overrideRoute } from './override.ts';
import { reviewRoute } from './review.ts';
import { revokeScorecardRoute, type ShareOptions, scorecardLinksRoute, shareScorecardRoute } from './scorecards.ts';

/** What people do on a partner's card and page. */
export function partnerRoutes(options: PartnerCommandOptions & ShareOptions): Route[] {
  return [
    reviewRoute(options),
    overrideRoute(options),
    endOverrideRoute(options),
    shareScorecardRoute(options),
    revokeScorecardRoute(options),
    scorecardLinksRoute(options),
  ];
}
