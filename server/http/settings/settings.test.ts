import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ActionAnswer,
  actionAnswer,
  addAdminCommand,
  leaveCommand,
  makeFeedKeyCommand,
  pauseWritesCommand,
  previewEffectCommand,
  removeAdminCommand,
  restoreSettingsCommand,
  resumeWritesCommand,
  revokeFeedKeyCommand,
  type SettingsReady,
  saveSettingsCommand,
  setMetricCommand,
  settingsAnswer,
  settingsPage,
  settingsTest,
  settingsValues,
  syncNowCommand,
  testAnswer,
  undoWritesCommand,
  valuesAnswer,
} from '@partner-pulse/contract';
import { type ConnectedAccount, connectedAccount } from '../../../test/support/connected-account.ts';
import { testDatabase } from '../../../test/support/postgres.ts';
import { type SignedCaller, signedCaller } from '../../../test/support/signed-caller.ts';
import { resolveWorld } from '../../../test/worlds/resolve-world.ts';
import { computeStep } from '../../compute/compute-step.ts';
import { createLogger } from '../../ops/logger.ts';
import { loadAccount } from '../../store/account-records.ts';
import { withPortal } from '../../store/db.ts';
import { verifyFeedKey } from '../../store/feed-keys.ts';
import { addAdmin, readAdmins } from '../../store/portal-admins.ts';
import { connectPortal, readPortal, saveSettings } from '../../store/portals.ts';
import { readChanges } from '../../store/settings-changes.ts';
import { writesPausedSince } from '../../store/write-runs.ts';
import { previewWriteBack } from '../../writeback/preview.ts';
import { undoLastRun } from '../../writeback/undo.ts';
import { settingsRoutes } from './routes.ts';

const ADMIN = '7001';
const REP = '7002';
const OTHER_PORTAL = 42;
const THEIR_ADMIN = '9';

const database = testDatabase();
const { world } = resolveWorld('tiny-revenue');
const log = createLogger({ level: 'silent' });
/** A thread that computes an account starts slowly beside other test files. */
const SLOW_MS = 60_000;
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

describe('who may do what', () => {
  const commands: readonly [string, object][] = [
    [saveSettingsCommand.path, { version: 1, change: { writeDeals: 'none' } }],
    [previewEffectCommand.path, { change: { writeDeals: 'none' } }],
    [restoreSettingsCommand.path, { version: 1, changeId: 1 }],
    [
      setMetricCommand.path,
      { version: 1, metric: 'x', isActive: false, ownerId: null, cadence: 'weekly', retire: null, isReviewed: false },
    ],
    [makeFeedKeyCommand.path, { label: 'nightly' }],
    [revokeFeedKeyCommand.path, { id: 1 }],
    [pauseWritesCommand.path, {}],
    [resumeWritesCommand.path, {}],
    [undoWritesCommand.path, {}],
    [syncNowCommand.path, {}],
    [addAdminCommand.path, { userId: REP }],
    [removeAdminCommand.path, { userId: ADMIN }],
    [leaveCommand.path, { properties: 'remove', confirm: 'remove partner pulse' }],
  ];

  it.each(commands)(
    '%s is refused to who is no admin and to admins of another account, and changes nothing',
    async (path, body) => {
      const before = [await settings(), await changes(), await withPortal(database.db, account.portalId, readAdmins)];
      for (const caller of [
        rep(),
        { portalId: account.portalId, userId: THEIR_ADMIN },
        { portalId: OTHER_PORTAL, userId: ADMIN },
      ]) {
        const answer = await post(path, body, caller);
        expect(answer).toMatchObject({ state: 'problem', problem: { code: 'no-permission' } });
      }
      expect([await settings(), await changes(), await withPortal(database.db, account.portalId, readAdmins)]).toEqual(
        before,
      );
      expect(rung).toEqual([]);
    },
  );

  it('every route that changes something is a command, and no command is missing above', () => {
    const paths = routes().flatMap((route) => (route.access === 'command' ? [route.path] : []));
    expect(paths.toSorted()).toEqual(commands.map(([path]) => path).toSorted());
    expect(
      routes()
        .filter(({ access }) => access !== 'command')
        .map(({ path }) => path),
    ).toEqual([settingsPage.path, settingsTest.path, settingsValues.path]);
  });

  it('a body that is not the one that was signed is refused', async () => {
    const forged = await server.post(pauseWritesCommand.path, {}, admin(), { signedBody: '{"a":1}' });
    expect(forged).toMatchObject({ error: { code: 'signature_invalid' } });
  });

  it('a body that is too large or says what the contract does not know is refused', async () => {
    const large = await server.post(makeFeedKeyCommand.path, { label: 'x'.repeat(70_000) }, admin());
    expect(large).toMatchObject({ error: { code: 'payload_too_large' } });
    expect(await post(saveSettingsCommand.path, { version: 1, change: { secret: 1 } })).toMatchObject({
      state: 'problem',
      problem: { code: 'bad-request' },
    });
  });

  it('everybody else may look, is told that and how to get further, and reads no names of records', async () => {
    const seen = await page(rep());
    expect(seen.isAdmin).toBe(false);
    expect(seen.adminText).toContain(REP);
    expect(seen.preview.samples.length).toBeGreaterThan(0);
    for (const { name, recordId } of seen.preview.samples) expect(name).toBe(`Company ${recordId}`);
    expect((await page()).preview.samples.some(({ name }) => !name.startsWith('Company '))).toBe(true);
    for (const path of [`${settingsTest.path}?companyId=1`, `${settingsValues.path}?property=type`]) {
      expect(await server.get(path, rep())).toMatchObject({ state: 'problem', problem: { code: 'no-permission' } });
    }
  });

  it('another account sees its own settings only', async () => {
    const theirs = await page({ portalId: OTHER_PORTAL, userId: THEIR_ADMIN });
    expect(theirs.preview).toEqual({ summary: null, bands: [], samples: [] });
    expect(theirs.people.admins.map(({ userId }) => userId)).toEqual([THEIR_ADMIN]);
    expect(theirs.status.word).toBe('First sync under way');
  });
});

