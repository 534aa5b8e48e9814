import { describe, expect, it } from '@jest/globals';
import { endOverrideCommand } from '@partner-pulse/contract';
import { ADMIN, DAY_MS, judgedAccount, OURS, PARTNER } from '../../../test/support/judged-account.ts';
import { withPortal } from '../../store/db.ts';
import { saveSettings } from '../../store/portals.ts';
import { readPropertyWrites } from '../../store/property-writes.ts';
import { readChanges } from '../../store/settings-changes.ts';

const { world, records, database, clock, rung, rep, compute, card, seq, post, override, written } = judgedAccount();

describe('bands that an account has set', () => {
  it('are those of its cards, properties and overrides, and HubSpot\u2019s circle gives way to the number', async () => {
    expect(await card()).toMatchObject({ score: 50, band: { key: 'watch' }, hasCircle: true });
    const score = { weights: {}, bars: {}, bands: { watch: 51, healthy: 71 } };
    await compute(OURS, { settings: { ...records.settings, writeDeals: 'all', score } });
    const shown = await card();
    expect(shown).toMatchObject({ state: 'scored', score: 50, band: { key: 'at-risk' }, hasCircle: false });
    expect(shown.definitionText).toMatch(/\+[0-9a-f]{4}$/);
    expect(shown.method.notes.join(' ')).toContain(
      'Healthy from 71, Watch from 51, At risk below. Set by this account',
    );
    expect(await written(PARTNER)).toMatchObject({ partner_pulse_band: 'at-risk', partner_pulse_score: '50' });
    await override({ set: { score: 70 } });
    expect(await card()).toMatchObject({ score: 70, band: { key: 'watch' } });
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
    clock.now = Date.parse('2026-07-20T12:00:00Z');
    await compute(OURS);
    expect(await card()).toMatchObject({ band: { key: 'healthy' } });
    clock.now += DAY_MS;
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
