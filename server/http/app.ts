import express, { type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { PublicError } from '../ops/errors.ts';
import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Secret } from '../ops/secret.ts';
import { failure, requestLog } from './app-parts.ts';
import { cardProblem, errorCode } from './errors.ts';
import { type Identity, readIdentity } from './identity.ts';
import { createRequestLimits, type RequestLimits } from './limit-requests.ts';
import { mountOps, type OpsOptions } from './ops.ts';
import { requireSignature } from './require-signature.ts';
import {
  AnswerBytes,
  type CardRoute,
  type CommandRoute,
  type PageRoute,
  type Route,
  type WebhookRoute,
} from './route.ts';

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
/** A page sends what a person has chosen, and a person chooses little. */
const COMMAND_LIMIT = '64kb';

/** The web role: everything around the routes. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { metrics, logger, routes, now = Date.now } = options;
  const app = express();
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.set('trust proxy', options.config.trustedProxies ?? 0);
  app.use(requestLog(logger));
  app.use(measure(metrics));
  const limits = createRequestLimits(metrics, now);
  const checked = requireSignature({ ...options, onRefused: limits.noteRefused });
  const signed = [machine, limits.beforeSignature, rawBody(BODY_LIMIT), checked];
  const command = [machine, limits.beforeSignature, rawBody(COMMAND_LIMIT), checked];
  for (const route of routes) if (route.access !== 'page') mount(app, route, { signed, command, limits });
  // From here on browsers ask.
  app.use(helmet());
  mountOps(app, options);
  for (const route of routes)
    if (route.access === 'page') app[route.method](route.path, limits.page, pageHandler(route));
  app.use(() => {
    throw new PublicError('not_found');
  });
  app.use(failure);
  return app;
}

interface Guards {
  readonly signed: readonly RequestHandler[];
  readonly command: readonly RequestHandler[];
  readonly limits: RequestLimits;
}

function mount(app: Express, route: Exclude<Route, PageRoute>, { signed, command, limits }: Guards): void {
  switch (route.access) {
    case 'card':
      app.get(route.path, ...signed, cardHandler(route, limits));
      return;
    case 'command':
      app.post(route.path, requireJson, ...command, commandHandler(route, limits));
      return;
    case 'webhook':
      app.post(route.path, requireJson, ...signed, webhookHandler(route));
  }
}

/** What HubSpot fetches is JSON that no browser shows: of the headers for browsers, only the one against guessing the type. */
const machine = helmet.xContentTypeOptions();

/** Before anything is read: what is no JSON is none of HubSpot's. */
const requireJson: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw new PublicError('unsupported_type');
  next();
};

function pageHandler(route: PageRoute): RequestHandler {
  return (request, response) => route.handle(request, response);
}

function cardHandler(route: CardRoute, limits: RequestLimits): RequestHandler {
  return contractHandler(limits, (call) => {
    return route.answer({
      identity: call.identity,
      query: Object.fromEntries(call.query),
      get log() {
        return call.log;
      },
    });
  });
}

function commandHandler(route: CommandRoute, limits: RequestLimits): RequestHandler {
  return contractHandler(limits, ({ identity, body, log }) =>
    route.answer({ identity, body: parseJson(body, 'command'), log }),
  );
}

interface SignedCall {
  readonly identity: Identity;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly log: Logger;
}

/** Whatever happens is answered with 200 in the words of the contract: HubSpot keeps the body of other answers back. */
function contractHandler(limits: RequestLimits, answer: (call: SignedCall) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    const mark = request.originalUrl.indexOf('?');
    const query = new URLSearchParams(mark < 0 ? '' : request.originalUrl.slice(mark));
    const identity = readIdentity(query);
    if (identity === null) throw new PublicError('signature_invalid', 'signed query without an identity');
    limits.account(identity.portalId);
    response.set('Cache-Control', 'no-store');
    let child: Logger | undefined;
    const call: SignedCall = {
      identity,
      query,
      body: request.body,
      // Most answers log nothing of their own.
      get log() {
        child ??= request.log.child({ portal: identity.portalId });
        return child;
      },
    };
    try {
      const answered = await answer(call);
      if (answered instanceof AnswerBytes) sendJson(response, answered.json);
      else response.json(answered);
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
    await route.receive({ body: parseJson(request.body, 'webhook'), log: request.log });
    response.status(204).end();
  };
}

function parseJson(body: unknown, what: string): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch (cause) {
    throw new PublicError('invalid_request', `${what} body is not JSON`, { cause });
  }
}

/** Bytes as they came: the signature is over them, not over what a parser makes of them. */
function rawBody(limit: string): RequestHandler {
  return express.raw({ type: () => true, limit, inflate: false });
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
