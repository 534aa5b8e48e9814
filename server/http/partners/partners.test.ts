import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  companyCard,
  companyCardAnswer,
  endOverrideCommand,
  type JudgementAnswer,
  judgementAnswer,
  linksAnswer,
  overrideCommand,
  type PartnerAnswer,
  reviewCommand,
  revokeScorecardCommand,
  scorecardLinks,
  shareScorecardCommand,
} from '@partner-pulse/contract';
import { parseDay } from '../../../app/kit/days.ts';
import { testDatabase } from '../../../test/support/postgres.ts';
import { type Caller, type SignedCaller, signedCaller } from '../../../test/support/signed-caller.ts';
import { resolveWorld } from '../../../test/worlds/resolve-world.ts';
import { worldRecords } from '../../../test/worlds/world-records.ts';
import { computeAccount } from '../../compute/compute-account.ts';
import { withPortal } from '../../store/db.ts';
import { erasePortal } from '../../store/erase-portal.ts';
import { eraseRecords } from '../../store/erase-records.ts';
import { addAdmin } from '../../store/portal-admins.ts';
import { connectPortal, readPortal, saveSettings } from '../../store/portals.ts';
import { readPropertyWrites } from '../../store/property-writes.ts';
import { readChanges } from '../../store/settings-changes.ts';
import { companyCardRoute } from '../cards/company.ts';
import { partnerRoutes } from './routes.ts';

const database = testDatabase();
const [OURS, THEIRS] = [81, 82];
const [ADMIN, REP] = ['7001', '7002'];
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-06-30T12:00:00Z');
const { world } = resolveWorld('tiny-concentration');
const records = worldRecords(world, START_MS);
/** 50 points, Watch. */
const PARTNER = '2';

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
const review = async (note: string, caller?: Caller) => post(reviewCommand.path, { after: await seq(), note }, caller);
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
  isAsMade = true;
}

/** Computing takes longer than a test: where nothing was computed since, forgetting what was said is enough. */
async function forget(): Promise<void> {
  for (const portalId of [OURS, THEIRS]) await saveSettings(database.db, portalId, world.settings);
  await database.db.pool.query('truncate partner_judgements, settings_changes, scorecard_links cascade');
}

describe('a review', () => {
  it('is anybody\u2019s, is kept with what the card showed, and changes no number', async () => {
    const before = await card(rep);
    expect(await review('looked at the pipeline', rep)).toMatchObject({ state: 'done' });
    const after = await card(rep);
    expect(after).toMatchObject({ state: 'scored', score: 50, band: { key: 'watch' } });
    expect(after.judgement?.history).toEqual([
      expect.objectContaining({
        title: 'Reviewed',
        whoText: 'HubSpot user 7002',
        seenText: 'Seen: 50 points, Watch, as of Jun 30, 2026',
        note: 'looked at the pipeline',
      }),
    ]);
    expect({ ...after, judgement: null, changes: null }).toEqual({ ...before, judgement: null, changes: null });
    expect(after.changes).toMatchObject({ items: [], emptyText: expect.stringContaining('next computation') });
    expect(rung).toEqual([]);
  });

  it('names the person as the account\u2019s owners do, and keeps no mail address', async () => {
    const named = `${reviewCommand.path}?userEmail=ana%40example.com`;
    await server.post(named, { partnerId: PARTNER, after: 0, note: 'x' }, rep);
    expect((await card()).judgement?.history[0]?.whoText).toBe('Ana Ruiz');
    const { rows } = await database.db.pool.query('select * from partner_judgements');
    expect(JSON.stringify(rows)).not.toContain('@');
  });

  it('that HubSpot sends twice is kept once; one that did not see the last word is refused', async () => {
    const body = { after: 0, note: 'once' };
    expect(await post(reviewCommand.path, body)).toMatchObject({ state: 'done' });
    expect(await post(reviewCommand.path, body)).toMatchObject({ state: 'done' });
    expect((await card()).judgement?.history).toHaveLength(1);
    expect(await post(reviewCommand.path, { after: 0, note: 'another' })).toMatchObject({ state: 'refused' });
    expect(await post(reviewCommand.path, body, rep)).toMatchObject({ state: 'refused' });
    expect((await card()).judgement?.history).toHaveLength(1);
  });

  it('tells afterwards what the partner did, apart from records that came late', async () => {
    const partnerId = '5';
    await post(reviewCommand.path, { partnerId, after: 0, note: 'before the summer' });
    const before = await card(admin, partnerId);
    // The largest deal of last year is labelled as this partner's only now.
    const dealCompanyLinks = records.dealCompanyLinks.map((link) =>
      link.fromId === '101' && link.label === 'Sourced by'
        ? { ...link, toId: partnerId, learnedMs: START_MS + 10 * DAY_MS, reconstructed: false }
        : link,
    );
    nowMs = START_MS + 40 * DAY_MS;
    await compute(OURS, { dealCompanyLinks });
    const after = await card(admin, partnerId);
    const points = (kind: string) =>
      (after.changes?.items ?? [])
        .filter((item) => item.kind === kind)
        .reduce((sum, { text }) => sum + Number(/(.\d+) points/.exec(text)?.[1]?.replace('\u2212', '-') ?? 0), 0);
    if (before.state !== 'scored' || after.state !== 'scored') throw new Error(`${before.state}, ${after.state}`);
    expect(points('data')).toBeGreaterThan(0);
    expect(points('definition')).toBe(0);
    expect(points('behaviour') + points('data')).toBe(after.score - before.score);
  });

  it('tells a changed definition apart', async () => {
    await review('under the old settings');
    await saveSettings(database.db, OURS, { ...world.settings, qualifyingEvents: ['won-deal'] });
    await compute(OURS);
    const kinds = (await card()).changes?.items.map(({ kind }) => kind) ?? [];
    expect(kinds).not.toContain('behaviour');
    expect(kinds).not.toContain('data');
  });

  it('of a company that is no partner is refused', async () => {
    const answer = await post(reviewCommand.path, { partnerId: '999999', after: 0, note: 'x' });
    expect(answer).toMatchObject({ state: 'refused', text: expect.stringContaining('not a partner') });
  });
});

