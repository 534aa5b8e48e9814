import { describe, expect, it } from '@jest/globals';
import {
  addAdminCommand,
  makeFeedKeyCommand,
  pauseWritesCommand,
  previewEffectCommand,
  removeAdminCommand,
  resumeWritesCommand,
  revokeFeedKeyCommand,
  setMetricCommand,
  undoWritesCommand,
} from '@partner-pulse/contract';
import { ADMIN, REP, settingsAccount } from '../../../test/support/settings-account.ts';
import { withPortal } from '../../store/db.ts';
import { verifyFeedKey } from '../../store/feed-keys.ts';
import { writesPausedSince } from '../../store/write-runs.ts';

/** A thread that computes an account starts slowly beside other test files. */
const SLOW_MS = 60_000;
const held = settingsAccount();
const { database, rep, page, post, changes, settings } = held;

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
    expect(await verifyFeedKey(database.db, made.key, 1)).toMatchObject({ portalId: held.account.portalId });
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
    const paused = () => withPortal(database.db, held.account.portalId, writesPausedSince);
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
