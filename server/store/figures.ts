import { acrossPortals, type Database } from './db.ts';

/** How all accounts are doing, as PostgreSQL knows it: the same from every process. */
export interface Figures {
  readonly accounts: readonly { status: string; count: number }[];
  /** How far behind HubSpot what we know of a stream is. */
  readonly lags: readonly { portal: number; stream: string; seconds: number }[];
  /** Since when an account's pass should have been complete; only those that are late. */
  readonly overdue: readonly { portal: number; seconds: number }[];
  readonly hints: readonly { portal: number; waiting: number; oldestSeconds: number }[];
  /** Calls reserved so far, and how long the class is still paused. */
  readonly budgets: readonly { portal: number; class: string; reserved: number; pausedSeconds: number }[];
  /** Records that HubSpot refused in the account's last write-back. */
  readonly refusals: readonly { portal: number; records: number }[];
}

const ACCOUNTS = 'select status, count(*) as count from portals group by status';
const LAGS = `select c.portal_id as portal, c.stream,
    extract(epoch from now()) - coalesce(c.cursor ->> 'sinceMs', c.cursor ->> 'startedMs')::float8 / 1000 as seconds
  from checkpoints c join portals p using (portal_id)
  where p.status = 'connected' and c.cursor ->> 'phase' in ('list', 'live')`;
const OVERDUE = `select portal_id as portal, extract(epoch from now() - next_due_at)::float8 as seconds
  from portals where status = 'connected' and next_due_at < now()`;
const HINTS = `select portal_id as portal, count(*) as waiting,
    extract(epoch from now())::float8 - min(received_ms)::float8 / 1000 as "oldestSeconds"
  from change_hints group by portal_id`;
const BUDGETS = `select portal_id as portal, class, reserved,
    greatest(0, paused_until_ms / 1000 - extract(epoch from now())::float8) as "pausedSeconds"
  from rate_limits`;
const REFUSALS = `select distinct on (portal_id) portal_id as portal, coalesce((counts ->> 'refused')::int, 0) as records
  from sync_runs where kind = 'write-back' and finished_at is not null order by portal_id, started_at desc`;

export function readFigures(db: Database): Promise<Figures> {
  return acrossPortals(db, async ({ query }) => {
    const { rows: accounts } = await query<Figures['accounts'][number]>(ACCOUNTS);
    const { rows: lags } = await query<Figures['lags'][number]>(LAGS);
    const { rows: overdue } = await query<Figures['overdue'][number]>(OVERDUE);
    const { rows: hints } = await query<Figures['hints'][number]>(HINTS);
    const { rows: budgets } = await query<Figures['budgets'][number]>(BUDGETS);
    const { rows: refusals } = await query<Figures['refusals'][number]>(REFUSALS);
    return { accounts, lags, overdue, hints, budgets, refusals };
  });
}
