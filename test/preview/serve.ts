/**
 * `npm run preview`: the page with both cards, against a server and a HubSpot that are already running.
 * Settings come from the environment, since this is a tool for development only.
 */
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
  console.error(
    `Set ${missing.join(', ')} to preview the cards against a running server. "npm run demo" needs none of them.`,
  );
  process.exit(1);
}
const setting = (name: (typeof NEEDED)[number]): string => process.env[name] ?? '';

const server = await createPreviewServer({
  backendUrl: setting('PUBLIC_BASE_URL'),
  clientSecret: setting('HUBSPOT_CLIENT_SECRET'),
  hubspotApiUrl: setting('HUBSPOT_API_BASE_URL'),
  portalId: Number(setting('PREVIEW_PORTAL_ID')),
  token: async () => setting('PREVIEW_TOKEN'),
  port: Number(process.env.PREVIEW_PORT ?? 0),
  dir: path.resolve('.tmp/preview'),
});
console.log(`Cards: ${server.url}`);
