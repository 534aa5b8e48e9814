import type { Request, RequestHandler } from 'express';
import { PublicError } from '../ops/errors.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Secret } from '../ops/secret.ts';
import { signatureProblem } from './signature.ts';

export interface RequireSignatureOptions {
  readonly config: { readonly publicBaseUrl: string; readonly clientSecret: Secret };
  readonly metrics: Metrics;
  readonly now?: () => number;
  /** Counts callers whose requests are refused. */
  readonly onRefused?: (request: Request) => void;
}

/** Lets through only what HubSpot signed for this app. Needs the raw body in `request.body`. */
export function requireSignature({
  config,
  metrics,
  now = Date.now,
  onRefused,
}: RequireSignatureOptions): RequestHandler {
  return (request, _response, next) => {
    const problem = signatureProblem(
      {
        method: request.method,
        uri: config.publicBaseUrl + request.originalUrl,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        timestamp: request.get('X-HubSpot-Request-Timestamp'),
        signature: request.get('X-HubSpot-Signature-v3'),
      },
      config.clientSecret.reveal(),
      now(),
    );
    if (problem === null) {
      next();
      return;
    }
    metrics.signaturesRefused.inc({ problem });
    onRefused?.(request);
    throw new PublicError('signature_invalid', `signature refused: ${problem}`);
  };
}
