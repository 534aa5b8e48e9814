/** Everything that a history can hold, as the report names it. What `npm run simulate` never met is named there too. */
const HAPPENINGS = [
  'a worker dies before a database call',
  'a worker dies after a database call',
  'a worker dies before a call to HubSpot',
  'a worker dies after a call to HubSpot',
  'two workers on one account at once',
  'a job is delivered twice',
  'the queue is lost',
  'webhooks arrive',
  'a webhook is lost',
  'a webhook comes twice',
  'a webhook comes late',
  'webhooks come in another order',
  'a record is merged away',
  'a record is merged away during a backfill',
  'a person is erased',
  'a token is refreshed',
  'a refresh hands out a new refresh token',
  'a token runs out under way',
  'an account just installed',
  'an account that was read and written to before',
  'a pass with every optional scope',
  'a pass without any optional scope',
  'a list in pages of a few records',
] as const;

const TROUBLES = [
  '401',
  '403 for people',
  '414',
  '423',
  '429 TEN_SECONDLY_ROLLING',
  '429 SECONDLY',
  '429 without a policy',
  '429 DAILY',
  '477',
  '500',
  '502',
  '503',
  '504 after the request took effect',
  'no answer',
  'no answer after the request took effect',
  'half an answer',
  'an answer that never comes',
] as const;

/** Kinds of record, and what webhooks tell of each of them. */
const KINDS = ['companies', 'deals', 'contacts', 'emails', 'calls', 'meetings', 'tickets', 'leads'] as const;
const TOLD = ['creation', 'propertyChange', 'deletion', 'restore', 'associationChange'] as const;
const MERGED = ['companies', 'deals', 'contacts', 'tickets'] as const;

const RUNS = ['backfill', 'incremental', 'sweep', 'hints', 'write-back'] as const;

export type TroubleName = (typeof TROUBLES)[number];
type Told =
  | `webhook: ${(typeof TOLD)[number]} of ${(typeof KINDS)[number]}`
  | `webhook: merge of ${(typeof MERGED)[number]}`
  | 'webhook: privacyDeletion of contacts';
export type Happening =
  | (typeof HAPPENINGS)[number]
  | Told
  | `HubSpot: ${TroubleName}`
  | `run: ${(typeof RUNS)[number]}`;

/** How often each thing happened. */
export type Coverage = ReadonlyMap<string, number>;

const EVERY_WEBHOOK: readonly Told[] = [
  ...KINDS.flatMap((kind) => TOLD.map((told) => `webhook: ${told} of ${kind}` as const)),
  ...MERGED.map((kind) => `webhook: merge of ${kind}` as const),
  'webhook: privacyDeletion of contacts',
];

/** @param action what stands behind the dot of an event's type */
export function toldAs(action: string, kind: string | null): Happening | undefined {
  return EVERY_WEBHOOK.find((name) => name === `webhook: ${action} of ${kind}`);
}

export const EVERYTHING: readonly Happening[] = [
  ...HAPPENINGS,
  ...EVERY_WEBHOOK,
  ...TROUBLES.map((name) => `HubSpot: ${name}` as const),
  ...RUNS.map((name) => `run: ${name}` as const),
];

export class Tally {
  readonly counts = new Map<string, number>();

  add(happening: Happening, times = 1): void {
    this.counts.set(happening, (this.counts.get(happening) ?? 0) + times);
  }
}

export function sumOf(parts: readonly Coverage[]): Coverage {
  const sum = new Map<string, number>(EVERYTHING.map((name) => [name, 0]));
  for (const part of parts) for (const [name, count] of part) sum.set(name, (sum.get(name) ?? 0) + count);
  return sum;
}

/** What never happened. */
export const neverIn = (coverage: Coverage): string[] => EVERYTHING.filter((name) => !coverage.get(name));
