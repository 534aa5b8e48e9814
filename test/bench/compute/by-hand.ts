/**
 * The same ten numbers by a sweep written by hand: events of each partner in order of time, and pointers that only move
 * forward. It knows nothing but these ten, keeps no evidence and gives no reasons: the bound that an engine for any
 * metric is measured against.
 */
import { type Day, NEVER } from '../../../app/kit/days.ts';
import { PROBABILITIES } from './packed-account.ts';
import { OPEN_STAGES, type RawAccount } from './raw-account.ts';

/** Names of the ten, in the order of the metrics' file. */
export const TEN = [
  'created',
  'revenue',
  'win-rate',
  'deal-size',
  'cycle',
  'pipeline',
  'weighted',
  'silence',
  'activity-change',
  'conversion',
] as const;

/** A column of each, with a row for each date and partner; NaN where there is no number. */
export type TenColumns = Readonly<Record<(typeof TEN)[number], Float64Array>>;
export const tenColumns = (rows: number): TenColumns =>
  Object.fromEntries(TEN.map((name) => [name, new Float64Array(rows).fill(Number.NaN)])) as TenColumns; // one each

/** Events of all partners, grouped by partner and in order of time: partner p has rows starts[p] to starts[p + 1]. */
interface Lane {
  readonly starts: Int32Array;
  readonly day: Int32Array;
  readonly a: Float64Array;
  readonly b: Int32Array;
}

export interface Prepared {
  readonly partners: number;
  readonly created: Lane;
  readonly closed: Lane;
  readonly entered: Lane;
  readonly left: Lane;
  readonly activities: Lane;
}

