/** Card models, and the one question that a card's answer is made of. */
import { parseDay } from '../../app/kit/days.ts';
import { inChunks } from '../../app/kit/in-chunks.ts';
import type { JudgementRights } from '../../app/mapping/settings.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { AccountView, CardModel, PartnerModel } from '../compute/models.ts';
import { askPortal, type Database, type PortalTx, type Question } from './db.ts';
import { JUDGEMENT_COLUMNS, JUDGEMENTS_SHOWN, type JudgementRow } from './judgements.ts';

const ROWS_PER_STATEMENT = 500;

export interface StoredCard {
  readonly objectType: 'companies' | 'deals';
  readonly objectId: string;
  readonly partnerId: string | null;
  readonly hash: string;
  readonly model: CardModel;
}

export type CardKey = Pick<StoredCard, 'objectType' | 'objectId'>;

/**
 * Replaces an account's card models, or those of the records named in `only`. What is there already is neither sent nor
 * touched: a model may be large, and most are the same.
 * @returns the cards that are different now
 */
export async function storeCards(
  tx: PortalTx,
  cards: readonly StoredCard[],
  only?: readonly CardKey[],
): Promise<StoredCard[]> {
  const key = ({ objectType, objectId }: CardKey) => `${objectType}/${objectId}`;
  const { rows } = await tx.query<CardKey & { hash: string }>(
    `select object_type as "objectType", object_id as "objectId", model_hash as hash from card_models
      where portal_id = $1 ${only ? 'and (object_type, object_id) in (select * from unnest($2::text[], $3::text[]))' : ''}`,
    only ? [tx.portalId, only.map((one) => one.objectType), only.map((one) => one.objectId)] : [tx.portalId],
  );
  const known = new Map(rows.map((row) => [key(row), row.hash]));
  const changed = cards.filter((card) => known.get(key(card)) !== card.hash);
  for (const some of inChunks(changed, ROWS_PER_STATEMENT)) await upsertCards(tx, some);
  const kept = new Set(cards.map(key));
  const gone = rows.filter((row) => !kept.has(key(row)));
  if (gone.length > 0) {
    await tx.query(
      `delete from card_models where portal_id = $1
         and (object_type, object_id) in (select * from unnest($2::text[], $3::text[]))`,
      [tx.portalId, gone.map((one) => one.objectType), gone.map((one) => one.objectId)],
    );
  }
  return changed;
}

async function upsertCards(tx: PortalTx, cards: readonly StoredCard[]): Promise<void> {
  await tx.query(
    `insert into card_models
     select $1, r.object_type, r.object_id, r.partner_id, r.model_hash, r.model
       from jsonb_to_recordset($2)
         as r(object_type text, object_id text, partner_id text, model_hash text, model jsonb)
     on conflict (portal_id, object_type, object_id) do update
       set partner_id = excluded.partner_id, model_hash = excluded.model_hash, model = excluded.model
       where card_models.model_hash <> excluded.model_hash`,
    [
      tx.portalId,
      JSON.stringify(
        cards.map((card) => ({
          object_type: card.objectType,
          object_id: card.objectId,
          partner_id: card.partnerId,
          model_hash: card.hash,
          model: card.model,
        })),
      ),
    ],
  );
}

export interface FrozenResults {
  readonly asOf: string;
  readonly results: Readonly<Record<string, Result>>;
}

export interface CardRow {
  /** Another one whenever anything else of the row is. */
  readonly version: string;
  readonly model: CardModel | null;
  /** The company model of a deal's partner. */
  readonly partnerModel: PartnerModel | null;
  /** What was frozen of a partner when the account was first computed. It changes with a computation only. */
  readonly frozen: FrozenResults | null;
  /** What people said of a partner company, the newest first; empty for any other record. */
  readonly judgements: readonly JudgementRow[];
  /** Who may set bands by hand and share scorecards; what an account has not set is left out. */
  readonly rights: Partial<JudgementRights>;
  readonly status: string;
  /** Null before the first computation. */
  readonly view: AccountView | null;
}

const CARD_ROWS = `
    from portals p
    left join computations c on c.portal_id = p.portal_id
    left join card_models m on m.portal_id = p.portal_id and m.object_type = $2 and m.object_id = $3
    left join card_models pm on pm.portal_id = p.portal_id and pm.object_type = 'companies' and pm.object_id = m.partner_id
   where p.portal_id = $1`;
