import { indexStages } from '../../worlds/implied-history.ts';
import type { WorldStage } from '../../worlds/world.ts';
import { iso } from '../clock.ts';
import { revisionsOf } from './history.ts';
import type { ObjectTable, StoredRecord } from './object-table.ts';
import { STAGE_PROPERTIES } from './object-types.ts';
import { type StageTimes, stageNamePart, stageTimes } from './stage-times.ts';

/** Computes one property of a record; `now` in epoch ms. */
export type Calculated = (record: StoredRecord, now: number) => string | null;

const flag = (value: boolean): string => String(value);
const isNumber = (text: string | null | undefined): text is string =>
  text !== null && text !== undefined && text.trim() !== '' && !Number.isNaN(Number(text));

/** The dates and durations of every stage, and of the current one. */
function stageProperties(table: ObjectTable, stageProperty: string, stages: readonly WorldStage[]) {
  const calculated = new Map<string, Calculated>();
  let last: { record: StoredRecord; times: Map<string, StageTimes> } | null = null;
  // One record is asked for many stages in a row, so remembering the last one is enough.
  const timesOf = (record: StoredRecord) => {
    if (last?.record !== record) last = { record, times: stageTimes(revisionsOf(table, record, stageProperty)) };
    return last.times;
  };
  const add = (name: string, value: Calculated) => {
    // A date that the world states itself stands until the record's stage is written.
    const fromWorld: Calculated = (record, now) =>
      (record.revisions.has(stageProperty) ? null : record.seed?.[name]) ?? value(record, now);
    calculated.set(name, fromWorld);
  };
  for (const { stage } of stages) {
    const part = stageNamePart(stage);
    const at = (pick: (times: StageTimes) => string | null): Calculated => {
      return (record) => {
        const times = timesOf(record).get(stage);
        return times ? pick(times) : null;
      };
    };
    add(
      `hs_v2_date_entered_${part}`,
      at((times) => iso(times.entered)),
    );
    add(
      `hs_v2_date_exited_${part}`,
      at((times) => (times.exited === null ? null : iso(times.exited))),
    );
    add(
      `hs_v2_latest_time_in_${part}`,
      at((times) => (times.latestTime === null ? null : String(times.latestTime))),
    );
    add(
      `hs_v2_cumulative_time_in_${part}`,
      at((times) => String(times.cumulativeTime)),
    );
  }
  const current = (record: StoredRecord) => timesOf(record).get(record.properties[stageProperty] ?? '');
  add('hs_v2_date_entered_current_stage', (record) => {
    const times = current(record);
    return times ? iso(times.entered) : null;
  });
  add('hs_v2_time_in_current_stage', (record, now) => {
    const times = current(record);
    return times ? String(Math.max(0, now - times.entered)) : null;
  });
  return calculated;
}

function dealProperties(stages: readonly WorldStage[], currency: string): Map<string, Calculated> {
  const index = indexStages(stages, 'deals');
  const stageOf = ({ properties }: StoredRecord) =>
    index.stage(properties.pipeline ?? 'default', properties.dealstage ?? '');
  const closed = (record: StoredRecord) => stageOf(record)?.isClosed === true;
  const won = (record: StoredRecord) => closed(record) && stageOf(record)?.probability === 1;
  /** The deal's amount in the account's currency; null when the rate is not known. */
  const home = ({ properties, seed }: StoredRecord): string | null => {
    const { amount, deal_currency_code: code, hs_exchange_rate: rate } = properties;
    if (!isNumber(amount)) return null;
    if (!code || code === currency) return amount;
    if (isNumber(rate)) return String(Number(amount) * Number(rate));
    return seed !== null && seed.amount === amount ? (seed.amount_in_home_currency ?? null) : null;
  };
  return new Map<string, Calculated>([
    ['hs_is_closed', (record) => flag(closed(record))],
    ['hs_is_closed_won', (record) => flag(won(record))],
    ['hs_is_closed_lost', (record) => flag(closed(record) && !won(record))],
    ['hs_is_closed_count', (record) => (closed(record) ? '1' : '0')],
    ['hs_closed_won_count', (record) => (won(record) ? '1' : '0')],
    ['amount_in_home_currency', home],
    ['hs_closed_amount', (record) => (won(record) ? (record.properties.amount ?? '0') : '0')],
    ['hs_closed_amount_in_home_currency', (record) => (won(record) ? (home(record) ?? '0') : '0')],
    [
      'hs_deal_stage_probability',
      (record) => {
        const probability = stageOf(record)?.probability;
        if (probability === undefined) return null;
        // HubSpot writes out the whole binary fraction; a client has to round it. hubspot-api.md 5.3
        return Number.isInteger(probability) ? String(probability) : probability.toFixed(55);
      },
    ],
    [
      'days_to_close',
      (record) => {
        const end = Date.parse(record.properties.closedate ?? '');
        const days = Math.floor((end - record.createdAt) / 86_400_000);
        return Number.isNaN(days) ? null : String(Math.max(0, days));
      },
    ],
  ]);
}

/** Every property of a table that is computed from the record and never stored. */
export function calculatedProperties(
  table: ObjectTable,
  stages: readonly WorldStage[],
  currency: string,
): ReadonlyMap<string, Calculated> {
  const calculated = new Map<string, Calculated>();
  const { type } = table;
  const stageProperty = STAGE_PROPERTIES[type.name]?.stage;
  if (stageProperty) {
    const own = stages.filter((stage) => stage.object === type.name);
    for (const [name, value] of stageProperties(table, stageProperty, own)) calculated.set(name, value);
  }
  if (type.name === 'deals') for (const [name, value] of dealProperties(stages, currency)) calculated.set(name, value);
  if (type.name === 'contacts') {
    calculated.set('hs_email_domain', ({ properties }) => properties.email?.split('@')[1]?.toLowerCase() || null);
  }
  calculated.set('hs_object_id', (record) => record.id);
  calculated.set(type.modifiedProperty, (record) => iso(record.updatedAt));
  calculated.set('hs_createdate', (record) => record.properties.hs_createdate ?? iso(record.createdAt));
  return calculated;
}
