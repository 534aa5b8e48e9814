import { packFacts } from '../../app/facts/pack.ts';
import { parseDay } from '../../app/kit/days.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { todayIn } from '../compute/compute-account.ts';
import { exportResults } from '../export/export-results.ts';
import { exportFormats, isExportFormat } from '../export/formats.ts';
import { PublicError } from '../ops/errors.ts';
import { loadAccount } from '../store/account-records.ts';
import type { Database } from '../store/db.ts';
import { feedCaller } from './feeds/feed-caller.ts';
import type { PageRoute } from './route.ts';

const TYPES = { csv: 'text/csv', jsonl: 'application/x-ndjson' } as const;

/**
 * `GET /api/export?as-of=DATE&metric=ID&format=csv|jsonl&segments=1&evidence=1`, with the account's key: what
 * `npm run export` prints. The answer names records by id only; their names stay in HubSpot, but for partners.
 */
export function exportRoute({ db, now }: { readonly db: Database; readonly now: () => number }): PageRoute {
  return {
    access: 'page',
    method: 'get',
    path: '/api/export',
    async handle(request, response) {
      const { portalId } = await feedCaller(request, db, now());
      const { metric, format = 'jsonl', segments, evidence, 'as-of': date } = request.query;
      const isKnown = metric === undefined || CATALOGUE.some(({ meta }) => meta.id === metric);
      if (typeof format !== 'string' || !isExportFormat(format) || !isKnown) throw new PublicError('invalid_request');
      const records = await loadAccount(db, portalId);
      const asOf = date === undefined ? todayIn(records.settings.timeZone, now()) : parseDay(String(date));
      if (asOf === null) throw new PublicError('invalid_request');
      const facts = mapAccount(records);
      const lines = exportResults(facts, packFacts(facts), asOf, {
        metricId: typeof metric === 'string' ? metric : undefined,
        withSegments: segments === '1',
        withEvidence: evidence === '1',
      });
      response.set('Cache-Control', 'no-store').type(TYPES[format]).send(exportFormats[format](lines));
    },
  };
}
