import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildPreview } from '../preview/build.ts';
import { openStudio, SHOT_WIDTHS_PX, type Shot, type ShotResult, type Studio } from '../preview/shoot.ts';
import { companyAnswers } from './fixtures/company.ts';
import { dealAnswers } from './fixtures/deal.ts';
import { settingsAnswers } from './fixtures/settings.ts';
import { PAGE_SHOTS, SHOTS, SIDEBAR_SHOTS } from './shots.ts';

/** `SHOTS_DIR` keeps the pictures; without it they are only measured. `SHOTS_WIDTHS`, such as 350,860, takes other widths. */
const DIR = process.env.SHOTS_DIR ?? null;
const WIDTHS_PX = process.env.SHOTS_WIDTHS?.split(',').map(Number);

const CARD_WIDTHS_PX = WIDTHS_PX ?? SHOT_WIDTHS_PX;
const SIDEBAR_WIDTHS_PX = WIDTHS_PX ?? [350];
/** A page has the whole content area of HubSpot. */
const PAGE_WIDTHS_PX = WIDTHS_PX ?? [860, 1180];

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
    `$name: no error, no barrier, nothing cut off at ${CARD_WIDTHS_PX.join(' or at ')} px`,
    async (shot) => {
      const results = await studio.take(shot, CARD_WIDTHS_PX, DIR);
      expect(
        results.map(({ widthPx, errors, overflowPx, barriers }) => ({ widthPx, errors, overflowPx, barriers })),
      ).toEqual(CARD_WIDTHS_PX.map((widthPx) => ({ widthPx, errors: [], overflowPx: 0, barriers: [] })));
      for (const { text } of results) expect(text).toContain('Powered by');
    },
    60_000,
  );

  it.each(PAGE_SHOTS)(
    `$name: no error, no barrier, nothing cut off at ${PAGE_WIDTHS_PX.join(' or at ')} px`,
    async (shot) => {
      const results = await studio.take(shot, PAGE_WIDTHS_PX, DIR);
      expect(
        results.map(({ widthPx, errors, overflowPx, barriers }) => ({ widthPx, errors, overflowPx, barriers })),
      ).toEqual(PAGE_WIDTHS_PX.map((widthPx) => ({ widthPx, errors: [], overflowPx: 0, barriers: [] })));
    },
    60_000,
  );

  it.each(SIDEBAR_SHOTS)(
    `$name: no error, nothing cut off at ${SIDEBAR_WIDTHS_PX.join(' or at ')} px`,
    async (shot) => {
      const results = await studio.take(shot, SIDEBAR_WIDTHS_PX, DIR);
      expect(results.map(({ errors, overflowPx }) => ({ errors, overflowPx }))).toEqual(
        SIDEBAR_WIDTHS_PX.map(() => ({ errors: [], overflowPx: 0 })),
      );
    },
    60_000,
  );

  it('has a picture of every answer that a card can get', () => {
    const named = new Set(SHOTS.map(({ name }) => name));
    for (const state of Object.keys(companyAnswers)) expect(named).toContain(`company-${state}`);
    for (const state of Object.keys(dealAnswers)) expect(named).toContain(`deal-${state}`);
    for (const state of Object.keys(settingsAnswers)) expect(named).toContain(`settings-${state}`);
  });

  it.each([
    ['HTML in a card', "React.createElement('div', null, 'no')", /div/],
    ['a React of another version', "({ $$typeof: Symbol.for('react.transitional.element') })", /React 18 element/],
    ['an error while rendering', "React.createElement(() => { throw new Error('planted') })", /planted/],
  ])(
    'notices %s',
    async (_what, element, error) => {
      const result = await probe(`self.extend_V2(() => ${element})`);
      expect(result.errors.join(' ')).toMatch(error);
    },
    60_000,
  );

  it('notices a field that a screen reader has no name for', async () => {
    const input = "RemoteUI.createRemoteReactComponent('Input')";
    const nameless = await probe(`self.extend_V2(() => React.createElement(${input}, { name: 'x', label: '' }))`);
    expect(nameless.barriers.join(' ')).toMatch(/^label: /);
  }, 60_000);

  it('notices content that is wider than its card', async () => {
    const tag = "RemoteUI.createRemoteReactComponent('Tag')";
    const wide = await probe(`self.extend_V2(() => React.createElement(${tag}, null, 'x'.repeat(200)))`);
    expect(wide.errors).toEqual([]);
    expect(wide.overflowPx).toBeGreaterThan(100);
  }, 60_000);

  /** Shows a script in place of a card. */
  async function probe(script: string): Promise<ShotResult> {
    await writeFile(path.join(dir, 'probe.js'), script);
    const shot: Shot = {
      name: 'probe',
      card: 'DealCard',
      bundleUrl: '/probe.js',
      fixtures: { answers: {}, records: {} },
      waitFor: 'Partner on this deal',
    };
    const [result] = await studio.take(shot, [380], null);
    if (!result) throw new Error('The studio took nothing.');
    return result;
  }
});