describe('an override', () => {
  it('is for admins until they open it to everyone', async () => {
    expect(await override({}, rep)).toMatchObject({ state: 'problem', problem: { code: 'no-permission' } });
    expect((await card()).judgement).toMatchObject({ seq: 0, overridesText: expect.stringContaining('Admins') });
    await saveSettings(database.db, OURS, { ...world.settings, judgements: { overrides: 'everyone' } });
    expect(await override({}, rep)).toMatchObject({ state: 'done' });
    expect((await card()).judgement).toMatchObject({
      overridesText: null,
      sharingText: expect.stringContaining('Admins'),
    });
  });

  it('shows at once beside what was computed, and is written with the next computation', async () => {
    expect(await override()).toMatchObject({ state: 'done' });
    expect(rung).toEqual([OURS]);
    const shown = await card();
    expect(shown).toMatchObject({ state: 'scored', score: 50, band: { key: 'healthy' } });
    expect(shown.judgement?.override).toEqual({
      text: 'Set to Healthy by HubSpot user 7001 until Jul 20, 2026',
      computedText: 'Computed: Watch, 50 points',
      reasonText: 'they moved to another system',
    });
    await compute(OURS, { settings: { ...records.settings, writeDeals: 'all' } });
    expect(await written(PARTNER)).toMatchObject({
      partner_pulse_band: 'healthy',
      partner_pulse_score: '50',
      partner_pulse_override_until: '2026-07-20',
      partner_pulse_computed_band: 'watch',
      partner_pulse_computed_score: '50',
    });
    const deal = (await withPortal(database.db, OURS, readPropertyWrites)).find(
      ({ desired }) => desired.partner_pulse_partner_id === PARTNER,
    );
    expect(deal?.desired.partner_pulse_partner_band).toBe('healthy');
  });

  it('of a score is shown and written as that score', async () => {
    await override({ set: { score: 12 } });
    await compute(OURS);
    expect(await card()).toMatchObject({ score: 12, band: { key: 'at-risk' } });
    expect(await written(PARTNER)).toMatchObject({ partner_pulse_score: '12', partner_pulse_computed_score: '50' });
  });

  it('ends by itself after its day, on the card and in what is written', async () => {
    await override();
    nowMs = Date.parse('2026-07-20T12:00:00Z');
    await compute(OURS);
    expect(await card()).toMatchObject({ band: { key: 'healthy' } });
    nowMs += DAY_MS;
    await compute(OURS);
    const after = await card();
    expect(after.judgement?.override).toBeNull();
    expect(after.judgement?.history).toHaveLength(1);
    const now = await written(PARTNER);
    expect([now.partner_pulse_override_until, now.partner_pulse_computed_band]).toEqual([undefined, undefined]);
    expect(now.partner_pulse_band).not.toBe('healthy');
  });

  it('can be ended before, with a reason; what was said stays in the history', async () => {
    await override();
    const end = { after: await seq(), reason: 'not needed any more' };
    expect(await post(endOverrideCommand.path, end)).toMatchObject({ state: 'done' });
    expect(await post(endOverrideCommand.path, end)).toMatchObject({ state: 'done' });
    const { judgement } = await card();
    expect(judgement?.override).toBeNull();
    expect(judgement?.history.map(({ title }) => title)).toEqual([
      'Override ended',
      'Set to Healthy until Jul 20, 2026',
    ]);
    expect(await post(endOverrideCommand.path, { ...end, after: await seq(), reason: 'again' })).toMatchObject({
      state: 'refused',
    });
    await expect(database.db.pool.query("update partner_judgements set note = 'never said'")).rejects.toThrow(
      'never changed',
    );
  });

  it.each([
    ['a day that has passed', { until: '2026-06-29' }],
    ['more than a year', { until: '2027-07-02' }],
  ])('is refused for %s, naming the field', async (_what, body) => {
    expect(await override(body)).toMatchObject({ state: 'refused', setting: 'Until' });
  });

  it.each([
    ['a day that is none', { until: '2026-02-30' }, 'refused'],
    ['no reason', { reason: '  ' }, 'problem'],
    ['a band that only we may say', { set: { band: 'not-enough-data' } }, 'problem'],
    ['a score beyond the scale', { set: { score: 101 } }, 'problem'],
    ['band and score at once', { set: { band: 'watch', score: 90 } }, 'problem'],
    ['somebody else\u2019s name in the body', { userId: ADMIN }, 'problem'],
  ])('is refused for %s, and nothing is kept', async (_what, body, state) => {
    expect(await override(body)).toMatchObject({ state });
    expect(await seq()).toBe(0);
  });

  it('stands in the admins\u2019 list of changes, with who, what and why', async () => {
    await override();
    const [change] = await withPortal(database.db, OURS, (tx) => readChanges(tx, 5));
    expect(change).toMatchObject({
      kind: 'override',
      userId: ADMIN,
      before: { band: 'as computed' },
      after: { band: 'healthy until 2026-07-20', reason: 'they moved to another system' },
    });
  });
});

