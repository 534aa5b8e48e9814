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
 * @param cardsDir where the entry files are; by default this repository's
 */
export async function bundleCard(name: CardName, outDir: string, cardsDir = CARDS_DIR): Promise<CardBundle> {
  await mkdir(outDir, { recursive: true });
  // Under Jest this is `test`, with which the bundler would take React's development build of the JSX runtime.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await remoteBuild({
      root: cardsDir,
      entryPoint: path.join(cardsDir, `${name}.tsx`),
      outputDir: outDir,
      logLevel: 'error',
      appConfig: { variables: {} },
    });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  return { file: path.join(outDir, `${name}.js`), manifestFile: path.join(outDir, `${name}-manifest.json`) };
}
