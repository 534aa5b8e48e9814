/**
 * npm run export -- --portal ID [--as-of DATE] [--metric ID] [--format csv|jsonl] [--segments] [--evidence]
 * Prints every result of a date from a running installation, unrounded: money in major units, ratios 0..1.
 */
import { parseArgs } from 'node:util';
import { packFacts } from '../app/facts/pack.ts';
import { parseDay } from '../app/kit/days.ts';
import { mapAccount } from '../app/mapping/map-account.ts';
import { CATALOGUE } from '../app/metrics/catalogue.generated.ts';
import { todayIn } from '../server/compute/compute-account.ts';
import { exportResults } from '../server/export/export-results.ts';
import { exportFormats, isExportFormat } from '../server/export/formats.ts';
import { loadAccount } from '../server/store/account-records.ts';
import { print } from './lib/print.ts';
import { fail, withDatabase } from './lib/with-database.ts';

const USAGE =
  'Usage: npm run export -- --portal ID [--as-of YYYY-MM-DD] [--metric ID] [--format csv|jsonl] [--segments] [--evidence]';

try {
  const { values } = parseArgs({
    options: {
      portal: { type: 'string' },
      'as-of': { type: 'string' },
      metric: { type: 'string' },
      format: { type: 'string', default: 'jsonl' },
      segments: { type: 'boolean', default: false },
      evidence: { type: 'boolean', default: false },
    },
  });
  const { metric, format } = values;
  const portalId = Number(values.portal);
  if (!Number.isSafeInteger(portalId) || portalId <= 0)
    throw new Error(`--portal needs the HubSpot account id.\n${USAGE}`);
  if (!isExportFormat(format)) throw new Error(`--format is csv or jsonl, not ${format}.\n${USAGE}`);
  if (metric !== undefined && !CATALOGUE.some(({ meta }) => meta.id === metric)) {
    throw new Error(`There is no metric "${metric}". npm run metrics lists them.`);
  }
  await withDatabase(async (db) => {
    const records = await loadAccount(db, portalId);
    const asOf =
      values['as-of'] === undefined ? todayIn(records.settings.timeZone, Date.now()) : parseDay(values['as-of']);
    if (asOf === null) throw new Error(`--as-of is a date such as 2026-06-30.\n${USAGE}`);
    const facts = mapAccount(records);
    const lines = exportResults(facts, packFacts(facts), asOf, {
      metricId: metric,
      withSegments: values.segments,
      withEvidence: values.evidence,
    });
    print(exportFormats[format](lines));
  });
} catch (error) {
  fail(error);
}