describe('the page', () => {
  it('counts what the account holds', async () => {
    const { partners, roles, stages, preview, status } = await page();
    const expected = world.companies.length;
    expect(partners.summary).toContain(String(expected));
    expect(partners.warning).toBeNull();
    expect(roles.lines.find(({ label }) => label === 'Deals read')?.value).toBe(`${world.deals.length} deals`);
    expect(stages.pipelines.length).toBeGreaterThan(0);
    const total = preview.bands.reduce((sum, { count }) => sum + count, 0);
    expect(preview.summary).toContain(`${total} partner`);
    expect(status.word).toBe('Up to date');
  });

  it('never says 0 for a property that was not read', async () => {
    await save({ partnerRule: { property: 'never_read', values: ['yes'] } });
    const { partners } = await page();
    expect(partners.counts.map(({ countText }) => countText)).toEqual(['not read yet']);
    expect(partners.warning).toContain('has not been read yet');
  });

  it('counts the values of another property in HubSpot', async () => {
    const answer = valuesAnswer.parse(await server.get(`${settingsValues.path}?property=type`, admin()));
    if (answer.state !== 'values') throw new Error('no values');
    const partners = answer.counts.filter(({ value }) => value === 'PARTNER' || value === 'RESELLER');
    expect(partners.length).toBeGreaterThan(0);
    expect(partners.every(({ countText }) => /compan(y|ies)$/.test(countText))).toBe(true);
  });

  it('tests a record: a partner with its reasons, any other with why it is none, an unknown one as not read', async () => {
    const [sample] = (await page()).preview.samples;
    const ask = async (id: string) =>
      testAnswer.parse(await server.get(`${settingsTest.path}?companyId=${id}`, admin()));
    expect(await ask(sample?.recordId ?? '')).toMatchObject({
      state: 'tested',
      title: sample?.name,
      word: sample?.word,
      lines: expect.arrayContaining([expect.objectContaining({ label: 'Partner rule' })]),
    });
    expect(await ask('999999999')).toMatchObject({ word: 'Not read' });
  });
});

