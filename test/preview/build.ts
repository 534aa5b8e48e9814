import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleCard, CARD_NAMES, type CardBundle, type CardName } from './bundle-card.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const STYLES = [
  ['styles.css', 'styles.css'],
  ['status.css', 'status.css'],
  ['containers.css', 'containers.css'],
  ['forms.css', 'forms.css'],
  ['browse.css', 'browse/browse.css'],
] as const;
const FONT = '@fontsource-variable/lexend-deca/files/lexend-deca-latin-wght-normal.woff2';

export interface Preview {
  /** Static files: `/shots.html`, `/index.html`, `/worker.js`, `/cards/<Card>/<Card>.js`. */
  readonly dir: string;
  readonly cards: Readonly<Record<CardName, CardBundle>>;
}

/** Path of a built card below the preview's root. */
export const cardUrl = (name: CardName): string => `/cards/${name}/${name}.js`;

/**
 * Builds the cards as HubSpot does, and the page that stands in for HubSpot's record page. Offline, a few seconds.
 * @param dir where to put it; the cards' folders in it are emptied first
 */
export async function buildPreview(dir: string): Promise<Preview> {
  await mkdir(dir, { recursive: true });
  const pages = build({
    entryPoints: { worker: here('worker.ts'), shots: here('shot-page.tsx'), browse: here('browse/browse.tsx') },
    outdir: dir,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const cards: Partial<Record<CardName, CardBundle>> = {};
  // One after the other: each build holds some 140 MB.
  for (const name of CARD_NAMES) cards[name] = await bundleCard(name, path.join(dir, 'cards', name));
  await pages;
  await copyFile(createRequire(import.meta.url).resolve(FONT), path.join(dir, 'lexend-deca.woff2'));
  for (const [name, from] of STYLES) await copyFile(here(from), path.join(dir, name));
  await writeFile(path.join(dir, 'shots.html'), page('Card', 'shots.js'));
  await writeFile(
    path.join(dir, 'index.html'),
    page('Partner Pulse preview', 'browse.js', '<link rel="stylesheet" href="/browse.css">'),
  );
  return { dir, cards: complete(cards) };
}

function complete(cards: Partial<Record<CardName, CardBundle>>): Readonly<Record<CardName, CardBundle>> {
  const { CompanyCard, CompanySidebar, DealCard, Pages, SettingsPage } = cards;
  if (!CompanyCard || !CompanySidebar || !DealCard || !Pages || !SettingsPage)
    throw new Error('An entry was not built.');
  return { CompanyCard, CompanySidebar, DealCard, Pages, SettingsPage };
}

const page = (title: string, script: string, head = ''): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/styles.css"><link rel="stylesheet" href="/status.css"><link rel="stylesheet" href="/containers.css"><link rel="stylesheet" href="/forms.css">${head}<body><div id="root"></div><script src="/${script}"></script></body></html>`;
