import { describe, expect, it } from '@jest/globals';
import {
  addAdminCommand,
  leaveCommand,
  makeFeedKeyCommand,
  pauseWritesCommand,
  previewEffectCommand,
  removeAdminCommand,
  restoreSettingsCommand,
  resumeWritesCommand,
  revokeFeedKeyCommand,
  saveSettingsCommand,
  setMetricCommand,
  settingsPage,
  settingsTest,
  settingsValues,
  syncNowCommand,
  testAnswer,
  undoWritesCommand,
  valuesAnswer,
} from '@partner-pulse/contract';
import { ADMIN, OTHER_PORTAL, REP, settingsAccount, THEIR_ADMIN } from '../../../test/support/settings-account.ts';
import { withPortal } from '../../store/db.ts';
import { readAdmins } from '../../store/portal-admins.ts';

const held = settingsAccount();
const { database, world, rung, routes, admin, rep, page, post, save, changes, settings } = held;

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
      const before = [
        await settings(),
        await changes(),
        await withPortal(database.db, held.account.portalId, readAdmins),
      ];
      for (const caller of [
        rep(),
        { portalId: held.account.portalId, userId: THEIR_ADMIN },
        { portalId: OTHER_PORTAL, userId: ADMIN },
      ]) {
        const answer = await post(path, body, caller);
        expect(answer).toMatchObject({ state: 'problem', problem: { code: 'no-permission' } });
      }
      expect([
        await settings(),
        await changes(),
        await withPortal(database.db, held.account.portalId, readAdmins),
      ]).toEqual(before);
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
    const forged = await held.server.post(pauseWritesCommand.path, {}, admin(), { signedBody: '{"a":1}' });
    expect(forged).toMatchObject({ error: { code: 'signature_invalid' } });
  });

  it('a body that is too large or says what the contract does not know is refused', async () => {
    const large = await held.server.post(makeFeedKeyCommand.path, { label: 'x'.repeat(70_000) }, admin());
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
      expect(await held.server.get(path, rep())).toMatchObject({
        state: 'problem',
        problem: { code: 'no-permission' },
      });
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

  it('says why a goal is no target, as long as the settings name it', async () => {
    const problem = 'The goal "Calls 2026" does not count money but "number"';
    await withPortal(database.db, held.account.portalId, (tx) =>
      tx.query(
        `update computations set summary = summary || jsonb_build_object('goalProblem', $2::text) where portal_id = $1`,
        [tx.portalId, problem],
      ),
    );
    expect((await page()).stages.warning ?? '').not.toContain(problem);
    await save({ goal: 'Calls 2026' });
    expect((await page()).stages.warning).toContain(`${problem}. Until then it is no target.`);
  });

  it('never says 0 for a property that was not read', async () => {
    await save({ partnerRule: { property: 'never_read', values: ['yes'] } });
    const { partners } = await page();
    expect(partners.counts.map(({ countText }) => countText)).toEqual(['not read yet']);
    expect(partners.warning).toContain('has not been read yet');
  });

  it('counts the values of another property in HubSpot', async () => {
    const answer = valuesAnswer.parse(await held.server.get(`${settingsValues.path}?property=type`, admin()));
    if (answer.state !== 'values') throw new Error('no values');
    const partners = answer.counts.filter(({ value }) => value === 'PARTNER' || value === 'RESELLER');
    expect(partners.length).toBeGreaterThan(0);
    expect(partners.every(({ countText }) => /compan(y|ies)$/.test(countText))).toBe(true);
  });

  it('tests a record: a partner with its reasons, any other with why it is none, an unknown one as not read', async () => {
    const [sample] = (await page()).preview.samples;
    const ask = async (id: string) =>
      testAnswer.parse(await held.server.get(`${settingsTest.path}?companyId=${id}`, admin()));
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
    expect(rung).toEqual([held.account.portalId]);
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

  it('takes weights and bars in the units of the page, refuses weights that do not add up, and goes back to the defaults', async () => {
    const weights = { early: { registrations: 60, pipeline: 40 }, producing: { revenue: 70, 'close-rate': 30 } };
    const bars = { 'close-rate': { low: 20, high: 55 } };
    const wrong = { weights: { ...weights, early: { registrations: 60, pipeline: 30 } }, bars };
    expect(await save({ score: wrong })).toMatchObject({
      state: 'refused',
      text: expect.stringContaining('add up to 90, not to 100'),
    });
    expect(await save({ score: { weights, bars } })).toMatchObject({ state: 'done' });
    expect((await settings()).score).toEqual({ weights, bars: { 'close-rate': { low: 0.2, high: 0.55 } } });
    expect(await page()).toMatchObject({
      score: { model: { isOwn: true, bars: [{ key: 'close-rate', low: 20, high: 55 }, {}, {}] } },
    });
    expect(await save({ score: null })).toMatchObject({ state: 'done' });
    expect(await page()).toMatchObject({ score: { model: { isOwn: false } } });
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
