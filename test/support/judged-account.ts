import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import {
  companyCard,
  companyCardAnswer,
  type JudgementAnswer,
  judgementAnswer,
  overrideCommand,
  type PartnerAnswer,
  reviewCommand,
} from '@partner-pulse/contract';
import { parseDay } from '../../app/kit/days.ts';
import { computeAccount } from '../../server/compute/compute-account.ts';
import { companyCardRoute } from '../../server/http/cards/company.ts';
import { partnerRoutes } from '../../server/http/partners/routes.ts';
import { withPortal } from '../../server/store/db.ts';
import { addAdmin } from '../../server/store/portal-admins.ts';
import { connectPortal, readPortal, saveSettings } from '../../server/store/portals.ts';
import { readPropertyWrites } from '../../server/store/property-writes.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { worldRecords } from '../worlds/world-records.ts';
import { testDatabase } from './postgres.ts';
import { type Caller, type SignedCaller, signedCaller } from './signed-caller.ts';

export const [OURS, THEIRS] = [81, 82];
export const [ADMIN, REP] = ['7001', '7002'];
export const DAY_MS = 86_400_000;
export const START_MS = Date.parse('2026-06-30T12:00:00Z');
/** 50 points, Watch. */
export const PARTNER = '2';
const { world } = resolveWorld('tiny-concentration');
const records = worldRecords(world, START_MS);

/** A computed account whose partners are judged, and another one beside it. Call it at the top of a test file. */
export function judgedAccount() {
  const database = testDatabase();
  let nowMs: number;
  /** The web role's own clock: its limits give room again as time passes. */
  let webMs = START_MS;
  let isAsMade = false;
  let server: SignedCaller;
  const rung: number[] = [];
  const admin: Caller = { portalId: OURS, userId: ADMIN };
  const rep: Caller = { portalId: OURS, userId: REP };

  async function compute(portalId: number, more: Partial<typeof records> = {}): Promise<void> {
    const { factsVersion, settingsVersion } = await readPortal(database.db, portalId);
    isAsMade = false;
    const asOfDay = parseDay(new Date(nowMs).toISOString().slice(0, 10)) ?? 0;
    await computeAccount({
      ...{
        db: database.db,
        portalId,
        records: { ...records, ...more },
        asOfDay,
        factsVersion,
        settingsVersion,
        nowMs,
        syncedMs: nowMs,
      },
    });
  }

  async function card(caller: Caller = admin, companyId = PARTNER): Promise<PartnerAnswer> {
    const answer = companyCardAnswer.parse(await server.get(`${companyCard.path}?companyId=${companyId}`, caller));
    if (!('partner' in answer)) throw new Error(answer.state);
    return answer;
  }

  const seq = async () => (await card()).judgement?.seq ?? -1;
  const post = async (path: string, body: object, caller: Caller = admin): Promise<JudgementAnswer> =>
    judgementAnswer.parse(await server.post(path, { partnerId: PARTNER, ...body }, caller));
  const review = async (note: string, caller?: Caller) =>
    post(reviewCommand.path, { after: await seq(), note }, caller);
  const override = async (body: object = {}, caller?: Caller) =>
    post(
      overrideCommand.path,
      {
        after: await seq(),
        reason: 'they moved to another system',
        until: '2026-07-20',
        set: { band: 'healthy' },
        ...body,
      },
      caller,
    );
  const written = async (id: string, object = 'companies') =>
    (await withPortal(database.db, OURS, readPropertyWrites)).find(
      ({ objectType, objectId }) => objectType === object && objectId === id,
    )?.desired ?? {};

  beforeAll(async () => {
    server = await signedCaller(
      [
        companyCardRoute({ db: database.db, now: () => nowMs, syncIntervalMs: DAY_MS }),
        ...partnerRoutes({
          ...{ db: database.db, now: () => nowMs, publicBaseUrl: 'https://pulse.example.com' },
          ring: async (portalId) => void rung.push(portalId),
        }),
      ],
      () => {
        webMs += 1000;
        return webMs;
      },
    );
  });
  afterAll(() => server?.close());

  beforeEach(async () => {
    nowMs = START_MS;
    rung.length = 0;
    await (isAsMade ? forget() : make());
  });

  /** Both accounts anew, ours computed at the start. */
  async function make(): Promise<void> {
    await database.db.pool.query('truncate portals cascade');
    for (const portalId of [OURS, THEIRS]) {
      await withPortal(database.db, portalId, async (tx) => {
        await connectPortal(tx, { userId: '1', scopes: [] });
        await addAdmin(tx, ADMIN, null);
        await tx.query("insert into account_objects (portal_id, kind, id, data) values ($1, 'owners', '71', $2)", [
          portalId,
          { position: 0, value: { id: '71', email: 'Ana@example.com', firstName: 'Ana', lastName: 'Ruiz' } },
        ]);
      });
      await saveSettings(database.db, portalId, world.settings);
    }
    await compute(OURS);
    await database.db.pool.query('truncate settings_changes');
    isAsMade = true;
  }

  /** Computing takes longer than a test: where nothing was computed since, forgetting what was said is enough. */
  async function forget(): Promise<void> {
    for (const portalId of [OURS, THEIRS]) await saveSettings(database.db, portalId, world.settings);
    await database.db.pool.query('truncate partner_judgements, settings_changes, scorecard_links cascade');
    await database.db.pool.query('update portals set judgement_version = judgement_version + 1');
  }

  const clock = {
    get now() {
      return nowMs;
    },
    set now(ms: number) {
      nowMs = ms;
    },
  };
  const get = (path: string, caller: Caller = admin) => server.get(path, caller);
  const postAs = (path: string, body: object, caller: Caller) => server.post(path, body, caller);
  return {
    database,
    world,
    records,
    clock,
    rung,
    admin,
    rep,
    compute,
    card,
    seq,
    post,
    postAs,
    get,
    review,
    override,
    written,
  };
}
