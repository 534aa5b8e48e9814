import type { FaultAnswer, FaultRule, Faults } from '../stand-in/faults.ts';
import type { Random } from '../worlds/kit/random.ts';
import type { Tally, TroubleName } from './coverage.ts';

export interface Trouble {
  readonly name: TroubleName;
  readonly rule: FaultRule;
}

const limited = (policyName?: string) => ({
  status: 429,
  body: { status: 'error', errorType: 'RATE_LIMIT', message: 'slow down', ...(policyName && { policyName }) },
});

/** Everything that HubSpot and the net between are known to do. */
const TROUBLES: readonly (readonly [TroubleName, FaultAnswer])[] = [
  ['401', { status: 401 }],
  ['414', { status: 414, body: '<html>414</html>' }],
  ['423', { status: 423 }],
  ['429 TEN_SECONDLY_ROLLING', limited('TEN_SECONDLY_ROLLING')],
  ['429 SECONDLY', limited('SECONDLY')],
  ['429 without a policy', limited()],
  ['429 DAILY', limited('DAILY')],
  ['477', { status: 477, headers: { 'Retry-After': '600' } }],
  ['500', { status: 500 }],
  ['502', { status: 502 }],
  ['503', { status: 503 }],
  ['504 after the request took effect', { status: 504, applied: true }],
  ['no answer', { drop: true }],
  ['no answer after the request took effect', { drop: true, applied: true }],
  ['half an answer', { truncate: true }],
  ['an answer that never comes', { hang: true, applied: true }],
];

function someTrouble(random: Random): Trouble {
  const when = random.pick(['* /crm/*', 'POST */batch/*', 'POST */search', 'GET *', 'POST *token']);
  const [name, answer] = random.pick(TROUBLES);
  return { name, rule: { when, nth: random.int(1, 12), times: random.chance(0.2) ? random.int(2, 9) : 1, answer } };
}

/** What an account without the product or the scope answers for people; the rest has to go on without them. */
const noContacts = (): Trouble => ({
  name: '403 for people',
  rule: { when: 'POST */contacts/*', nth: 2, answer: { status: 403 } },
});

/** What a history has in store. */
export function troubles(random: Random): Trouble[] {
  const some = Array.from({ length: random.int(0, 6) }, () => someTrouble(random));
  return random.chance(0.1) ? [...some, noContacts()] : some;
}

export function tallyTroubles(tally: Tally, all: readonly Trouble[], faults: Faults): void {
  for (const { name, rule } of all) tally.add(`HubSpot: ${name}`, faults.fired.get(rule) ?? 0);
}
