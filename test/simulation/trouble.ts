import type { FaultRule } from '../stand-in/faults.ts';
import type { Random } from '../worlds/kit/random.ts';

const limited = (policyName?: string) => ({
  status: 429,
  body: { status: 'error', errorType: 'RATE_LIMIT', message: 'slow down', ...(policyName && { policyName }) },
});

/** Everything that HubSpot and the net between are known to do. */
const TROUBLES: readonly FaultRule['answer'][] = [
  { status: 401 },
  { status: 414, body: '<html>414</html>' },
  { status: 423 },
  limited('TEN_SECONDLY_ROLLING'),
  limited('SECONDLY'),
  limited(),
  limited('DAILY'),
  { status: 477, headers: { 'Retry-After': '600' } },
  { status: 500 },
  { status: 502 },
  { status: 503 },
  { status: 504, applied: true },
  { drop: true },
  { drop: true, applied: true },
  { truncate: true },
  { hang: true, applied: true },
];

export function someTrouble(random: Random): FaultRule {
  const when = random.pick(['* /crm/*', 'POST */batch/*', 'POST */search', 'GET *', 'POST *token']);
  const answer = random.pick(TROUBLES);
  return { when, nth: random.int(1, 12), times: random.chance(0.2) ? random.int(2, 9) : 1, answer };
}

/** What an account without the product or the scope answers for people; the rest has to go on without them. */
export const noContacts: FaultRule = { when: 'POST */contacts/*', nth: 2, answer: { status: 403 } };
