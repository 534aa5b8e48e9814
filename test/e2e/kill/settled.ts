import type { Database } from '../../../server/store/db.ts';
import { until } from './blows.ts';

/** What is left to do, by account; every account that has nothing is left out. */
interface Left {
  readonly portal: number;
  readonly status: string;
  readonly isBackfilled: boolean;
  readonly isDue: boolean;
  readonly hints: number;
  readonly writes: number;
}

/** Longer than any account here takes, several times over. */
const GIVE_UP_AFTER_MS = 180_000;
const LOOK_EVERY_MS = 250;

/** Resolves when no account has anything left to do. @throws with what is left when that lasts */
export async function settled(db: Database): Promise<void> {
  const begunMs = performance.now();
  let left: Left[] = [];
  await until(async () => {
    left = await whatIsLeft(db);
    return left.length === 0 || performance.now() - begunMs > GIVE_UP_AFTER_MS;
  }, LOOK_EVERY_MS);
  if (left.length === 0) return;
  throw new Error(
    `still not done after ${GIVE_UP_AFTER_MS / 1000} s: ${left.map((one) => JSON.stringify(one)).join(', ')}`,
  );
}

async function whatIsLeft(db: Database): Promise<Left[]> {
  const { rows } = await db.pool.query<Left>(
    `select * from (
       select p.portal_id as portal, status, backfilled_ms is not null as "isBackfilled", next_due_at <= now() as "isDue",
         (select count(*) from change_hints h where h.portal_id = p.portal_id) as hints,
         (select count(*) from property_writes w where w.portal_id = p.portal_id and w.refused is null
            and exists (select from jsonb_object_keys(w.pending) k (name) where not w.refused_properties ? k.name)) as writes
       from portals p) x
     where not "isBackfilled" or "isDue" or hints > 0 or writes > 0`,
  );
  return rows;
}
