import { z } from 'zod';
import { type Program, startProgram } from './program.ts';
import type { RecordToShow } from './summary.ts';

export interface CardPageSettings {
  readonly serverUrl: string;
  readonly clientSecret: string;
  readonly standInUrl: string;
  readonly hubId: number;
  readonly token: string;
  readonly port: number;
}

/** Starts the page that shows the cards on any record. Its address is `found` of the program. */
export function startCardPage(settings: CardPageSettings, logFile: string): Promise<Program> {
  return startProgram({
    name: 'The page of cards',
    script: 'test/preview/serve.ts',
    env: {
      PUBLIC_BASE_URL: settings.serverUrl,
      HUBSPOT_CLIENT_SECRET: settings.clientSecret,
      HUBSPOT_API_BASE_URL: settings.standInUrl,
      PREVIEW_PORTAL_ID: String(settings.hubId),
      PREVIEW_TOKEN: settings.token,
      PREVIEW_PORT: String(settings.port),
    },
    logFile,
    ready: (line) => /^Cards: (\S+)/.exec(line)?.[1],
    startWithinMs: 120_000,
  });
}

const Rendered = z.object({ rendered: z.number(), problems: z.array(z.string()) });
export type RenderedCards = z.infer<typeof Rendered>;

/** Renders the cards of some records in a browser; keeps pictures when `folder` is given. */
export async function renderCards(
  pageUrl: string,
  records: readonly RecordToShow[],
  folder: string | undefined,
  logFile: string,
): Promise<RenderedCards> {
  const program = await startProgram({
    name: 'The browser that renders the cards',
    script: 'test/preview/shoot-page.ts',
    args: [
      ...['--url', pageUrl],
      ...(folder === undefined ? [] : ['--dir', folder]),
      ...records.map(({ place, id }) => `${place}:${id}`),
    ],
    logFile,
    ready: (line) => (line.startsWith('{"rendered"') ? line : undefined),
    startWithinMs: 300_000,
  });
  await program.stop();
  return Rendered.parse(JSON.parse(program.found));
}