const CARD_VERSION = `concat_ws('|', p.status, c.currency, c.time_zone, c.as_of, c.computed_ms, c.synced_ms, c.model_version,
                  coalesce(m.model_hash, '-'), pm.model_hash, p.settings_version, p.judgement_version) as version`;

/**
 * Whether the answer that was kept still stands: the same rows by the same keys, and nothing of what is in them. PostgreSQL
 * sets up every part of a statement whether it is needed or not, so the whole question costs more even where nothing is new.
 */
export const CARD_VERSION_QUESTION: Question = {
  name: 'card_version',
  types: ['bigint', 'text', 'text'],
  sql: `select ${CARD_VERSION} ${CARD_ROWS}`,
};

/** What a card's answer is made of: one statement, all by keys. */
export const CARD_QUESTION: Question = {
  name: 'card',
  types: ['bigint', 'text', 'text'],
  sql: `
  select ${CARD_VERSION}, p.status, c.currency, c.time_zone, c.as_of, c.computed_ms, c.synced_ms, m.model,
         pm.model as partner_model, p.settings -> 'judgements' as rights,
         (select json_build_object('asOf', b.as_of, 'results', b.results) from baselines b
           where b.portal_id = $1 and b.partner_id = $3 and b.kind = 'go-live' and $2 = 'companies') as frozen,
         case when $2 = 'companies' then (
           select jsonb_agg(to_jsonb(said) order by said.id desc) from (
             select ${JUDGEMENT_COLUMNS} from partner_judgements where portal_id = $1 and partner_id = $3 and id in (
               (select id from partner_judgements where portal_id = $1 and partner_id = $3 order by id desc limit ${JUDGEMENTS_SHOWN})
               union all
               (select max(id) from partner_judgements where portal_id = $1 and partner_id = $3 group by kind = 'review'))
           ) said) end as judgements
    ${CARD_ROWS}`,
};

export interface ViewRow {
  readonly as_of: string | null;
  readonly computed_ms: number | null;
  readonly synced_ms: number | null;
  readonly currency: string | null;
  readonly time_zone: string | null;
}

export const viewOf = (row: ViewRow): AccountView => ({
  asOfDay: parseDay(row.as_of ?? '') ?? 0,
  computedMs: row.computed_ms ?? 0,
  syncedMs: row.synced_ms ?? 0,
  currency: row.currency ?? '',
  timeZone: row.time_zone ?? 'UTC',
});

interface CardColumns extends ViewRow {
  readonly version: string;
  readonly status: string;
  readonly model: CardModel | null;
  readonly partner_model: PartnerModel | null;
  readonly frozen: FrozenResults | null;
  readonly rights: Partial<JudgementRights> | null;
  readonly judgements: readonly JudgementRow[] | null;
}

/** The row behind a card; 'same' when it is still of the version that the caller knows, null when the account is unknown. */
export async function askCard(
  db: Database,
  portalId: number,
  objectType: 'companies' | 'deals',
  objectId: string,
  known: string | null = null,
): Promise<CardRow | 'same' | null> {
  const key = [portalId, objectType, objectId];
  if (known !== null) {
    const [now] = await askPortal<Pick<CardColumns, 'version'>>(db, portalId, CARD_VERSION_QUESTION, key);
    if (!now) return null;
    if (now.version === known) return 'same';
  }
  const [row] = await askPortal<CardColumns>(db, portalId, CARD_QUESTION, key);
  return row ? cardRow(row) : null;
}

/** The same within a transaction; null when the account is unknown. */
export async function readCard(
  tx: PortalTx,
  objectType: 'companies' | 'deals',
  objectId: string,
): Promise<CardRow | null> {
  const { rows } = await tx.query<CardColumns>(CARD_QUESTION.sql, [tx.portalId, objectType, objectId]);
  return rows[0] ? cardRow(rows[0]) : null;
}

const cardRow = (row: CardColumns): CardRow => ({
  version: row.version,
  status: row.status,
  model: row.model,
  partnerModel: row.partner_model,
  frozen: row.frozen,
  judgements: row.judgements ?? [],
  rights: row.rights ?? {},
  view: row.as_of === null ? null : viewOf(row),
});