/** Sorts events by day and then by partner, both by counting. */
function laneOf(
  partners: number,
  partner: Int32Array,
  day: Int32Array,
  a: (i: number) => number,
  b: (i: number) => number,
): Lane {
  const count = partner.length;
  let [low, high] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  let length = 0;
  for (let i = 0; i < count; i++) {
    const at = day[i] as number;
    if (at === NEVER || (partner[i] as number) < 0) continue;
    length++;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  const byDay = new Int32Array(length === 0 ? 2 : high - low + 2);
  const isIn = (i: number) => day[i] !== NEVER && (partner[i] as number) >= 0;
  for (let i = 0; i < count; i++) if (isIn(i)) bump(byDay, (day[i] as number) - low + 1);
  for (let d = 1; d < byDay.length; d++) byDay[d] = (byDay[d] as number) + (byDay[d - 1] as number);
  const order = new Int32Array(length);
  for (let i = 0; i < count; i++) if (isIn(i)) order[bump(byDay, (day[i] as number) - low)] = i;
  const starts = new Int32Array(partners + 1);
  for (const i of order) bump(starts, (partner[i] as number) + 1);
  for (let p = 0; p < partners; p++) starts[p + 1] = (starts[p + 1] as number) + (starts[p] as number);
  const place = starts.slice();
  const lane = { starts, day: new Int32Array(length), a: new Float64Array(length), b: new Int32Array(length) };
  for (const i of order) {
    const at = bump(place, partner[i] as number);
    lane.day[at] = day[i] as number;
    lane.a[at] = a(i);
    lane.b[at] = b(i);
  }
  return lane;
}

function bump(counts: Int32Array, at: number): number {
  const now = counts[at] as number;
  counts[at] = now + 1;
  return now;
}

export function prepareByHand(raw: RawAccount): Prepared {
  const { partner, entered, closed, isWon, amount, size } = raw;
  const [first] = entered;
  const none = () => 0;
  const deals = partner.length;
  const stages = { partner: new Int32Array(3 * deals), in: new Int32Array(3 * deals), out: new Int32Array(3 * deals) };
  for (let i = 0; i < deals; i++) {
    for (let stage = 0; stage < OPEN_STAGES; stage++) {
      const next = stage + 1 < OPEN_STAGES ? entered[stage + 1]?.[i] : closed[i];
      stages.partner[3 * i + stage] = partner[i] as number;
      stages.in[3 * i + stage] = entered[stage]?.[i] ?? NEVER;
      stages.out[3 * i + stage] = next ?? NEVER;
    }
  }
  const weight = (row: number) =>
    Math.round((amount[Math.floor(row / 3)] as number) * (PROBABILITIES[row % 3] as number) * 10);
  const dealsOf = (day: Int32Array, a: (i: number) => number, b: (i: number) => number) =>
    laneOf(size.partners, partner, day, a, b);
  return {
    partners: size.partners,
    created: dealsOf(first, (i) => amount[i] as number, none),
    closed: dealsOf(
      closed,
      (i) => amount[i] as number,
      (i) => (isWon[i] ? (closed[i] as number) - (first[i] as number) : -1),
    ),
    entered: laneOf(size.partners, stages.partner, stages.in, weight, (row) => row % 3),
    left: laneOf(size.partners, stages.partner, stages.out, weight, none),
    activities: laneOf(size.partners, raw.activityPartner, raw.activityDay, none, none),
  };
}

/** @param dates ascending */
export function sweepByHand(from: Prepared, dates: readonly Day[], out: TenColumns): void {
  for (let partner = 0; partner < from.partners; partner++) sweepPartner(from, partner, dates, out);
}

/** One long function on purpose: this is the bound, so nothing is called and nothing is allocated. */
export function sweepPartner(from: Prepared, p: number, dates: readonly Day[], out: TenColumns): void {
  const { created: c, closed: x, entered: e, left: q, activities: a, partners } = from;
  const [cEnd, xEnd, eEnd, qEnd, aEnd] = [c, x, e, q, a].map(({ starts }) => starts[p + 1] as number) as Ends;
  let ci = c.starts[p] as number;
  let c90 = ci;
  let xi = x.starts[p] as number;
  let x365 = xi;
  let x180 = xi;
  let ei = e.starts[p] as number;
  let e180 = ei;
  let qi = q.starts[p] as number;
  let ai = a.starts[p] as number;
  let a30 = ai;
  let a60 = ai;
  const aStart = ai;
  let open = 0;
  let weighted = 0;
  let revenue = 0;
  let won = 0;
  let cycle = 0;
  let won180 = 0;
  let lost180 = 0;
  let second = 0;
  let third = 0;
  for (let d = 0; d < dates.length; d++) {
    const at = dates[d] as number;
    while (ci < cEnd && (c.day[ci] as number) <= at) open += c.a[ci++] as number;
    while (c90 < ci && (c.day[c90] as number) <= at - 90) c90++;
    for (; xi < xEnd && (x.day[xi] as number) <= at; xi++) {
      open -= x.a[xi] as number;
      const days = x.b[xi] as number;
      if (days >= 0) {
        revenue += x.a[xi] as number;
        cycle += days;
        won++;
        won180++;
      } else lost180++;
    }
    for (; x365 < xi && (x.day[x365] as number) <= at - 365; x365++) {
      const days = x.b[x365] as number;
      if (days < 0) continue;
      revenue -= x.a[x365] as number;
      cycle -= days;
      won--;
    }
    for (; x180 < xi && (x.day[x180] as number) <= at - 180; x180++) {
      if ((x.b[x180] as number) >= 0) won180--;
      else lost180--;
    }
    for (; ei < eEnd && (e.day[ei] as number) <= at; ei++) {
      weighted += e.a[ei] as number;
      const stage = e.b[ei] as number;
      if (stage === 1) second++;
      else if (stage === 2) third++;
    }
    for (; e180 < ei && (e.day[e180] as number) <= at - 180; e180++) {
      const stage = e.b[e180] as number;
      if (stage === 1) second--;
      else if (stage === 2) third--;
    }
    while (qi < qEnd && (q.day[qi] as number) <= at) weighted -= q.a[qi++] as number;
    while (ai < aEnd && (a.day[ai] as number) <= at) ai++;
    while (a30 < ai && (a.day[a30] as number) <= at - 30) a30++;
    while (a60 < a30 && (a.day[a60] as number) <= at - 60) a60++;
    const row = d * partners + p;
    out.created[row] = ci - c90;
    out.revenue[row] = revenue;
    if (won180 + lost180 > 0) out['win-rate'][row] = won180 / (won180 + lost180);
    if (won > 0) {
      out['deal-size'][row] = revenue / won;
      out.cycle[row] = cycle / won;
    }
    out.pipeline[row] = open;
    out.weighted[row] = weighted;
    if (ai > aStart) out.silence[row] = at - (a.day[ai - 1] as number);
    if (a30 - a60 > 0) out['activity-change'][row] = (ai - a30) / (a30 - a60);
    if (second > 0) out.conversion[row] = third / second;
  }
}

type Ends = [number, number, number, number, number];
