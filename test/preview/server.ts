import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BACKEND_URL } from '@partner-pulse/ui/config';
import * as z from 'zod';
import { INSTALLER_USER_ID } from '../stand-in/routes/oauth-authorize.ts';
import { buildPreview } from './build.ts';
import { createHubSpotReader, type HubSpotReader } from './hubspot-reader.ts';
import type { SearchRequest } from './protocol.ts';
import { type SignedFetchOptions, signedFetch } from './signed-fetch.ts';
import { sendFile } from './static-files.ts';

export interface PreviewServerOptions {
  /** Where the product's server listens, without a trailing slash. */
  readonly backendUrl: string;
  /** What the server has as PUBLIC_BASE_URL; signatures are made for it. By default `backendUrl`. */
  readonly publicBaseUrl?: string;
  /** The app's client secret: HubSpot signs with it, and so does this stand-in for HubSpot's page. */
  readonly clientSecret: string;
  readonly portalId: number;
  /** Base address of HubSpot's API or of the stand-in. */
  readonly hubspotApiUrl: string;
  /** Gives an access token that may search companies, deals and contacts. */
  readonly token: () => Promise<string>;
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder for the built page and cards. */
  readonly dir: string;
  readonly now?: () => number;
}

export interface PreviewServer {
  /** Address of the page, for example `http://127.0.0.1:4000`. */
  readonly url: string;
  close(): Promise<void>;
}

/** The admin who installed the app, so that everything can be tried. */
const VIEWER = { id: INSTALLER_USER_ID, email: 'admin@example.com' };
const MOST_BODY_BYTES = 64 * 1024;
const text = z.string();
const objectType = z.string();
const fetchBody = z.object({ url: text, method: z.enum(['GET', 'POST']), body: z.optional(z.unknown()) });
const filter = z.object({
  propertyName: text,
  operator: text,
  value: z.optional(z.union([text, z.number(), z.boolean()])),
  values: z.optional(z.array(z.union([text, z.number(), z.boolean()]))),
});
const searchBody = z.object({
  objectType,
  properties: z.optional(z.array(text)),
  filterGroups: z.optional(z.array(z.object({ filters: z.array(filter) }))),
  pageLength: z.optional(z.number()),
  after: z.optional(text),
  query: z.optional(text),
  sorts: z.optional(z.array(z.object({ propertyName: text, direction: z.enum(['ASCENDING', 'DESCENDING']) }))),
  format: z.optional(z.boolean()),
});
const associatedBody = z.object({
  fromTypeId: objectType,
  fromId: z.number(),
  toTypeId: objectType,
  properties: z.array(text),
});
const propertiesBody = z.object({ object: z.enum(['companies', 'deals']) });

/**
 * Builds the cards with HubSpot's bundler and serves a page that shows them on any company or deal of one account,
 * beside a record list that filters by the written properties through HubSpot's search. Listens on loopback only.
 */
export async function createPreviewServer(options: PreviewServerOptions): Promise<PreviewServer> {
  const preview = await buildPreview(options.dir);
  const hubspot = createHubSpotReader({ apiUrl: options.hubspotApiUrl, token: options.token });
  const signing: SignedFetchOptions = {
    backendUrl: options.backendUrl,
    publicBaseUrl: options.publicBaseUrl ?? options.backendUrl,
    clientSecret: options.clientSecret,
    viewer: { portalId: options.portalId, userId: VIEWER.id, userEmail: VIEWER.email, appId: 1 },
    now: options.now ?? Date.now,
  };
  const api = apiRoutes(hubspot, signing, options.portalId);
  const server = createServer((request, response) => {
    void answer(request, response, preview.dir, api).catch((error: unknown) => {
      if (!response.headersSent)
        sendJson(response, 502, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type ApiRoute = (body: unknown) => Promise<unknown>;

function apiRoutes(
  hubspot: HubSpotReader,
  signing: SignedFetchOptions,
  portalId: number,
): ReadonlyMap<string, ApiRoute> {
  return new Map<string, ApiRoute>([
    ['/api/context', async () => ({ portalId, viewer: VIEWER })],
    [
      '/api/fetch',
      async (body) => {
        const { url, ...request } = fetchBody.parse(body);
        // As HubSpot does by `permittedUrls.fetch`: a card reaches its own server and nothing else.
        if (new URL(url).origin !== BACKEND_URL) return { networkError: 'The address is not in permittedUrls.fetch' };
        return signedFetch(url, request, signing);
      },
    ],
    // zod writes an absent key as `undefined`; the request takes it as absent.
    ['/api/search', (body) => hubspot.search(searchBody.parse(body) as SearchRequest)],
    ['/api/associated', (body) => hubspot.associated(associatedBody.parse(body))],
    ['/api/properties', (body) => hubspot.writtenProperties(propertiesBody.parse(body).object)],
  ]);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  dir: string,
  api: ReadonlyMap<string, ApiRoute>,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://preview.invalid');
  // A page elsewhere could point its own name at this address; the host it then sends is not ours.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
    sendJson(response, 403, { error: 'Open this page under 127.0.0.1.' });
    return;
  }
  const route = api.get(pathname);
  if (route) {
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') {
      sendJson(response, 405, { error: 'Send JSON by POST.' });
      return;
    }
    sendJson(response, 200, await route(JSON.parse(await readBody(request))));
    return;
  }
  if (await sendFile(dir, pathname, response)) return;
  // Every other address is a place inside the page.
  await sendFile(dir, '/index.html', response);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    // A request without an encoding yields buffers.
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    if (bytes > MOST_BODY_BYTES) throw new Error('The request is too large.');
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
