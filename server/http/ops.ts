import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { PublicError } from '../ops/errors.ts';
import type { Health } from '../ops/health.ts';
import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Secret } from '../ops/secret.ts';
import { failure, requestLog } from './app-parts.ts';

export const QUEUES_PATH = '/queues';

export interface OpsOptions {
  readonly health: Health;
  readonly metrics: Metrics;
  /** Value of OPS_TOKEN. Without it nothing but health is answered. */
  readonly token?: Secret | undefined;
  /** The queue board's pages. */
  readonly board?: RequestHandler;
}

/** What machines and operators ask, on the web's port and on OPS_PORT alike. */
export function mountOps(app: Express, { health, metrics, token, board }: OpsOptions): void {
  app.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  app.get('/readyz', async (_request, response) => {
    const report = await health.report();
    response.status(report.ready ? 200 : 503).json(report);
  });
  app.get('/metrics', requireToken(token, 'Bearer'), async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  if (board !== undefined) app.use(QUEUES_PATH, requireToken(token, 'Basic'), board);
}

/** The same alone, for OPS_PORT. */
export function createOpsApp(options: OpsOptions & { readonly logger: Logger }): Express {
  const app = express();
  app.set('etag', false);
  app.use(requestLog(options.logger));
  app.use(helmet());
  mountOps(app, options);
  app.use(() => {
    throw new PublicError('not_found');
  });
  app.use(failure);
  return app;
}

/** `Bearer TOKEN` for machines, `Basic` with the token as password for browsers. */
function requireToken(token: Secret | undefined, scheme: 'Bearer' | 'Basic'): RequestHandler {
  return (request, response, next) => {
    // Without a token the address does not exist: nobody learns what could be there.
    if (token === undefined) throw new PublicError('not_found');
    const given = tokenOf(request.get('Authorization') ?? '', scheme);
    if (given !== null && isSame(given, token.reveal())) {
      next();
      return;
    }
    if (scheme === 'Basic') response.set('WWW-Authenticate', 'Basic realm="Partner Pulse operations", charset="UTF-8"');
    throw new PublicError('ops_token_invalid');
  };
}

function tokenOf(header: string, scheme: 'Bearer' | 'Basic'): string | null {
  const [name, value] = header.split(' ');
  if (name !== scheme || value === undefined) return null;
  if (scheme === 'Bearer') return value;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const at = text.indexOf(':');
  return at < 0 ? null : text.slice(at + 1);
}

/** Over digests, so that not even the length can be told from the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
