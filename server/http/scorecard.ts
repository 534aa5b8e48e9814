import type { Response } from 'express';
import type { PartnerModel } from '../compute/models.ts';
import { presentScorecard } from '../present/scorecard.ts';
import { closedScorecardPage, SCORECARD_POLICY, scorecardPage } from '../present/scorecard-page.ts';
import { readCard } from '../store/cards.ts';
import { type Database, withPortal } from '../store/db.ts';
import { readPortal } from '../store/portals.ts';
import { readHistory } from '../store/programme.ts';
import {
  findScorecardLink,
  noteScorecardView,
  type ScorecardLink,
  type ViewOutcome,
} from '../store/scorecard-links.ts';
import type { PageRoute } from './route.ts';

export interface ScorecardRouteOptions {
  readonly db: Database;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const scorecardUrl = (publicBaseUrl: string, token: string): string => `${publicBaseUrl}/scorecard/${token}`;

/**
 * `GET /scorecard/:token`: one partner's agreed numbers, for whoever holds the link. Every link that opens nothing, for
 * whatever reason, gets the same page and status.
 */
export function scorecardRoute({ db, now }: ScorecardRouteOptions): PageRoute {
  return {
    access: 'page',
    method: 'get',
    path: '/scorecard/:token',
    async handle(request, response) {
      const found = await findScorecardLink(db, String(request.params.token));
      if (found === null) {
        send(response, 404, closedScorecardPage());
        return;
      }
      const { portalId, link } = found;
      const locale = request.acceptsLanguages()[0];
      const viewedMs = now();
      const page = stateOf(link, viewedMs) === null ? await pageOf(db, portalId, link, locale) : null;
      const outcome = stateOf(link, viewedMs) ?? (page === null ? 'unavailable' : 'shown');
      // Before anything is sent: a view that is not in the log did not happen.
      await withPortal(db, portalId, (tx) => noteScorecardView(tx, link.id, viewedMs, outcome));
      send(response, page === null ? 404 : 200, page ?? closedScorecardPage());
    },
  };
}

function stateOf({ revokedMs, expiresMs }: ScorecardLink, nowMs: number): ViewOutcome | null {
  if (revokedMs !== null) return 'revoked';
  return expiresMs <= nowMs ? 'expired' : null;
}

/** Null when the account is no longer connected, or the company no longer one of its partners. */
async function pageOf(
  db: Database,
  portalId: number,
  link: ScorecardLink,
  locale: string | undefined,
): Promise<string | null> {
  const { settings, status } = await readPortal(db, portalId);
  const { row, history } = await withPortal(db, portalId, async (tx) => ({
    row: await readCard(tx, 'companies', link.partnerId),
    history: await readHistory(tx, link.partnerId),
  }));
  const model: PartnerModel | null = row?.model?.kind === 'partner' ? row.model : null;
  const view = row?.view ?? null;
  if (status !== 'connected' || model === null || view === null) return null;
  const { measures } = settings.scorecard;
  return scorecardPage(presentScorecard({ model, view, history, measures, link, locale }));
}

function send(response: Response, status: number, page: string): void {
  response
    .status(status)
    .set({
      'Content-Security-Policy': SCORECARD_POLICY,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow, noarchive',
      'Referrer-Policy': 'no-referrer',
    })
    .type('html')
    .send(page);
}
