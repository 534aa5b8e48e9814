import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

export const CARD_NAMES = ['CompanyCard', 'DealCard'] as const;
export type CardName = (typeof CARD_NAMES)[number];

const CARDS_DIR = fileURLToPath(new URL('../../extensions/app/cards/', import.meta.url));

export interface CardBundle {
  /** The script that HubSpot would load into its worker. */
  readonly file: string;
  readonly manifestFile: string;
}

/**
 * Builds a card with the function that HubSpot's build service uses, offline.
 * @param outDir emptied first; one folder per card
 */
export async function bundleCard(name: CardName, outDir: string): Promise<CardBundle> {
  await mkdir(outDir, { recursive: true });
  await remoteBuild({
    root: CARDS_DIR,
    entryPoint: path.join(CARDS_DIR, `${name}.tsx`),
    outputDir: outDir,
    logLevel: 'error',
    appConfig: { variables: {} },
  });
  return { file: path.join(outDir, `${name}.js`), manifestFile: path.join(outDir, `${name}-manifest.json`) };
}