describe('what was said of a partner', () => {
  it('is of one account: the same company id elsewhere is untouched', async () => {
    await override();
    await compute(THEIRS);
    const theirs = companyCardAnswer.parse(
      await server.get(`${companyCard.path}?companyId=${PARTNER}`, { portalId: THEIRS, userId: ADMIN }),
    );
    expect(theirs).toMatchObject({ band: { key: 'watch' }, judgement: { seq: 0, history: [] } });
  });

  it('goes with the account, and with the company', async () => {
    await review('x');
    await withPortal(database.db, OURS, (tx) => eraseRecords(tx, 'companies', [PARTNER]));
    expect((await database.db.pool.query('select from partner_judgements')).rowCount).toBe(0);
    await compute(OURS);
    await review('y');
    expect(await erasePortal(database.db, OURS)).toMatchObject({ partner_judgements: 1, definition_versions: 1 });
  });

  it('stays on the card however many reviews follow', async () => {
    await override();
    for (let n = 0; n < 25; n += 1) await review(`review ${n}`);
    const { judgement } = await card();
    expect(judgement?.override?.text).toContain('Healthy');
    expect(judgement?.history).toHaveLength(21);
  });
});

describe('a shared scorecard', () => {
  const share = (caller?: Caller) => post(shareScorecardCommand.path, { days: 30 }, caller);
  const links = async (caller: Caller = admin) => {
    const answer = linksAnswer.parse(await server.get(`${scorecardLinks.path}?partnerId=${PARTNER}`, caller));
    return answer.state === 'links' ? answer.links : answer.problem.code;
  };

  it('is made, listed and withdrawn by who may, and noted', async () => {
    const answer = await share();
    expect(answer).toMatchObject({
      state: 'shared',
      url: expect.stringMatching(/^https:\/\/pulse.example.com\/scorecard\/[\w-]{43}$/),
    });
    const [link] = (await links()) as Exclude<Awaited<ReturnType<typeof links>>, string>;
    expect(link).toMatchObject({
      isOpen: true,
      stateText: 'Open until Jul 30, 2026',
      sharedText: 'Shared by HubSpot user 7001 on Jun 30, 2026',
      viewsText: 'Not opened yet',
    });
    expect(await post(revokeScorecardCommand.path, { id: link?.id ?? 0 })).toMatchObject({ state: 'done' });
    expect(await links()).toMatchObject([{ isOpen: false, stateText: 'Withdrawn on Jun 30, 2026' }]);
    const changes = await withPortal(database.db, OURS, (tx) => readChanges(tx, 5));
    expect(changes.map(({ kind, userId }) => [kind, userId])).toEqual([
      ['scorecard', ADMIN],
      ['scorecard', ADMIN],
    ]);
    expect(JSON.stringify(changes)).not.toContain('state' in answer && answer.state === 'shared' ? answer.url : 'none');
  });

  it('is not for others, and neither is the list', async () => {
    expect(await share(rep)).toMatchObject({ state: 'problem', problem: { code: 'no-permission' } });
    expect(await links(rep)).toBe('no-permission');
  });

  it('that HubSpot asks for twice leaves one open link', async () => {
    await share();
    await share();
    expect(await links()).toMatchObject([{ isOpen: true }, { isOpen: false }]);
    nowMs += 60_000;
    await share();
    expect(await links()).toMatchObject([{ isOpen: true }, { isOpen: true }, { isOpen: false }]);
  });

  it('of another partner or account cannot be withdrawn', async () => {
    await share();
    const [link] = (await links()) as Exclude<Awaited<ReturnType<typeof links>>, string>;
    const id = link?.id ?? 0;
    expect(await post(revokeScorecardCommand.path, { partnerId: '3', id })).toMatchObject({ state: 'refused' });
    expect(await post(revokeScorecardCommand.path, { id }, { portalId: THEIRS, userId: ADMIN })).toMatchObject({
      state: 'refused',
    });
    expect(await links()).toMatchObject([{ isOpen: true }]);
  });
});
