import { createHttpApp } from '../../server/http/app.ts';
import type { Route } from '../../server/http/route.ts';
import { sign } from '../../server/http/signature.ts';
import { createHealth } from '../../server/ops/health.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { createMetrics } from '../../server/ops/metrics.ts';
import { Secret } from '../../server/ops/secret.ts';
import { type Listening, listen } from './listen.ts';

const SECRET = 'app-secret';
const PUBLIC = 'https://pulse.example.com';

export interface Caller {
  readonly portalId: number;
  readonly userId: string;
}

/** Our HTTP app with some routes, asked as HubSpot asks: who looks in the query, everything signed. */
export interface SignedCaller extends Pick<Listening, 'url' | 'close'> {
  get(path: string, caller: Caller): Promise<unknown>;
  /** `signedBody` is what the signature is made over; what is sent unless given. */
  post(path: string, body: unknown, caller: Caller, options?: { signedBody?: string }): Promise<unknown>;
}

export async function signedCaller(routes: readonly Route[], now: () => number): Promise<SignedCaller> {
  const app = createHttpApp({
    config: { publicBaseUrl: PUBLIC, clientSecret: new Secret(SECRET) },
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    health: createHealth({}),
    token: undefined,
    routes,
    now,
  });
  const { url, close } = await listen(app);
  const send = async (method: 'GET' | 'POST', path: string, caller: Caller, body = '', signedBody = body) => {
    const target = new URL(path, url);
    for (const [name, value] of Object.entries(caller)) target.searchParams.set(name, String(value));
    const timestamp = String(now());
    const uri = PUBLIC + target.pathname + target.search;
    const signature = sign({ method, uri, body: Buffer.from(signedBody), timestamp }, SECRET);
    const response = await fetch(target, {
      method,
      ...(body === '' ? {} : { body }),
      headers: {
        'content-type': 'application/json',
        'X-HubSpot-Signature-v3': signature,
        'X-HubSpot-Request-Timestamp': timestamp,
      },
    });
    return response.json();
  };
  return {
    url,
    close,
    get: (path, caller) => send('GET', path, caller),
    post: (path, body, caller, { signedBody } = {}) => send('POST', path, caller, JSON.stringify(body), signedBody),
  };
}
