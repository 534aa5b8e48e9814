import { type Day, fromCivil, NEVER } from '../../../app/kit/days.ts';
import { seededRandom } from '../../worlds/kit/random.ts';

/** How large the generated account is; 1 is 10,000 partners, 1,000,000 partner deals and 5,000,000 activities. */
export interface RawSize {
  readonly partners: number;
  readonly deals: number;
  readonly directDeals: number;
  readonly activities: number;
}

export const sizeOf = (scale: number): RawSize => ({
  partners: Math.max(20, Math.round(10_000 * scale)),
  deals: Math.round(1_000_000 * scale),
  directDeals: Math.round(100_000 * scale),
  activities: Math.round(5_000_000 * scale),
});

export const LAST_DAY: Day = fromCivil(2026, 11, 20);
const DAYS = 4 * 365;
const FIRST_DAY = LAST_DAY - DAYS;
/** Stages that a deal passes while it is open; after them it is won or lost. */
export const OPEN_STAGES = 3;
const SEED = 20_261_120;

/** Columns of what happened, every engine's input: deal `i` is row `i`, activities are in order of time. */
export interface RawAccount {
  readonly size: RawSize;
  /** Partner of a deal; -1 on a direct one. Direct deals stand after the partners'. */
  readonly partner: Int32Array;
  /** Day on which the deal entered open stage 0, 1 and 2; NEVER when it had not by the last day. */
  readonly entered: readonly [Int32Array, Int32Array, Int32Array];
  /** Day it was won or lost; NEVER while open. */
  readonly closed: Int32Array;
  readonly isWon: Uint8Array;
  /** Minor units, whole. */
  readonly amount: Float64Array;
  readonly activityPartner: Int32Array;
  readonly activityDay: Int32Array;
}

/** The same account for the same size. Partners are Zipf-like: few have many deals, most have few. */
export function rawAccount(size: RawSize): RawAccount {
  const { next } = seededRandom(SEED);
  const pick = zipf(size.partners, next);
  const count = size.deals + size.directDeals;
  const column = () => new Int32Array(count).fill(NEVER);
  const entered = [column(), column(), column()] as const;
  const raw: RawAccount = {
    size,
    partner: column(),
    entered,
    closed: column(),
    isWon: new Uint8Array(count),
    amount: new Float64Array(count),
    activityPartner: new Int32Array(size.activities),
    activityDay: new Int32Array(size.activities),
  };
  for (let i = 0; i < count; i++) {
    raw.partner[i] = i < size.deals ? pick() : -1;
    raw.amount[i] = Math.round(Math.exp(8.5 + bell(next)) * 100);
    raw.isWon[i] = next() < 0.3 ? 1 : 0;
    const pace = 5 + next() * 40;
    let day = FIRST_DAY + Math.floor(next() * DAYS);
    for (const stage of entered) {
      if (day <= LAST_DAY) stage[i] = day;
      day += 1 + Math.floor(next() * pace);
    }
    if (day <= LAST_DAY) raw.closed[i] = day;
    else raw.isWon[i] = 0;
  }
  for (let i = 0; i < size.activities; i++) {
    raw.activityPartner[i] = pick();
    // In order of time, as a store hands them out.
    raw.activityDay[i] = FIRST_DAY + Math.floor(((i + next()) / size.activities) * DAYS);
  }
  return raw;
}

/** Roughly normal, from -4 to 4. */
function bell(next: () => number): number {
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += next();
  return (sum - 3) * Math.SQRT2;
}

function zipf(partners: number, next: () => number): () => number {
  const upTo = new Float64Array(partners);
  let total = 0;
  for (let p = 0; p < partners; p++) {
    total += 1 / (p + 10) ** 0.8;
    upTo[p] = total;
  }
  return () => {
    const target = next() * total;
    let [low, high] = [0, partners - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
