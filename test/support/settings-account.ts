import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import {
  type ActionAnswer,
  actionAnswer,
  type SettingsReady,
  saveSettingsCommand,
  settingsAnswer,
  settingsPage,
} from '@partner-pulse/contract';
import { computeStep } from '../../server/compute/compute-step.ts';
import { settingsRoutes } from '../../server/http/settings/routes.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { loadAccount } from '../../server/store/account-records.ts';
import { withPortal } from '../../server/store/db.ts';
import { addAdmin } from '../../server/store/portal-admins.ts';
import { connectPortal, readPortal, saveSettings } from '../../server/store/portals.ts';
import { readChanges } from '../../server/store/settings-changes.ts';
import { previewWriteBack } from '../../server/writeback/preview.ts';
import { undoLastRun } from '../../server/writeback/undo.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { type ConnectedAccount, connectedAccount } from './connected-account.ts';
import { testDatabase } from './postgres.ts';
import { type SignedCaller, signedCaller } from './signed-caller.ts';

export const ADMIN = '7001';
export const REP = '7002';
export const OTHER_PORTAL = 42;
export const THEIR_ADMIN = '9';

/** A computed account behind the settings page's routes, and another one beside it. Call it at the top of a test file. */
export function settingsAccount() {
  const database = testDatabase();
  const { world } = resolveWorld('tiny-revenue');
  const log = createLogger({ level: 'silent' });
  const rung: number[] = [];
  let account: ConnectedAccount;
  let server: SignedCaller;

  const routes = () => {
    const { db } = database;
    const { door, clock } = account.hubspot;
    return settingsRoutes({
      ...{ db, door, syncIntervalMs: 3_600_000, now: () => account.clock.now() },
      ring: async (portalId) => void rung.push(portalId),
      previewWrites: (portalId, nowMs) => previewWriteBack({ db, nowMs }, portalId),
      undoWrites: (portalId) => undoLastRun({ db, door: door.account(portalId), clock }),
    });
  };

  const run = async () => {
    await account.sync();
    const step = computeStep({
      db: database.db,
      now: () => account.clock.now(),
      asOf: null,
      loadAccount: (portalId) => loadAccount(database.db, portalId),
    });
    await step.run(account.portalId, { log, signal: new AbortController().signal });
  };

  beforeAll(async () => {
    account = await connectedAccount({ db: database.db, world });
    await run();
    server = await signedCaller(routes(), () => account.clock.now());
    await withPortal(database.db, account.portalId, async (tx) => {
      await addAdmin(tx, ADMIN, null);
    });
    await withPortal(database.db, OTHER_PORTAL, (tx) => connectPortal(tx, { userId: THEIR_ADMIN, scopes: [] }));
  }, 90_000);

  afterAll(async () => {
    await server?.close();
    await account?.close();
  });

  beforeEach(async () => {
    await saveSettings(database.db, account.portalId, world.settings);
    rung.length = 0;
  });

  const admin = () => ({ portalId: account.portalId, userId: ADMIN });
  const rep = () => ({ portalId: account.portalId, userId: REP });
  const page = async (caller = admin()): Promise<SettingsReady> => {
    const answer = settingsAnswer.parse(await server.get(settingsPage.path, caller));
    if (answer.state !== 'ready') throw new Error(`not ready: ${answer.problem.message}`);
    return answer;
  };
  const post = async (path: string, body: unknown, caller = admin()): Promise<ActionAnswer> =>
    actionAnswer.parse(await server.post(path, body, caller));
  const save = async (change: object, version?: number) =>
    post(saveSettingsCommand.path, { version: version ?? (await page()).version, change });
  const changes = () => withPortal(database.db, account.portalId, (tx) => readChanges(tx, 50));
  const settings = async () => (await readPortal(database.db, account.portalId)).settings;
  return {
    ...{ database, world, rung, routes, run, admin, rep, page, post, save, changes, settings },
    /** Readable from `beforeAll` on. */
    get account() {
      return account;
    },
    get server() {
      return server;
    },
  };
}
