/// <reference lib="webworker" />
/**
 * Stands in for HubSpot's extension worker: the globals that the SDK reads, HubSpot's React and remote library, and
 * none of the browser's own doors. It runs the officially built bundle unchanged.
 */
import { createRemoteRoot, type RemoteChannel } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, type MessageEndpoint, retain } from '@remote-ui/rpc';
import * as React from 'react';
import type { FetchOptions, PageApi, PageLocation, SearchRequest } from './protocol.ts';

type Entry = (api: unknown) => unknown;

/** What HubSpot's sandbox does not give to a card. */
const WITHHELD = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'indexedDB', 'caches', 'BroadcastChannel'];

// The worker's global object takes HubSpot's own names, which no type library knows.
const globals = self as unknown as Record<string, unknown>;
const importBundle = self.importScripts.bind(self);
const messenger: MessageEndpoint = {
  postMessage: (message, transfer) => self.postMessage(message, transfer ?? []),
  addEventListener: (event, listener) => self.addEventListener(event, listener),
  removeEventListener: (event, listener) => self.removeEventListener(event, listener),
};
const page = createEndpoint<PageApi>(messenger, { callable: ['hsFetch', 'fetchCrmSearch', 'log', 'reportError'] });

let entry: Entry | undefined;
let pageLocation: PageLocation = { path: '/', params: {} };
const locationListeners = new Set<() => void>();
const log = (level: string) => (data: unknown) => void page.call.log(level, data);

Object.assign(globals, {
  __HUBSPOT_EXTENSION_WORKER__: true,
  React,
  RemoteUI,
  extend_V2: (callback: Entry) => {
    entry = callback;
  },
  logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
  hsFetch: async (url: string | URL, options: FetchOptions = {}) => {
    const answer = await page.call.hsFetch(String(url), options);
    if ('networkError' in answer) throw new Error(answer.networkError);
    return new Response(answer.body, { status: answer.status, headers: { ...answer.headers } });
  },
  hsWorkerAPI: {
    useAppPageLocation: () =>
      React.useSyncExternalStore(
        (listener) => {
          locationListeners.add(listener);
          return () => locationListeners.delete(listener);
        },
        () => pageLocation,
      ),
    fetchCrmSearch: async (request: SearchRequest, options?: { propertiesToFormat?: unknown }) => {
      const data = await page.call.fetchCrmSearch({ ...request, format: options?.propertiesToFormat !== undefined });
      return { json: async () => ({ data, cleanup: () => {} }) };
    },
  },
});

for (const name of [...WITHHELD, 'importScripts', 'Worker']) {
  Object.defineProperty(globals, name, { value: undefined, configurable: true });
}
self.addEventListener('error', (event) => void page.call.reportError(event.message));
self.addEventListener('unhandledrejection', (event) => void page.call.reportError(String(event.reason)));

page.expose({
  async navigate(location: PageLocation) {
    pageLocation = location;
    for (const listener of locationListeners) listener();
  },
  async render(bundleUrl: string, channel: RemoteChannel, api: unknown, components: string[]) {
    retain(channel);
    retain(api);
    importBundle(bundleUrl);
    if (!entry) throw new Error('The bundle did not call hubspot.extend().');
    const element = entry(api);
    if (!React.isValidElement(element)) {
      throw new Error('hubspot.extend() must return a React 18 element. Another React in the bundle also shows here.');
    }
    const root = createRemoteRoot(channel, { components, strict: true });
    RemoteUI.createRoot(root).render(element);
    await root.mount();
  },
});
