import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cardUrl, type Preview } from './build.ts';
import type { CardName } from './bundle-card.ts';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';
import type { Fixtures } from './fixture-backend.ts';
import type { PreviewContext } from './protocol.ts';
import type { ShotScenario } from './shot-page.tsx';
import { sendFile } from './static-files.ts';

/** The two widths every state is judged at: a side panel and a full record page. */
export const SHOT_WIDTHS_PX = [380, 1180] as const;

const TITLES: Readonly<Record<CardName, string>> = {
  CompanyCard: 'Partner health',
  CompanySidebar: 'Partner health in brief',
  DealCard: 'Partner on this deal',
  Pages: 'Partner Pulse',
  SettingsPage: 'Partner Pulse',
};
/** What the entry stands on; pages and settings stand on no record. */
const OBJECT_TYPE_IDS: Readonly<Record<CardName, string | null>> = {
  CompanyCard: '0-2',
  CompanySidebar: '0-2',
  DealCard: '0-3',
  Pages: null,
  SettingsPage: null,
};

const LOCATIONS: Readonly<Record<CardName, PreviewContext['location']>> = {
  CompanyCard: 'crm.record.tab',
  CompanySidebar: 'crm.record.sidebar',
  DealCard: 'crm.record.tab',
  Pages: 'pages',
  SettingsPage: 'settings',
};

const FITS_WITHIN_MS = 3000;
const AXE = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    readonly axe: typeof import('axe-core');
  }
}

export interface Shot {
  /** File name without ending. */
  readonly name: string;
  readonly card: CardName;
  readonly fixtures: Fixtures;
  /** Another script than the card's own, below the preview's root. */
  readonly bundleUrl?: string;
  /** Where an app page starts. */
  readonly path?: string;
  /** What to press before the picture is taken: visible texts, in order. */
  readonly press?: readonly string[];
  /** Visible text to wait for; the card's own loading text may be one. */
  readonly waitFor: string;
}

export interface ShotResult {
  readonly name: string;
  readonly widthPx: number;
  /** Errors of the page, the worker or the console; none in a good run. */
  readonly errors: readonly string[];
  /** How far the content is wider than the window. */
  readonly overflowPx: number;
  /** Visible text of the card. */
  readonly text: string;
  /** What keeps somebody from reading or using it, by axe: serious and critical findings, with where. */
  readonly barriers: readonly string[];
}

export interface Studio {
  /** Shows the card once and measures it at every width; `dir` null keeps no picture. */
  take(shot: Shot, widthsPx: readonly number[], dir: string | null): Promise<ShotResult[]>;
  close(): Promise<void>;
}

/** Opens a browser on a built preview. One page per shot. */
export async function openStudio(preview: Preview): Promise<Studio> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://preview.invalid');
    void sendFile(preview.dir, pathname, response).then((sent) => sent || response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, args: CHROMIUM_ARGS });
  return {
    take: (shot, widthsPx, dir) => take(browser, `http://127.0.0.1:${port}/shots.html`, shot, widthsPx, dir),
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function take(
  browser: Browser,
  url: string,
  shot: Shot,
  widthsPx: readonly number[],
  dir: string | null,
): Promise<ShotResult[]> {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  try {
    await page.goto(url);
    await page
      .evaluate((scenario) => window.showCard(scenario), scenarioOf(shot))
      .catch((error) => errors.push(String(error)));
    await page.getByText(shot.waitFor).first().waitFor({ timeout: 10_000 });
    for (const label of shot.press ?? []) await page.getByText(label, { exact: true }).first().click();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const results: Omit<ShotResult, 'barriers'>[] = [];
    for (const widthPx of widthsPx) results.push(await measure(page, shot, widthPx, dir, errors));
    // Names, roles and contrast are the same at every width.
    const barriers = await barriersOf(page);
    return results.map((result) => ({ ...result, barriers }));
  } finally {
    await page.close();
  }
}

/** Height of the window before the card's own is known. */
const START_HEIGHT_PX = 200;

async function measure(
  page: Page,
  shot: Shot,
  widthPx: number,
  dir: string | null,
  errors: readonly string[],
): Promise<Omit<ShotResult, 'barriers'>> {
  await page.setViewportSize({ width: widthPx, height: START_HEIGHT_PX });
  await untilItFits(page, shot.card);
  // An overlay covers the window, so the window is made as high as what lies below and above it.
  const height = await page.evaluate(() =>
    Math.max(
      document.body.scrollHeight,
      ...[...document.querySelectorAll('.sheet')].map((sheet) => sheet.scrollHeight),
    ),
  );
  await page.setViewportSize({ width: widthPx, height: Math.max(START_HEIGHT_PX, height) });
  if (dir !== null) await page.screenshot({ path: path.join(dir, `${shot.name}-${widthPx}.png`), fullPage: true });
  const text = await page.locator('.card').innerText();
  return {
    name: shot.name,
    widthPx,
    errors,
    overflowPx: await overflowOf(page, shot.card),
    text,
  };
}

/** Finds what WCAG 2.2 A and AA call a barrier. Charts and images of the preview count as HubSpot's do: by their text. */
async function barriersOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: await AXE });
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
}

/** Charts learn their new width a few frames after the window. What still does not fit by then is measured as it is. */
async function untilItFits(page: Page, card: CardName): Promise<void> {
  const deadlineMs = performance.now() + FITS_WITHIN_MS;
  while ((await overflowOf(page, card)) > 0 && performance.now() < deadlineMs) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/**
 * The page's own overflow, and that of every box that would have to scroll sideways. The seven tabs of the settings page
 * do so by design; on a card nobody looks for a tab that does not show.
 */
const overflowOf = (page: Page, card: CardName): Promise<number> =>
  page.evaluate(
    (wanted) => {
      const boxes = [document.documentElement, ...document.querySelectorAll<HTMLElement>(wanted)];
      return Math.max(0, ...boxes.filter((box) => box.clientWidth > 0).map((box) => box.scrollWidth - box.clientWidth));
    },
    `.card *${card === 'SettingsPage' ? ':not([role=tablist])' : ''}`,
  );

function scenarioOf(shot: Shot): ShotScenario {
  const objectTypeId = OBJECT_TYPE_IDS[shot.card];
  const context: PreviewContext = {
    location: LOCATIONS[shot.card],
    user: { id: 1, email: 'ana.ruiz@example.com', locale: 'en-us', language: 'en' },
    portal: { id: 4711, timezone: 'Europe/Madrid' },
    ...(objectTypeId !== null && { crm: { objectId: 987, objectTypeId } }),
  };
  return {
    bundleUrl: shot.bundleUrl ?? cardUrl(shot.card),
    title: TITLES[shot.card],
    context,
    fixtures: shot.fixtures,
    ...(shot.path !== undefined && { path: shot.path }),
  };
}
