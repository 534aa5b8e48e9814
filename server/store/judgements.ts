/** What people have said of partners: reviews, overrides and their ends. Rows are added and never changed. */
import type { Override } from '../../app/health/override.ts';
import type { Seen } from '../../app/health/since-review.ts';
import { formatDay, parseDay } from '../../app/kit/days.ts';
import type { PortalTx } from './db.ts';

interface Said {
  readonly partnerId: string;
  readonly atMs: number;
  /** HubSpot's user id, as HubSpot signed it. */
  readonly userId: string;
  /** As the account's owners named them; null for a user who owns nothing. */
  readonly userName: string | null;
  /** The note of a review, or the reason. */
  readonly note: string;
  readonly seen: Seen;
}

export type NewJudgement =
  | ({ readonly kind: 'review' | 'override-end' } & Said)
  | ({ readonly kind: 'override'; readonly override: Override } & Said);

/** As a card reads it; dates as text, because it travels as JSON. */
export interface JudgementRow {
  readonly id: number;
  readonly kind: 'review' | 'override' | 'override-end';
  readonly atMs: number;
  readonly userId: string;
  readonly userName: string | null;
  readonly note: string;
  readonly seen: Seen;
  readonly band: Override['band'] | null;
  readonly score: number | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

export const JUDGEMENT_COLUMNS = `id, kind, at_ms as "atMs", user_id as "userId", user_name as "userName", note, seen, band,
  score, first_day as "firstDay", last_day as "lastDay"`;

/** Rows that a card tells of: the newest, and the last review and the last word on the band however old they are. */
export const JUDGEMENTS_SHOWN = 20;

export async function addJudgement(tx: PortalTx, said: NewJudgement): Promise<void> {
  const override = said.kind === 'override' ? said.override : null;
  await tx.query(
    `insert into partner_judgements
       (portal_id, partner_id, kind, at_ms, user_id, user_name, note, seen, band, score, first_day, last_day)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[tx.portalId, said.partnerId, said.kind, said.atMs, said.userId, said.userName, said.note],
      ...[JSON.stringify(said.seen), override?.band ?? null, override?.score ?? null],
      ...[override && formatDay(override.firstDay), override && formatDay(override.lastDay)],
    ],
  );
  await tx.query('update portals set judgement_version = judgement_version + 1 where portal_id = $1', [tx.portalId]);
}

/** What was last said of a partner, and the last step of its override; both null where nothing was. */
export async function readLastJudgements(
  tx: PortalTx,
  partnerId: string,
): Promise<{ readonly last: JudgementRow | null; readonly override: JudgementRow | null }> {
  const { rows } = await tx.query<JudgementRow>(
    `select ${JUDGEMENT_COLUMNS} from partner_judgements
      where portal_id = $1 and partner_id = $2 and id in (
        select max(id) from partner_judgements where portal_id = $1 and partner_id = $2
        union all
        select max(id) from partner_judgements where portal_id = $1 and partner_id = $2 and kind <> 'review')
      order by id desc`,
    [tx.portalId, partnerId],
  );
  return { last: rows[0] ?? null, override: rows.find(({ kind }) => kind !== 'review') ?? null };
}

export interface Standing {
  /** Last override of each partner by its id; ended ones are left out, those that ran out are not. */
  readonly overrides: ReadonlyMap<string, Override>;
  /** Last review of each partner by its id. */
  readonly reviews: ReadonlyMap<string, { readonly id: number; readonly seen: Seen }>;
}

/** What a computation needs of all partners. Reviews of before `reviewedSinceMs` are not compared with any more. */
export async function readStanding(tx: PortalTx, reviewedSinceMs: number): Promise<Standing> {
  const overrides = await tx.query<JudgementRow & { partnerId: string }>(
    `select distinct on (partner_id) partner_id as "partnerId", ${JUDGEMENT_COLUMNS}
       from partner_judgements where portal_id = $1 and kind <> 'review' order by partner_id, id desc`,
    [tx.portalId],
  );
  const reviews = await tx.query<{ partnerId: string; id: number; seen: Seen }>(
    `select distinct on (partner_id) partner_id as "partnerId", id, seen
       from partner_judgements where portal_id = $1 and kind = 'review' and at_ms >= $2 order by partner_id, id desc`,
    [tx.portalId, reviewedSinceMs],
  );
  return {
    overrides: new Map(
      overrides.rows.flatMap((row) => {
        const override = overrideIn(row);
        return override ? [[row.partnerId, override]] : [];
      }),
    ),
    reviews: new Map(reviews.rows.map(({ partnerId, id, seen }) => [partnerId, { id, seen }])),
  };
}

/** The override that a row sets; null for any other row. */
export function overrideIn({ kind, band, score, firstDay, lastDay }: JudgementRow): Override | null {
  const [first, last] = [parseDay(firstDay ?? ''), parseDay(lastDay ?? '')];
  if (kind !== 'override' || band === null || first === null || last === null) return null;
  return { band, score, firstDay: first, lastDay: last };
}

/** The name that the account's owners have for a user's mail address; null where they have none. */
export async function ownerNameOf(tx: PortalTx, mail: string | undefined): Promise<string | null> {
  if (mail === undefined || mail === '') return null;
  const { rows } = await tx.query<{ name: string }>(
    `select concat_ws(' ', nullif(data #>> '{value,firstName}', ''), nullif(data #>> '{value,lastName}', '')) as name
       from account_objects where portal_id = $1 and kind = 'owners' and lower(data #>> '{value,email}') = lower($2)
      order by id limit 1`,
    [tx.portalId, mail],
  );
  return rows[0]?.name || null;
}

/** The next pass computes the account again: bands of deals and customers follow a person's word on their partner. */
export async function askForComputation(tx: PortalTx): Promise<void> {
  await tx.query('update portals set facts_version = facts_version + 1 where portal_id = $1', [tx.portalId]);
}
