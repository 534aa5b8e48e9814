import { pino } from 'pino';
import { computeStep } from '../../server/compute/compute-step.ts';
import { keptAccounts } from '../../server/compute/kept-accounts.ts';
import { loadAccount } from '../../server/store/account-records.ts';
import type { Database } from '../../server/store/db.ts';
import type { SyncMode } from '../../server/sync/sync-context.ts';
import { writeStep } from '../../server/writeback/write-step.ts';
import type { JournalEntry } from '../stand-in/journal.ts';
import { type ConnectedAccount, connectedAccount } from '../support/connected-account.ts';
import { switchOffRateBudget } from '../support/scratch-databases.ts';
import type { World } from '../worlds/world.ts';

const MINUTES_10 = 600_000;
/** Under load a large answer takes the stand-in a while. */
const ANSWER_WITHIN_MS = 30_000;

/** What one part of a pass asked of HubSpot. */
export interface Asked {
  readonly entries: readonly JournalEntry[];
  readonly milliseconds: number;
}

export interface PassAsked {
  readonly sync: Asked;
  readonly compute: Asked;
  readonly write: Asked;
}

/** An account whose passes are counted from the stand-in's journal, ten minutes apart by its clock. */
export interface AccountRun {
  readonly account: ConnectedAccount;
  pass(mode?: SyncMode): Promise<PassAsked>;
  /** Partners whose own answers the last computation worked out. */
  recomputed(): number;
  close(): Promise<void>;
}

export async function runAccount(db: Database, world: World): Promise<AccountRun> {
  await switchOffRateBudget(db);
  const account = await connectedAccount({ db, world, answerWithinMs: ANSWER_WITHIN_MS });
  const { portalId, standIn, clock, hubspot } = account;
  const now = () => clock.now();
  const context = { log: pino({ level: 'silent' }), signal: new AbortController().signal };
  const kept = keptAccounts();
  const compute = computeStep({ db, now, asOf: null, kept, loadAccount: (id) => loadAccount(db, id) });
  const write = writeStep({ db, door: hubspot.door, clock: hubspot.clock });

  async function watch(work: () => Promise<unknown>): Promise<Asked> {
    const since = standIn.journal.entries().length;
    const startedMs = performance.now();
    await work();
    const milliseconds = performance.now() - startedMs;
    return { entries: standIn.journal.entries(since).filter((entry) => entry.class !== 'oauth'), milliseconds };
  }

  return {
    account,
    async pass(mode) {
      clock.advance(MINUTES_10);
      return {
        sync: await watch(() => account.sync(mode === undefined ? {} : { mode })),
        compute: await watch(() => compute.run(portalId, context)),
        write: await watch(() => write.run(portalId, context)),
      };
    },
    recomputed: () => kept.get(portalId)?.computed.recomputed ?? 0,
    close: () => account.close(),
  };
}

/** Calls that read or write records; the others set an account up, and their number does not grow with it. */
export const isRecordCall = (entry: JournalEntry): boolean =>
  ['list', 'batchRead', 'search', 'batchUpdate'].includes(entry.class) ||
  (entry.class === 'associations' && entry.path.includes('/batch/'));

export const ofClass = (asked: Asked, name: JournalEntry['class']): JournalEntry[] =>
  asked.entries.filter((entry) => entry.class === name && isRecordCall(entry));

/** `list 12, search 3`; empty classes are left out. */
export function byClass(entries: readonly JournalEntry[]): string {
  const groups = Map.groupBy(entries, (entry) => entry.class);
  return [...groups].map(([name, { length }]) => `${name} ${length}`).join(', ') || 'none';
}