describe('saving', () => {
  it('keeps what only the command line can set, writes down who changed what, and asks for a pass', async () => {
    const before = await settings();
    expect(await save({ writeDeals: 'none', segments: ['tier'] })).toMatchObject({ state: 'done' });
    expect(await settings()).toEqual({ ...before, writeDeals: 'none', segments: ['tier'] });
    expect(rung).toEqual([account.portalId]);
    const [change] = await changes();
    expect(change).toMatchObject({
      userId: ADMIN,
      kind: 'settings',
      after: { writeDeals: 'none', segments: ['tier'] },
    });
    const [shown] = (await page()).people.changes;
    expect(shown).toMatchObject({
      whoText: 'You',
      lines: expect.arrayContaining([expect.stringContaining('Segments')]),
    });
  });

  it('done a second time does no harm, and a repeated call with an old version is told that it is done', async () => {
    const { version } = await page();
    await save({ writeDeals: 'none' }, version);
    const count = (await changes()).length;
    expect(await save({ writeDeals: 'none' }, version)).toMatchObject({ state: 'done' });
    expect(await changes()).toHaveLength(count);
  });

  it('does not overwrite unseen what somebody else has saved', async () => {
    const { version } = await page();
    await save({ writeDeals: 'none' }, version);
    expect(await save({ writeDeals: 'all' }, version)).toMatchObject({
      state: 'refused',
      text: expect.stringContaining('else'),
    });
    expect((await settings()).writeDeals).toBe('none');
  });

  it('two saves at the same time: one is told of the other', async () => {
    const { version } = await page();
    const answers = await Promise.all([save({ writeDeals: 'none' }, version), save({ writeDeals: 'all' }, version)]);
    expect(answers.map(({ state }) => state).toSorted()).toEqual(['done', 'refused']);
  });

  it.each([
    ['no value', { partnerRule: { property: 'type', values: [] } }, 'Who is a partner'],
    [
      'a target that ends before it begins',
      { targets: [{ partnerId: null, from: '2026-06-01', to: '2026-01-01', amount: 5 }] },
      'Targets',
    ],
    [
      'a date that does not exist',
      { targets: [{ partnerId: null, from: '2026-02-31', to: '2026-03-01', amount: 5 }] },
      'Targets',
    ],
    ['a source that is none', { startDate: 'yesterday' }, 'Start date of a partner'],
    ['a feed that is none', { feeds: { gossip: { ownerId: null, expectedEveryDays: null } } }, 'Feeds'],
  ])('refuses %s, names the setting and changes nothing', async (_name, change, setting) => {
    const before = await settings();
    expect(await save(change)).toMatchObject({ state: 'refused', setting });
    expect(await settings()).toEqual(before);
  });

  it('raises the version of the partner rule when the rule changes, and only then', async () => {
    const { partnerRule } = await settings();
    await save({ partnerRule: { property: partnerRule.property, values: [...partnerRule.in] } });
    expect((await settings()).partnerRule.version).toBe(partnerRule.version);
    await save({ partnerRule: { property: partnerRule.property, values: [...partnerRule.in, 'OTHER'] } });
    expect((await settings()).partnerRule.version).toBe(partnerRule.version + 1);
  });

  it('a version can be restored, which is written down too', async () => {
    await save({ writeDeals: 'none' });
    const [first] = await changes();
    const whole = await settings();
    await save({ writeDeals: 'all', segments: [] });
    const { version } = await page();
    expect(await post(restoreSettingsCommand.path, { version, changeId: first?.id })).toMatchObject({ state: 'done' });
    expect(await settings()).toEqual(whole);
    expect((await changes())[0]).toMatchObject({ kind: 'restore', userId: ADMIN });
  });
});

describe('the effect of a change before it is saved', () => {
  it(
    'is worked out from the records, and stores nothing',
    async () => {
      const { partnerRule } = await settings();
      const body = { change: { partnerRule: { property: partnerRule.property, values: ['NOBODY_HAS_THIS'] } } };
      const answer = await post(previewEffectCommand.path, body);
      const { preview } = await page();
      const now = preview.bands.reduce((sum, { count }) => sum + count, 0);
      if (answer.state !== 'effect') throw new Error(JSON.stringify(answer));
      expect(answer.bands.reduce((sum, { before }) => sum + before, 0)).toBe(now);
      expect(answer.bands.reduce((sum, { count }) => sum + count, 0)).toBe(0);
      expect(answer.lines).toEqual([expect.stringContaining('no longer')]);
      expect((await settings()).partnerRule).toEqual(partnerRule);
    },
    SLOW_MS,
  );

  it(
    'of what changes no band is that nothing changes',
    async () => {
      expect(await post(previewEffectCommand.path, { change: { writeDeals: 'none' } })).toMatchObject({
        state: 'effect',
        summary: 'No partner would change band.',
        lines: [],
      });
    },
    SLOW_MS,
  );

  it('is not guessed for a property that was never read', async () => {
    const change = { partnerRule: { property: 'never_read', values: ['x'] } };
    expect(await post(previewEffectCommand.path, { change })).toMatchObject({
      state: 'refused',
      setting: 'never_read',
    });
  });
});

