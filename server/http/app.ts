import express, { type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { PublicError } from '../ops/errors.ts';
import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Secret } from '../ops/secret.ts';
import { failure, requestLog } from './app-parts.ts';
import { cardProblem, errorCode } from './errors.ts';
import { readIdentity } from './identity.ts';
import { createRequestLimits, type RequestLimits } from './limit-requests.ts';
import { mountOps, type OpsOptions } from './ops.ts';
import { requireSignature } from './require-signature.ts';
import { AnswerBytes, type CardCall, type CardRoute, type PageRoute, type Route, type WebhookRoute } from './route.ts';

export interface HttpAppOptions extends OpsOptions {
  readonly config: {
    readonly publicBaseUrl: string;
    readonly clientSecret: Secret;
    /** Proxies whose word on the caller's address counts; 0 unless given. */
    readonly trustedProxies?: number;
  };
  readonly logger: Logger;
  readonly routes: readonly Route[];
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now?: () => number;
}

const BODY_LIMIT = '1mb';

/** The web role: everything around the routes. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { metrics, logger, routes, now = Date.now } = options;
  const app = express();
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.set('trust proxy', options.config.trustedProxies ?? 0);
  app.use(requestLog(logger));
  app.use(measure(metrics));
  app.use(helmet());
  mountOps(app, options);
  const limits = createRequestLimits(metrics, now);
  const signed = [limits.beforeSignature, rawBody(), requireSignature({ ...options, onRefused: limits.noteRefused })];
  for (const route of routes) mount(app, route, { signed, limits });
  app.use(() => {
    throw new PublicError('not_found');
  });
  app.use(failure);
  return app;
}

interface Guards {
  readonly signed: readonly RequestHandler[];
  readonly limits: RequestLimits;
}

function mount(app: Express, route: Route, { signed, limits }: Guards): void {
  switch (route.access) {
    case 'page':
      app[route.method](route.path, limits.page, pageHandler(route));
      return;
    case 'card':
      app.get(route.path, ...signed, cardHandler(route, limits));
      return;
    case 'webhook':
      app.post(route.path, requireJson, ...signed, webhookHandler(route));
  }
}

/** Before anything is read: what is no JSON is none of HubSpot's. */
const requireJson: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw new PublicError('unsupported_type');
  next();
};

function pageHandler(route: PageRoute): RequestHandler {
  return (request, response) => route.handle(request, response);
}

function cardHandler(route: CardRoute, limits: RequestLimits): RequestHandler {
  return async (request, response) => {
    const search = request.originalUrl.split('?').slice(1).join('?');
    const identity = readIdentity(search);
    if (identity === null) throw new PublicError('signature_invalid', 'signed query without an identity');
    limits.account(identity.portalId);
    response.set('Cache-Control', 'no-store');
    let child: Logger | undefined;
    const call: CardCall = {
      identity,
      query: Object.fromEntries(new URLSearchParams(search)),
      // Most answers log nothing of their own.
      get log() {
        child ??= request.log.child({ portal: identity.portalId });
        return child;
      },
    };
    try {
      const answer = await route.answer(call);
      if (answer instanceof AnswerBytes) sendJson(response, answer.json);
      else response.json(answer);
    } catch (error) {
      const { log } = call;
      const code = errorCode(error);
      if (code === 'internal') log.error({ err: error }, 'card.failed');
      else log.info({ code }, 'card.problem');
      response.json(cardProblem(code));
    }
  };
}

function sendJson(response: Response, json: Buffer): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', json.length);
  response.end(json);
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
