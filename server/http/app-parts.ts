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
    // One flat value each: hiding sensitive names within objects costs more than the rest of a card's answer.
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId', req: 'request', res: 'status' },
    autoLogging: { ignore: (request) => QUIET_PATHS.has(request.url ?? '') },
    serializers: {
      request: ({ method, url }: { method: string; url: string }) =>
        `${method} ${withoutSecrets(url.split('?')[0] ?? '')}`,
      status: ({ statusCode }: { statusCode: number }) => statusCode,
    },
    customSuccessObject: (request, response, { responseTime }: { responseTime: number }) => ({
      request,
      status: response,
      responseTime,
    }),
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
