/**
 * `npm run pictures -- ADDRESS [DIR]`: the pictures of README and guides, taken from a running `npm run demo`. Goes through
 * the first run of the settings page as an admin would.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';

const [address, dir = path.join(import.meta.dirname, '..', '..', 'docs', 'pictures')] = process.argv.slice(2);
if (address === undefined) {
  process.stderr.write('usage: npm run pictures -- ADDRESS [DIR], where ADDRESS is what `npm run demo` prints\n');
  process.exit(2);
}
const WIDTH_PX = 1180;
const START_HEIGHT_PX = 400;
/** A partner of the demo's own world that fell: its card has something to tell. */
const FALLEN = 4044;
/** Steps of the first run; `Next step` leads from one to the next. */
const STEPS = ['who-is-a-partner', 'how-deals-name-partners', 'stages-and-dates', 'preview', 'place-the-cards'];

await mkdir(dir, { recursive: true });
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({ executablePath, env, args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: WIDTH_PX, height: START_HEIGHT_PX } });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await open(page, '/app');
  await take(page, 'programme');
  await open(page, `/card/company/${FALLEN}`);
  await take(page, 'company-card');
  await open(page, '/settings');
  await page.getByText('Set up', { exact: true }).click();
  await page.getByText('Who is a partner', { exact: true }).first().click();
  for (const [at, step] of STEPS.entries()) {
    if (at > 0) await page.getByText('Next step', { exact: true }).click();
    await take(page, `settings-${at + 1}-${step}`);
  }
  if (errors.length > 0) throw new Error(errors.join('\n'));
} finally {
  await browser.close();
}

/** `data-state` says when the card or page is there. */
async function open(page: Page, place: string): Promise<void> {
  await page.goto(address + place);
  await page.locator('body[data-state=mounted]').waitFor();
  await page.getByText('Powered by').waitFor();
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const height = await page.evaluate(() => document.body.scrollHeight);
  await page.setViewportSize({ width: WIDTH_PX, height: Math.max(START_HEIGHT_PX, height) });
  await page.locator('.shot').screenshot({ path: path.join(dir, `${name}.png`) });
  process.stdout.write(`${name}.png\n`);
}
