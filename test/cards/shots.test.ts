import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildPreview } from '../preview/build.ts';
import { openStudio, SHOT_WIDTHS_PX, type Studio } from '../preview/shoot.ts';
import { companyAnswers } from './fixtures/company.ts';
import { dealAnswers } from './fixtures/deal.ts';
import { SHOTS } from './shots.ts';

/** `SHOTS_DIR` keeps the pictures; without it they are only measured. */
const DIR = process.env.SHOTS_DIR ?? null;

describe('the officially built cards in Chromium', () => {
  let dir: string;
  let studio: Studio;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'partner-pulse-shots-'));
    studio = await openStudio(await buildPreview(dir));
  }, 120_000);

  afterAll(async () => {
    await studio?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it.each(SHOTS)(
    '$name: no error, nothing cut off at 380 or at 1180 px',
    async (shot) => {
      const results = await studio.take(shot, SHOT_WIDTHS_PX, DIR);
      expect(results.map(({ widthPx, errors, overflowPx }) => ({ widthPx, errors, overflowPx }))).toEqual(
        SHOT_WIDTHS_PX.map((widthPx) => ({ widthPx, errors: [], overflowPx: 0 })),
      );
      for (const { text } of results) expect(text).toContain('Powered by');
    },
    60_000,
  );

  it('has a picture of every answer that a card can get', () => {
    const named = new Set(SHOTS.map(({ name }) => name));
    for (const state of Object.keys(companyAnswers)) expect(named).toContain(`company-${state}`);
    for (const state of Object.keys(dealAnswers)) expect(named).toContain(`deal-${state}`);
  });

  it('says so when a card reports an error', async () => {
    const [shot] = SHOTS;
    if (!shot) throw new Error('There are no shots.');
    const broken = { ...shot, card: 'DealCard' as const, waitFor: 'cannot be reached' };
    const [result] = await studio.take(broken, [380], null);
    expect(result?.text).toContain('Partner Pulse cannot be reached');
  }, 60_000);
});
