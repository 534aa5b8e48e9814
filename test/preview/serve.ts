/**
 * `npm run preview`: the page with both cards, against a server and a HubSpot that are already running. The demo starts
 * it as a program of its own. Settings come from the environment; when ready it prints `Cards: <address>`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPreviewServer } from './server.ts';

const NEEDED = [
  'PUBLIC_BASE_URL',
  'HUBSPOT_CLIENT_SECRET',
  'HUBSPOT_API_BASE_URL',
  'PREVIEW_PORTAL_ID',
  'PREVIEW_TOKEN',
] as const;
const missing = NEEDED.filter((name) => !process.env[name]);
if (missing.length > 0) {
  process.stderr.write(
    `Set ${missing.join(', ')} to preview the cards against a running server. "npm run demo" needs none of them.\n`,
  );
  process.exit(1);
}
const setting = (name: (typeof NEEDED)[number]): string => process.env[name] ?? '';

const dir = await mkdtemp(path.join(tmpdir(), 'partner-pulse-preview-'));
const server = await createPreviewServer({
  backendUrl: setting('PUBLIC_BASE_URL'),
  clientSecret: setting('HUBSPOT_CLIENT_SECRET'),
  hubspotApiUrl: setting('HUBSPOT_API_BASE_URL'),
  portalId: Number(setting('PREVIEW_PORTAL_ID')),
  token: async () => setting('PREVIEW_TOKEN'),
  port: Number(process.env.PREVIEW_PORT ?? 0),
  dir,
}).catch(async (error: NodeJS.ErrnoException) => {
  await rm(dir, { recursive: true, force: true });
  const taken = error.code === 'EADDRINUSE';
  process.stderr.write(
    `${taken ? 'The port is taken; set PREVIEW_PORT to another, or to 0 for a free one.' : error.stack}\n`,
  );
  process.exit(1);
});

async function stop(): Promise<void> {
  await server.close();
  await rm(dir, { recursive: true, force: true });
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
process.stdout.write(`Cards: ${server.url}\n`);
