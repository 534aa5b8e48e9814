import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

export const CARD_NAMES = ['CompanyCard', 'CompanySidebar', 'DealCard', 'SettingsPage', 'Pages'] as const;
export type CardName = (typeof CARD_NAMES)[number];

const APP_DIR = fileURLToPath(new URL('../../extensions/app/', import.meta.url));
/** The folder of an entry file: HubSpot wants cards and pages apart. */
const FOLDERS: Readonly<Record<CardName, string>> = {
  CompanyCard: 'cards',
  CompanySidebar: 'cards',
  DealCard: 'cards',
  SettingsPage: 'settings',
  Pages: 'pages',
};

export interface CardBundle {
  /** The script that HubSpot would load into its worker. */
  readonly file: string;
  readonly manifestFile: string;
}

/**
 * Builds a card or a page with the function that HubSpot's build service uses, offline.
 * @param outDir emptied first; one folder per card
 * @param appDir where the app's folders are; by default this repository's
 */
export async function bundleCard(name: CardName, outDir: string, appDir = APP_DIR): Promise<CardBundle> {
  const root = path.join(appDir, FOLDERS[name]);
  await mkdir(outDir, { recursive: true });
  // Under Jest this is `test`, with which the bundler would take React's development build of the JSX runtime.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await remoteBuild({
      root,
      entryPoint: path.join(root, `${name}.tsx`),
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
