import { DemoError } from './data-folder.ts';

const MOST_REDIRECTS = 5;

/**
 * Installs the app as an administrator's browser does: begins at the server, grants access at HubSpot, comes back with
 * the code. Cookies stay with the host that set them.
 */
export async function installApp(serverUrl: string): Promise<void> {
  const cookies = new Map<string, Map<string, string>>();
  let url = new URL('/oauth/start', serverUrl);
  for (let step = 0; step < MOST_REDIRECTS; step += 1) {
    const own = cookies.get(url.host) ?? new Map<string, string>();
    cookies.set(url.host, own);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      own.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) {
      if (response.ok) return;
      throw new DemoError(
        `The installation ended with ${response.status} at ${url.pathname}: ${await response.text()}`,
      );
    }
    url = new URL(next, url);
  }
  throw new DemoError('The installation went round in circles; see .data/logs.');
}
