import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { PublicError, publicError } from '../ops/errors.ts';
import type { Health } from '../ops/health.ts';
import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Secret } from '../ops/secret.ts';
import { cardProblem, errorCode } from './errors.ts';
import { readIdentity } from './identity.ts';
import { requireSignature } from './require-signature.ts';
import type { CardRoute, PageRoute, Route, WebhookRoute } from './route.ts';

export interface HttpAppOptions {
  readonly config: { readonly publicBaseUrl: string; readonly clientSecret: Secret };
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly routes: readonly Route[];
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now?: () => number;
}

const BODY_LIMIT = '1mb';
/** Asked every few seconds by machines; their lines would bury the others. */
const QUIET_PATHS = new Set(['/healthz', '/readyz', '/metrics']);

/** The web role: everything around the routes. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { metrics, health, logger, routes } = options;
  const app = express();
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(requestLog(logger));
  app.use(measure(metrics));
  app.use(helmet());
  app.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  app.get('/readyz', async (_request, response) => {
    const report = await health.report();
    response.status(report.ready ? 200 : 503).json(report);
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  const signed = [rawBody(), requireSignature(options)];
  for (const route of routes) mount(app, route, signed);
  app.use(() => {
    throw new PublicError('not_found');
  });
  app.use(failure);
  return app;
}

function mount(app: Express, route: Route, signed: RequestHandler[]): void {
  switch (route.access) {
    case 'page':
      app[route.method](route.path, pageHandler(route));
      return;
    case 'card':
      app.get(route.path, ...signed, cardHandler(route));
      return;
    case 'webhook':
      app.post(route.path, ...signed, webhookHandler(route));
  }
}

function pageHandler(route: PageRoute): RequestHandler {
  return (request, response) => route.handle(request, response);
}

function cardHandler(route: CardRoute): RequestHandler {
  return async (request, response) => {
    const search = request.originalUrl.split('?').slice(1).join('?');
    const identity = readIdentity(search);
    if (identity === null) throw new PublicError('signature_invalid', 'signed query without an identity');
    const log = request.log.child({ portal: identity.portalId });
    response.set('Cache-Control', 'no-store');
    try {
      response.json(await route.answer({ identity, query: Object.fromEntries(new URLSearchParams(search)), log }));
    } catch (error) {
      const code = errorCode(error);
      if (code === 'internal') log.error({ err: error }, 'card.failed');
      else log.info({ code }, 'card.problem');
      response.json(cardProblem(code));
    }
  };
}

function webhookHandler(route: WebhookRoute): RequestHandler {
  return async (request, response) => {
    await route.receive({ body: parseJson(request.body), log: request.log });
    response.status(204).end();
  };
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch (cause) {
    throw new PublicError('invalid_request', 'webhook body is not JSON', { cause });
  }
}

/** Bytes as they came: the signature is over them, not over what a parser makes of them. */
function rawBody(): RequestHandler {
  return express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false });
}

/** Queries carry mail addresses and OAuth codes, so only the path is logged. */
function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    autoLogging: { ignore: (request) => QUIET_PATHS.has(request.url ?? '') },
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?')[0],
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

function measure(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const done = metrics.httpSeconds.startTimer();
    response.once('finish', () => {
      // The pattern, not the address: addresses hold ids and would make a series each.
      const path: unknown = request.route?.path;
      const route = typeof path === 'string' ? path : 'other';
      done({ method: request.method, route, status: String(response.statusCode) });
    });
    next();
  };
}

const failure: ErrorRequestHandler = (error, request, response: Response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const code = errorCode(error);
  const { status, message } = publicError(code);
  if (status >= 500) request.log.error({ err: error }, 'http.failed');
  else request.log.info({ code, reason: error instanceof Error ? error.message : undefined }, 'http.refused');
  response.status(status).json({ error: { code, message, requestId: String(request.id) } });
};
