import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { publicError } from '../ops/errors.ts';
import type { Logger } from '../ops/logger.ts';
import { errorCode } from './errors.ts';

/** Asked every few seconds by machines; their lines would bury the others. */
const QUIET_PATHS = new Set(['/healthz', '/readyz', '/metrics']);

/** The address of a scorecard opens it: a log must not. */
const withoutSecrets = (path: string): string => path.replace(/^(\/scorecard\/).+$/i, '$1***');

declare module 'express-serve-static-core' {
  interface Request {
    id: string;
    /** Lines of this request, with its id. */
    readonly log: Logger;
  }
}

/**
 * One line a request. Queries carry mail addresses and OAuth codes, so only the path is logged. The line has these
 * facts and no others: looking through it for sensitive names took 33 of its 35 microseconds, so it is not looked through.
 * Nor is a logger made for a request that has nothing to say.
 */
export function requestLog(logger: Logger): RequestHandler {
  const lines = logger.child({}, { redact: [] });
  return (request, response, next) => {
    const startedMs = performance.now();
    const requestId = randomUUID();
    let own: Logger | undefined;
    request.id = requestId;
    Object.defineProperty(request, 'log', { get: () => (own ??= logger.child({ requestId })) });
    response.setHeader('X-Request-Id', requestId);
    if (!QUIET_PATHS.has(request.url)) {
      response.once('close', () => {
        const line = `${request.method} ${withoutSecrets(request.originalUrl.split('?', 1)[0] ?? '')}`;
        const responseTime = Math.round(performance.now() - startedMs);
        const facts = { requestId, request: line, status: response.statusCode, responseTime };
        if (!response.writableFinished) lines.warn(facts, 'request aborted');
        else if (response.statusCode >= 500) lines.error(facts, 'request errored');
        else lines.info(facts, 'request completed');
      });
    }
    next();
  };
}

export const failure: ErrorRequestHandler = (error, request, response: Response, next) => {
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
