import { describe, expect, it } from '@jest/globals';
import { previewEffectCommand, restoreSettingsCommand, saveSettingsCommand } from '@partner-pulse/contract';
import { settingsAccount } from '../../../test/support/settings-account.ts';

const { rep, page, post, save, settings } = settingsAccount();

describe('bands of the score', () => {
  it('takes bands: refuses those that fit no score, previews, writes down, keeps them under an older page, and restores', async () => {
    const profiles = (await page()).score.model.profiles;
    const weights = Object.fromEntries(
      profiles.map(({ id, weights: rows }) => [id, Object.fromEntries(rows.map(({ key, weight }) => [key, weight]))]),
    );
    const bars = {};
    const before = await settings();
    for (const [bands, text] of [
      [{ watch: 33, healthy: 40 }, 'at least 10 points above Watch'],
      [{ watch: 0, healthy: 66 }, 'nobody could be at risk'],
      [{ watch: 33.5, healthy: 66 }, 'not both whole'],
    ] as const) {
      const refusal = { state: 'refused', setting: 'Weights, bars and bands', text: expect.stringContaining(text) };
      expect(await save({ score: { weights, bars, bands } })).toMatchObject(refusal);
      expect(await post(previewEffectCommand.path, { change: { score: { weights, bars, bands } } })).toMatchObject(
        refusal,
      );
    }
    expect(await save({ score: { weights, bars, bands: { watch: 33, healthy: 700 } } })).toMatchObject({
      state: 'problem',
    });
    expect(await save({ score: { weights, bars, bands: { watch: 98, healthy: 99 } } })).toMatchObject({
      state: 'refused',
    });
    expect(await settings()).toEqual(before);
    const bands = { watch: 89, healthy: 99 };
    expect(await post(previewEffectCommand.path, { change: { score: { weights, bars, bands } } })).toMatchObject({
      state: 'effect',
    });
    expect(await settings()).toEqual(before);
    await save({ writeDeals: 'none' });
    expect(await save({ score: { weights, bars, bands } })).toMatchObject({ state: 'done' });
    const shown = await page();
    expect(shown.score.model).toMatchObject({ isOwn: true, bands });
    expect(shown.score.notes.join(' ')).toContain('Healthy from 99, Watch from 89, At risk below. Set by this account');
    expect(shown.people.changes[0]?.lines).toEqual([
      'Weights, bars and bands, bands, Watch from: from 33 to 89',
      'Weights, bars and bands, bands, Healthy from: from 66 to 99',
    ]);
    await save({ score: { weights, bars: { cycle: { low: 2, high: 1 } } } });
    expect((await settings()).score).toMatchObject({ bands });
    const earlier = (await page()).people.changes[2];
    const { version } = await page();
    expect(await post(restoreSettingsCommand.path, { version, changeId: earlier?.id })).toMatchObject({
      state: 'done',
    });
    expect((await page()).score.model).toMatchObject({ isOwn: false, bands: { watch: 33, healthy: 66 } });
  });

  it('are refused to who is no admin', async () => {
    const before = await settings();
    const change = { score: { weights: {}, bars: {}, bands: { watch: 40, healthy: 70 } } };
    const { version } = await page();
    expect(await post(saveSettingsCommand.path, { version, change }, rep())).toMatchObject({
      state: 'problem',
      problem: { code: 'no-permission' },
    });
    expect(await settings()).toEqual(before);
  });
});