describe('metrics', () => {
  const wish = async (part: object) => ({
    version: (await page()).version,
    isActive: true,
    ownerId: '501',
    cadence: 'monthly',
    retire: null,
    isReviewed: false,
    ...part,
  });
  const activeIds = async () => (await page()).score.metrics.filter(({ isActive }) => isActive).map(({ id }) => id);
  const ready = async () =>
    (await page()).score.metrics
      .filter(({ isActive, toSwitchOn }) => !isActive && toSwitchOn.length === 0)
      .map(({ id }) => id);

  it(
    'ask for an owner, and for a metric to retire when as many are on as allowed',
    async () => {
      const [one = '', two = '', three = ''] = await ready();
      expect(await post(setMetricCommand.path, await wish({ metric: one, ownerId: null }))).toMatchObject({
        setting: 'Owner',
      });
      for (const metric of [one, two]) {
        expect(await post(setMetricCommand.path, await wish({ metric }))).toMatchObject({ state: 'done' });
      }
      const full = await post(setMetricCommand.path, await wish({ metric: three }));
      if (full.state !== 'refused') throw new Error('a ninth metric was switched on');
      expect(full.choices).toHaveLength(8);
      const retire = full.choices[0]?.value ?? '';
      expect(await post(setMetricCommand.path, await wish({ metric: three, retire }))).toMatchObject({ state: 'done' });
      const active = await activeIds();
      expect(active).toContain(three);
      expect(active).not.toContain(retire);
      expect(active).toHaveLength(8);
    },
    SLOW_MS,
  );

  it('that lack a mapping say what is missing', async () => {
    const missing = (await page()).score.metrics.find(({ isActive, toSwitchOn }) => !isActive && toSwitchOn.length > 0);
    const answer = await post(setMetricCommand.path, await wish({ metric: missing?.id }));
    expect(answer).toMatchObject({ state: 'refused', text: expect.stringContaining(missing?.toSwitchOn[0] ?? '?') });
  });

  it(
    'keep their review date when reviewed today',
    async () => {
      const [one = ''] = await activeIds();
      await post(setMetricCommand.path, await wish({ metric: one, isReviewed: true }));
      expect((await settings()).metrics[one]?.reviewed).toBe('2026-06-01');
      expect((await page()).score.metrics.find(({ id }) => id === one)?.reviewText).toContain('Jul 1, 2026');
    },
    SLOW_MS,
  );
});

describe('keys, writing and admins', () => {
  it('a key is shown once, works, and works no longer once revoked', async () => {
    const made = await post(makeFeedKeyCommand.path, { label: ' Nightly export ' });
    if (made.state !== 'key') throw new Error('no key');
    expect(await verifyFeedKey(database.db, made.key, 1)).toMatchObject({ portalId: account.portalId });
    const shown = await page();
    expect(JSON.stringify(shown)).not.toContain(made.key);
    const [key] = shown.feeds.keys;
    expect(key).toMatchObject({ label: 'Nightly export', isValid: true });
    expect(await post(revokeFeedKeyCommand.path, { id: key?.id })).toMatchObject({ state: 'done' });
    expect(await verifyFeedKey(database.db, made.key, 1)).toBeNull();
    expect((await changes()).slice(0, 2).map(({ kind }) => kind)).toEqual(['feed-key', 'feed-key']);
    expect(JSON.stringify(await changes())).not.toContain(made.key);
  });

  it('writing is paused and resumed, each written down once', async () => {
    const paused = () => withPortal(database.db, account.portalId, writesPausedSince);
    for (const _ of [1, 2]) await post(pauseWritesCommand.path, {});
    expect(await paused()).not.toBeNull();
    expect((await page()).writeBack.isPaused).toBe(true);
    expect((await changes()).filter(({ kind }) => kind === 'write-back')).toHaveLength(1);
    await post(resumeWritesCommand.path, {});
    expect(await paused()).toBeNull();
  });

  it('nothing written is nothing to undo', async () => {
    expect(await post(undoWritesCommand.path, {})).toMatchObject({
      state: 'refused',
      text: expect.stringContaining('nothing to undo'),
    });
  });

  it(
    'an admin adds another and cannot remove the last',
    async () => {
      const last = async () => (await page()).people.admins.map(({ userId }) => userId);
      for (const userId of (await last()).filter((id) => id !== ADMIN)) await post(removeAdminCommand.path, { userId });
      expect(await post(removeAdminCommand.path, { userId: ADMIN })).toMatchObject({
        state: 'refused',
        setting: 'Admins',
      });
      expect(await post(addAdminCommand.path, { userId: REP })).toMatchObject({ state: 'done' });
      expect((await page(rep())).isAdmin).toBe(true);
      expect(await post(removeAdminCommand.path, { userId: REP })).toMatchObject({ state: 'done' });
      expect(await last()).toEqual([ADMIN]);
    },
    SLOW_MS,
  );
});
