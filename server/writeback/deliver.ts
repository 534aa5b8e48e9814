import type { AccountDoor } from '../hubspot/door.ts';
import type { UpdateFailure } from '../hubspot/objects.ts';
import type { Outgoing, WrittenType } from './outbox.ts';

/** What became of values that were sent. Each report is stored before the next batch goes out. */
export interface Reports {
  readonly accepted: (type: WrittenType, batch: readonly Outgoing[]) => Promise<void>;
  /** `why` is HubSpot's code, per property; the record's other values go on. */
  readonly propertiesRefused: (type: WrittenType, id: string, whys: Readonly<Record<string, string>>) => Promise<void>;
  readonly recordRefused: (type: WrittenType, id: string, why: string | null) => Promise<void>;
  readonly recordGone: (type: WrittenType, id: string) => Promise<void>;
  /** An id led to another record, which now holds values of these properties that are not its own. */
  readonly landedElsewhere: (type: WrittenType, ids: readonly string[], names: readonly string[]) => Promise<void>;
  /** A property is not there (yet): nothing is refused for that. */
  readonly propertyMissing: (type: WrittenType, id: string) => Promise<void>;
  /** The first refusal of a run may come from properties that somebody changed: repairs them, answers whether to try again. */
  readonly repair: () => Promise<boolean>;
}

const GONE = 'OBJECT_NOT_FOUND';
const MISSING = 'PROPERTY_DOESNT_EXIST';
/** Rules of the account about the whole record: splitting its values cannot help. */
const RECORD_RULES = new Set(['MISSING_REQUIRED_PROPERTY', 'MISSING_CONDITIONAL_REQUIRED_PROPERTY']);

/** Sends a batch. HubSpot refuses all of it for one bad value, so a refused batch is halved down to the guilty value. */
export async function deliver(
  door: AccountDoor,
  reports: Reports,
  type: WrittenType,
  batch: readonly Outgoing[],
): Promise<void> {
  const outcome = await door.batchUpdate(
    type,
    batch.map(({ id, values }) => ({ id, properties: values })),
  );
  if (outcome.kind === 'rejected') return afterRejection(door, reports, type, batch, outcome.failure);
  const failed = new Map(outcome.failures.flatMap((failure) => failure.ids.map((id) => [id, failure] as const)));
  const updated = new Set(outcome.updated.map(({ id }) => id));
  const sent = new Set(batch.map(({ id }) => id));
  const isFailed = ({ id }: Outgoing) => failed.has(id) || (outcome.failures.length > 0 && !updated.has(id));
  const landed = [...updated].filter((id) => !sent.has(id));
  await reports.accepted(
    type,
    batch.filter((one) => !isFailed(one)),
  );
  if (landed.length > 0) {
    const names = new Set(batch.filter(({ id }) => !updated.has(id)).flatMap(({ values }) => Object.keys(values)));
    await reports.landedElsewhere(type, landed, [...names]);
  }
  for (const one of batch.filter(isFailed)) {
    await afterFailure(door, reports, type, one, failed.get(one.id) ?? outcome.failures[0] ?? null);
  }
}

async function afterRejection(
  door: AccountDoor,
  reports: Reports,
  type: WrittenType,
  batch: readonly Outgoing[],
  failure: UpdateFailure,
): Promise<void> {
  if (await reports.repair()) return deliver(door, reports, type, batch);
  const [only] = batch;
  if (batch.length === 1 && only) return afterFailure(door, reports, type, only, failure);
  const half = Math.ceil(batch.length / 2);
  await deliver(door, reports, type, batch.slice(0, half));
  await deliver(door, reports, type, batch.slice(half));
}

/** One record was refused: which of its values is to blame? HubSpot usually says; otherwise they are halved too. */
async function afterFailure(
  door: AccountDoor,
  reports: Reports,
  type: WrittenType,
  record: Outgoing,
  failure: UpdateFailure | null,
): Promise<void> {
  const { id, values } = record;
  const names = Object.keys(values);
  if (failure?.category === GONE) return reports.recordGone(type, id);
  const blamed = blame(failure, names);
  if (Object.values(blamed).includes(MISSING)) return reports.propertyMissing(type, id);
  const rule = Object.values(blamed).find((code) => RECORD_RULES.has(code)) ?? failure?.category ?? null;
  if (rule !== null && RECORD_RULES.has(rule)) return reports.recordRefused(type, id, rule);
  const guilty = Object.keys(blamed);
  if (guilty.length > 0 || names.length === 1) {
    const whys = guilty.length > 0 ? blamed : { [names[0] ?? '']: failure?.category ?? 'UNKNOWN' };
    await reports.propertiesRefused(type, id, whys);
    const rest = names.filter((name) => whys[name] === undefined);
    if (rest.length > 0) await deliver(door, reports, type, [only(record, rest)]);
    return;
  }
  const half = Math.ceil(names.length / 2);
  await deliver(door, reports, type, [only(record, names.slice(0, half))]);
  await deliver(door, reports, type, [only(record, names.slice(half))]);
}

function only({ id, values }: Outgoing, names: readonly string[]): Outgoing {
  return { id, values: Object.fromEntries(names.map((name) => [name, values[name] ?? ''])) };
}

/** HubSpot puts a list of refused properties as JSON into its message. Where it does not, nobody is blamed. */
function blame(failure: UpdateFailure | null, names: readonly string[]): Record<string, string> {
  const blamed: Record<string, string> = {};
  for (const [, text = ''] of failure?.message?.matchAll(/(\{[^{}]*\})/g) ?? []) {
    const entry = asEntry(text);
    if (entry !== null && names.includes(entry.name)) blamed[entry.name] = entry.error;
  }
  return blamed;
}

function asEntry(text: string): { name: string; error: string } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('name' in value) || !('error' in value)) return null;
    return { name: String(value.name), error: String(value.error) };
  } catch {
    return null;
  }
}
