import type { FaultAnswer } from '../faults.ts';
import type { Reply } from './reply.ts';

const error = (status: number, category: string, message: string, headers?: Record<string, string>): Reply => ({
  status,
  body: { status: 'error', category, message },
  ...(headers ? { headers } : {}),
});

/** What HubSpot says at statuses that come without a reason of the caller's. hubspot-api.md 3.3, 3.4 */
const USUAL: Readonly<Record<number, Reply>> = {
  401: error(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.'),
  423: error(423, 'LOCKED', 'The resource is locked; retry after two seconds.'),
  429: {
    status: 429,
    body: {
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
    },
  },
  477: error(477, 'MIGRATION_IN_PROGRESS', 'This account is being moved.', { 'Retry-After': '3600' }),
  502: { status: 502, text: '<html><body>502 Bad Gateway</body></html>', contentType: 'text/html' },
  503: error(503, 'SERVICE_UNAVAILABLE', 'The service is not available at the moment.'),
  504: { status: 504, text: '<html><body>504 Gateway Time-out</body></html>', contentType: 'text/html' },
};

/** The answer a fault scripts in place of the true one. */
export function faultReply(fault: FaultAnswer): Reply {
  const status = fault.status ?? 500;
  const usual = USUAL[status] ?? error(status, 'INTERNAL_ERROR', 'Something went wrong.');
  const reply: Reply =
    fault.body === undefined
      ? usual
      : typeof fault.body === 'string'
        ? { status, text: fault.body, contentType: 'text/plain' }
        : { status, body: fault.body };
  return { ...reply, headers: { ...reply.headers, ...fault.headers } };
}
