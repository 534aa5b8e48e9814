import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { acrossPortals, type Database, type PortalTx, withPortal } from './db.ts';

export interface ScorecardLink {
  readonly id: number;
  /** HubSpot company id. */
  readonly partnerId: string;
  readonly sharedBy: string;
  readonly sharedMs: number;
  readonly expiresMs: number;
  readonly revokedMs: number | null;
}

export interface ScorecardShare extends ScorecardLink {
  /** How often the scorecard was shown, and when last. */
  readonly views: number;
  readonly lastViewMs: number | null;
}

export type ViewOutcome = 'shown' | 'expired' | 'revoked' | 'unavailable';

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const LINK = `l.id, l.partner_id as "partnerId", l.shared_by as "sharedBy", l.shared_ms as "sharedMs",
  l.expires_ms as "expiresMs", l.revoked_ms as "revokedMs"`;

/** Makes a link. Its token is answered this once; of it only a hash is kept. */
export async function createScorecardLink(
  tx: PortalTx,
  link: Pick<ScorecardLink, 'partnerId' | 'sharedBy' | 'sharedMs' | 'expiresMs'>,
): Promise<{ readonly id: number; readonly token: string }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const { rows } = await tx.query<{ id: number }>(
    `insert into scorecard_links (portal_id, partner_id, shared_by, shared_ms, expires_ms)
     values ($1, $2, $3, $4, $5) returning id`,
    [tx.portalId, link.partnerId, link.sharedBy, link.sharedMs, link.expiresMs],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the link could not be stored');
  await tx.query('insert into scorecard_tokens (portal_id, token_hash, link_id) values ($1, $2, $3)', [
    tx.portalId,
    hashOf(token),
    id,
  ]);
  return { id, token };
}

/** What a token opens; null for anything that is none. Expired and revoked links are answered: the caller looks. */
export async function findScorecardLink(
  db: Database,
  token: string,
): Promise<{ readonly portalId: number; readonly link: ScorecardLink } | null> {
  if (!TOKEN.test(token)) return null;
  const given = hashOf(token);
  const { rows } = await acrossPortals(db, (tx) =>
    tx.query<{ portalId: number; linkId: number; hash: Buffer }>(
      'select portal_id as "portalId", link_id as "linkId", token_hash as hash from scorecard_tokens where token_hash = $1',
      [given],
    ),
  );
  const found = rows.find(({ hash }) => timingSafeEqual(hash, given));
  if (!found) return null;
  const { portalId, linkId } = found;
  const links = await withPortal(db, portalId, (tx) =>
    tx.query<ScorecardLink>(`select ${LINK} from scorecard_links l where l.portal_id = $1 and l.id = $2`, [
      portalId,
      linkId,
    ]),
  );
  const link = links.rows[0];
  return link ? { portalId, link } : null;
}

/** Every link of an account, or of one partner, the newest first. */
export async function readScorecardShares(tx: PortalTx, partnerId: string | null = null): Promise<ScorecardShare[]> {
  const { rows } = await tx.query<ScorecardShare>(
    `select ${LINK}, count(v.id) as views, max(v.viewed_ms) as "lastViewMs"
       from scorecard_links l
       left join scorecard_views v on v.portal_id = l.portal_id and v.link_id = l.id and v.outcome = 'shown'
      where l.portal_id = $1 and l.partner_id = coalesce($2, l.partner_id) group by l.portal_id, l.id order by l.id desc`,
    [tx.portalId, partnerId],
  );
  return rows;
}

/** False when the account has no such link that is still valid. */
export async function revokeScorecardLink(tx: PortalTx, id: number, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update scorecard_links set revoked_ms = $3
      where portal_id = $1 and id = $2 and revoked_ms is null and expires_ms > $3`,
    [tx.portalId, id, nowMs],
  );
  return rowCount > 0;
}

export async function noteScorecardView(
  tx: PortalTx,
  linkId: number,
  viewedMs: number,
  outcome: ViewOutcome,
): Promise<void> {
  await tx.query('insert into scorecard_views (portal_id, link_id, viewed_ms, outcome) values ($1, $2, $3, $4)', [
    tx.portalId,
    linkId,
    viewedMs,
    outcome,
  ]);
}
