import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { parseDay } from '../../app/kit/days.ts';
import { DEFAULT_SETTINGS } from '../../app/mapping/settings.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { buildCards } from '../../server/compute/card-models.ts';
import { computeRecords } from '../../server/compute/computed.ts';
import { historyPoints, metricHistory } from '../../server/compute/programme.ts';
import { presentScorecard } from '../../server/present/scorecard.ts';
import { closedScorecardPage, scorecardPage } from '../../server/present/scorecard-page.ts';
import { CHROMIUM_ARGS, findChromium } from '../preview/find-chromium.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { worldRecords } from '../worlds/world-records.ts';

/** `SHOTS_DIR` keeps the pictures and the PDF; without it they are only measured. */
const DIR = process.env.SHOTS_DIR ?? null;
const NOW_MS = Date.parse('2026-06-30T12:00:00Z');
const AS_OF = parseDay('2026-06-30') ?? 0;

/** As many as a scorecard may hold, those with the longest definitions among them. */
const MOST = [
  ...DEFAULT_SETTINGS.scorecard.measures,
  'deals-closed/sourced-365d',
  'customers-acquired/customers-365d',
  'reply-time/median',
];

const pages: Readonly<Record<string, string>> = scorecards();

function scorecards(): Record<string, string> {
  const records = worldRecords(resolveWorld('tiny-concentration').world, NOW_MS);
  const computed = computeRecords(records, AS_OF);
  const cards = buildCards({ records, metrics: CATALOGUE, definitionVersion: '1', definitions: [], ...computed });
  const { model } = cards.find((card) => card.model.kind === 'partner') ?? {};
  if (model?.kind !== 'partner') throw new Error('the world has no partner');
  const points = historyPoints(CATALOGUE, computed.facts, computed.packed, AS_OF);
  const history = metricHistory(CATALOGUE, computed.facts, points, AS_OF);
  const page = (name: string, measures: readonly string[]) =>
    scorecardPage(
      presentScorecard({
        model: { ...model, partner: { ...model.partner, name } },
        view: { currency: 'USD', timeZone: 'UTC', asOfDay: AS_OF, computedMs: NOW_MS, syncedMs: NOW_MS },
        history: history.find(({ partnerId }) => partnerId === model.partner.id)?.points ?? null,
        measures,
        link: { sharedBy: 'Ann Larsen, partner manager', expiresMs: NOW_MS + 30 * 86_400_000 },
        locale: 'en-US',
      }),
    );
  return {
    usual: page(model.partner.name, DEFAULT_SETTINGS.scorecard.measures),
    fullest: page('شركة الأمل للتقنية '.repeat(22).slice(0, 400), MOST),
    unbroken: page('W'.repeat(400), MOST),
    closed: closedScorecardPage(),
  };
}

describe('the scorecard in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const { executablePath, env } = await findChromium();
    browser = await chromium.launch({ executablePath, env, args: CHROMIUM_ARGS });
    if (DIR) await mkdir(DIR, { recursive: true });
  }, 120_000);
  afterAll(() => browser?.close());

  const keep = async (name: string, bytes: Buffer) => DIR && (await writeFile(path.join(DIR, name), bytes));

  it.each(Object.keys(pages).flatMap((name) => (['A4', 'Letter'] as const).map((format) => [name, format] as const)))(
    '%s prints on one page of %s',
    async (name, format) => {
      const page = await browser.newPage();
      await page.setContent(pages[name] ?? '');
      const pdf = await page.pdf({ format });
      await page.close();
      await keep(`scorecard-${name}-${format}.pdf`, pdf);
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    },
    60_000,
  );

  it.each(Object.keys(pages))(
    '%s is cut off at no width, light or dark',
    async (name) => {
      for (const [widthPx, colorScheme] of [
        [390, 'light'],
        [390, 'dark'],
        [820, 'light'],
        [1180, 'light'],
        [1180, 'dark'],
      ] as const) {
        const page = await browser.newPage({ viewport: { width: widthPx, height: 900 }, colorScheme });
        await page.setContent(pages[name] ?? '');
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        if (DIR)
          await keep(`scorecard-${name}-${widthPx}-${colorScheme}.png`, await page.screenshot({ fullPage: true }));
        await page.close();
        expect(wide).toBe(widthPx);
      }
    },
    60_000,
  );
});
