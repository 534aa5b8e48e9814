import type { Backend } from '../protocol.ts';

export interface WrittenProperty {
  readonly name: string;
  readonly label: string;
  readonly options: Readonly<Record<string, string>>;
}

/** Asks the preview's own server. @throws Error with the server's message. */
async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `The preview answered ${response.status}.`);
  // The other side of this call is server.ts of this folder.
  return answer as T;
}

export const serverBackend: Backend = {
  fetch: (url, options) => post('/api/fetch', { url, method: options.method ?? 'GET', body: options.body }),
  search: (request) => post('/api/search', request),
  associated: (request) => post('/api/associated', request),
};

/** Whose account is shown, and who looks at it. */
export interface BrowsedAccount {
  readonly portalId: number;
  readonly viewer: { readonly id: number; readonly email: string };
}

export const readContext = (): Promise<BrowsedAccount> => post('/api/context', {});

export const readProperties = (object: 'companies' | 'deals'): Promise<readonly WrittenProperty[]> =>
  post('/api/properties', { object });
