import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { RECORD_WORDS } from '@partner-pulse/words';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';
import { SHOT_WIDTHS_PX } from './shoot.ts';

export interface RecordToShoot {
  readonly place: 'company' | 'deal';
  /** HubSpot record id. */
  readonly id: string;
}

export interface RecordShots {
  /** Cards that rendered an answer without an error. */
  readonly rendered: number;
  /** One line per card that did not, naming the record. */
  readonly problems: readonly string[];
}

/** Longest wait for a card to have its answer. */
const TIMEOUT_MS = 30_000;
/** Height of the window before the card's own is known. */
const START_HEIGHT_PX = 200;

/**
 * Renders the cards of records in a browser against a running preview page, and saves `<place>-<id>-<width>.png`.
 * @param dir where the pictures go; null renders without keeping pictures
 */
export async function shootRecords(
  previewUrl: string,
  records: readonly RecordToShoot[],
  dir: string | null,
): Promise<RecordShots> {
  if (dir !== null) await mkdir(dir, { recursive: true });
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, args: CHROMIUM_ARGS });
  const problems: string[] = [];
  try {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    for (const { place, id } of records) {
      errors.length = 0;
      await showCard(page, `${previewUrl}/card/${place}/${id}`).catch((error: Error) => errors.push(error.message));
      errors.push(...(await page.locator('.crash').allInnerTexts()));
      if (errors.length > 0) problems.push(`${place} ${id}: ${errors.join(' ')}`);
      if (dir !== null) await keepPictures(page, path.join(dir, `${place}-${id}`));
    }
  } finally {
    await browser.close();
  }
  return { rendered: records.length - problems.length, problems };
}

/** The card is complete once its spinner is gone and contacts are named; before it mounts there is nothing to wait for. */
async function showCard(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const isSettled = (loading: string): boolean => {
    if (document.body.dataset.state === 'failed') return true;
    const body = document.querySelector('.card-body');
    const isMounted = (body?.childElementCount ?? 0) > 0;
    return isMounted && !document.querySelector('.card .spinner') && !body?.textContent?.includes(loading);
  };
  await page.waitForFunction(isSettled, RECORD_WORDS.contact.loading, { timeout: TIMEOUT_MS });
}

async function keepPictures(page: Page, file: string): Promise<void> {
  for (const width of SHOT_WIDTHS_PX) {
    await page.setViewportSize({ width, height: START_HEIGHT_PX });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: `${file}-${width}.png`, fullPage: true });
  }
}
