import { z } from 'zod';
import { systemClock } from '../../../server/hubspot/clock.ts';
import type { Database } from '../../../server/store/db.ts';
import { saveSettings } from '../../../server/store/portals.ts';
import { runSyncPass } from '../../../server/sync/run-sync-pass.ts';
import { connect, hubSpotOf } from '../../support/connected-account.ts';
import { type ScratchDatabase, switchOffRateBudget } from '../../support/scratch-databases.ts';
import type { StandInProcess } from '../../support/stand-in-process.ts';
import { type AccountState, differencesBetween, readState } from './account-state.ts';

/** What was learned in another order may be dated otherwise; what is there, and what HubSpot remembers, may not differ. */
const COMPARED = ['records', 'links', 'history'];

/** Reads the account anew into an empty database, and says what the battered one has otherwise. */
export async function againstCleanSync(
  battered: Database,
  clean: ScratchDatabase,
  standIn: StandInProcess,
  account: { portalId: number; settings: unknown },
): Promise<string[]> {
  await switchOffRateBudget(clean.db);
  const hubspot = hubSpotOf(clean.db, standIn, systemClock, { answerWithinMs: 30_000 });
  const portalId = await connect(clean.db, hubspot, account.portalId);
  await saveSettings(clean.db, portalId, account.settings);
  await runSyncPass({ db: clean.db, door: hubspot.door, portalId, now: () => Date.now() });
  const [mine, theirs] = [await readState(battered, portalId), await readState(clean.db, portalId)];
  const only = (state: Awaited<ReturnType<typeof readState>>) =>
    Object.fromEntries(COMPARED.map((part) => [part, state[part] ?? []]));
  return differencesBetween(only(theirs), withoutForgotten(only(theirs), only(mine)));
}

/** HubSpot remembers so many values of a property; our store keeps those it has seen before. */
const REMEMBERED = 20;
const Revision = z.object({ type: z.string(), id: z.string(), property: z.string(), at_ms: z.number() });

/** What the account knew for longer than HubSpot did is no difference. */
function withoutForgotten(theirs: AccountState, mine: AccountState): AccountState {
  const keyOf = ({ type, id, property }: z.infer<typeof Revision>) => `${type}/${id}/${property}`;
  const read = (line: string) => Revision.parse(JSON.parse(line));
  const remembered = Map.groupBy((theirs.history ?? []).map(read), keyOf);
  const history = (mine.history ?? []).filter((line) => {
    const revision = read(line);
    const known = remembered.get(keyOf(revision)) ?? [];
    return known.length < REMEMBERED || revision.at_ms >= Math.min(...known.map((one) => one.at_ms));
  });
  return { ...mine, history };
}

/** Records whose property in HubSpot is not what the last results say. */
export async function wrongProperties(
  db: Database,
  portalId: number,
  standIn: StandInProcess,
): Promise<{ checked: number; wrong: string[] }> {
  const { rows } = await db.pool.query<{ type: string; id: string; confirmed: Record<string, string> }>(
    'select object_type as type, object_id as id, confirmed from property_writes where portal_id = $1',
    [portalId],
  );
  const names = [...new Set(rows.flatMap(({ confirmed }) => Object.keys(confirmed)))];
  const held = new Map<string, Record<string, string | null>>();
  for (const type of ['companies', 'deals']) {
    const answer = await standIn.control(`accounts/${portalId}/${type}?properties=${names.join(',')}`);
    for (const { id, properties } of parseRecords(answer)) held.set(`${type}/${id}`, properties);
  }
  const wrong = rows.flatMap(({ type, id, confirmed }) =>
    Object.entries(confirmed)
      .filter(([name, value]) => (held.get(`${type}/${id}`)?.[name] ?? '') !== value)
      .map(([name, value]) => `${type}/${id} ${name} should be ${value}`),
  );
  return { checked: rows.length, wrong };
}

interface DoubledRun {
  readonly portalId: number;
  readonly kind: string;
  readonly startedAt: Date;
}

/** Passes of one account that ran at the same time, both to their end: two processes did the same work. */
export async function doubledRuns(db: Database): Promise<DoubledRun[]> {
  const { rows } = await db.pool.query<DoubledRun>(
    `select b.portal_id as "portalId", b.kind, b.started_at as "startedAt"
       from sync_runs a join sync_runs b on a.portal_id = b.portal_id and a.id < b.id
      where a.error is null and b.error is null and a.kind = b.kind
        and b.started_at < a.finished_at and a.started_at < b.finished_at`,
  );
  return rows;
}

interface HeldRecord {
  id: string;
  properties: Record<string, string | null>;
}

function parseRecords(answer: unknown): HeldRecord[] {
  // The stand-in's own answer; its form is fixed in its routes.
  const { results } = answer as { results: HeldRecord[] };
  return results;
}
