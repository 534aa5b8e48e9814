import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import { publicError } from '../ops/errors.ts';
import type { Logger } from '../ops/logger.ts';
import { errorCode } from './errors.ts';

/** Asked every few seconds by machines; their lines would bury the others. */
const QUIET_PATHS = new Set(['/healthz', '/readyz', '/metrics']);

/** The address of a scorecard opens it: a log must not. */
const withoutSecrets = (path: string): string => path.replace(/^(\/scorecard\/).+$/i, '$1***');

/** Queries carry mail addresses and OAuth codes, so only the path is logged. */
export function requestLog(logger: Logger): RequestHandler {
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
        path: withoutSecrets(url.split('?')[0] ?? ''),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
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
