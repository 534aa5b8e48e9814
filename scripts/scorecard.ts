/**
 * npm run scorecard -- --portal ID --partner COMPANY [--days 30] [--by NAME]   makes a link for one partner, shown this once
 * npm run scorecard -- --portal ID --list                                      lists links, with their views
 * npm run scorecard -- --portal ID --revoke NUMBER                             closes a link now
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../server/config.ts';
import { scorecardUrl } from '../server/http/scorecard.ts';
import { shareScorecard } from '../server/lifecycle/share-scorecard.ts';
import { type Database, withPortal } from '../server/store/db.ts';
import { readScorecardShares, revokeScorecardLink, type ScorecardShare } from '../server/store/scorecard-links.ts';
import { fail, withDatabase } from './lib/with-database.ts';

const USAGE =
  'Usage: npm run scorecard -- --portal ID (--partner COMPANY [--days 30] [--by NAME] | --list | --revoke NUMBER)';

try {
  const { values } = parseArgs({
    options: {
      portal: { type: 'string' },
      partner: { type: 'string' },
      days: { type: 'string', default: '30' },
      by: { type: 'string', default: 'the partner team' },
      list: { type: 'boolean', default: false },
      revoke: { type: 'string' },
    },
  });
  const portalId = Number(values.portal);
  if (!Number.isSafeInteger(portalId) || portalId <= 0)
    throw new Error(`--portal needs the HubSpot account id.\n${USAGE}`);
  const { partner: partnerId, days, by: sharedBy, revoke: linkId } = values;
  await withDatabase(async (db) => {
    if (values.list) await list(db, portalId);
    else if (linkId !== undefined) await revoke(db, portalId, Number(linkId));
    else if (partnerId !== undefined) await share(db, portalId, { partnerId, days: Number(days), sharedBy });
    else throw new Error(USAGE);
  });
} catch (error) {
  fail(error);
}

async function share(
  db: Database,
  portalId: number,
  wish: { readonly partnerId: string; readonly days: number; readonly sharedBy: string },
): Promise<void> {
  const { id, token, partnerName, expiresMs } = await withPortal(db, portalId, (tx) =>
    shareScorecard(tx, { ...wish, nowMs: Date.now() }),
  );
  const url = scorecardUrl(loadConfig().http.publicBaseUrl, token);
  process.stdout.write(`Link ${id} for ${partnerName}, open until ${dayOf(expiresMs)}, shown this once:\n${url}\n`);
}

async function list(db: Database, portalId: number): Promise<void> {
  const nowMs = Date.now();
  const shares = await withPortal(db, portalId, (tx) => readScorecardShares(tx));
  process.stdout.write(shares.map((one) => lineOf(one, nowMs)).join('') || 'The account has shared no scorecard.\n');
}

function lineOf(one: ScorecardShare, nowMs: number): string {
  const { id, partnerId, sharedBy, sharedMs, expiresMs, revokedMs, views, lastViewMs } = one;
  const end =
    revokedMs !== null
      ? `revoked ${dayOf(revokedMs)}`
      : `${expiresMs <= nowMs ? 'expired' : 'open until'} ${dayOf(expiresMs)}`;
  const viewed = lastViewMs === null ? 'never viewed' : `viewed ${views} times, last ${dayOf(lastViewMs)}`;
  return `${id}  partner ${partnerId}  shared by ${sharedBy} ${dayOf(sharedMs)}, ${end}, ${viewed}\n`;
}

async function revoke(db: Database, portalId: number, id: number): Promise<void> {
  const isDone =
    Number.isSafeInteger(id) && (await withPortal(db, portalId, (tx) => revokeScorecardLink(tx, id, Date.now())));
  if (!isDone) throw new Error(`Account ${portalId} has no open link ${id}. --list shows them.`);
  process.stdout.write(`Link ${id} opens nothing any more.\n`);
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
