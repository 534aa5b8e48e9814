import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
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

/**
 * Renders the cards of records in a browser against a running preview page, and saves `<place>-<id>-<width>.png`.
 * @param dir where the pictures go; null renders without keeping pictures
 */
export async function shootRecords(
  previewUrl: string,
  records: readonly RecordToShoot[],
  dir: string | null,
  widthsPx: readonly number[] = SHOT_WIDTHS_PX,
): Promise<RecordShots> {
  if (dir !== null) await mkdir(dir, { recursive: true });
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, args: CHROMIUM_ARGS });
  const problems: string[] = [];
  try {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    let failure: string | null = null;
    page.on('pageerror', (error) => {
      failure = error.message;
    });
    for (const { place, id } of records) {
      failure = null;
      await page.goto(`${previewUrl}/card/${place}/${id}`);
      // The card has its answer once its spinner is gone; before it mounts there is none to wait for.
      await page
        .waitForFunction(
          () =>
            document.body.dataset.state === 'failed' ||
            ((document.querySelector('.card-body')?.childElementCount ?? 0) > 0 &&
              !document.querySelector('.card .spinner')),
          undefined,
          { timeout: TIMEOUT_MS },
        )
        .catch((error: Error) => {
          failure = error.message;
        });
      const crash = await page.locator('.crash').allInnerTexts();
      if (failure !== null || crash.length > 0) problems.push(`${place} ${id}: ${failure ?? crash.join(' ')}`);
      for (const width of dir === null ? [] : widthsPx) {
        await page.setViewportSize({ width, height: 200 });
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: path.join(dir ?? '', `${place}-${id}-${width}.png`), fullPage: true });
      }
    }
  } finally {
    await browser.close();
  }
  return { rendered: records.length - problems.length, problems };
}
