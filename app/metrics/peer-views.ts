/**
 * What a fold says of one partner as of the date that the programme is being answered for, read from columns: a date then
 * changes numbers, and makes no objects for partners of whom nothing has changed.
 */
import type { Day } from '../kit/days.ts';
import type { Excluded, Gap, Gaps } from './fold.ts';
import { NOTHING_LEFT_OUT } from './fold-run.ts';

/** By partner. */
export interface Now {
  readonly counts: Int32Array;
  /** The sum or the day; NaN for no day. */
  readonly numbers: Float64Array;
  /** Where something is left out: seldom. */
  readonly excluded: Map<number, Excluded>;
  /** Of a fold of gaps: its values as they are. */
  readonly gaps: Gaps[];
}

class PeerCount {
  protected readonly now: Now;
  protected readonly partner: number;

  constructor(now: Now, partner: number) {
    this.now = now;
    this.partner = partner;
  }

  get count(): number {
    return this.now.counts[this.partner] as number;
  }

  get excluded(): Excluded {
    return this.now.excluded.get(this.partner) ?? NOTHING_LEFT_OUT;
  }
}

class PeerSum extends PeerCount {
  get sum(): number {
    return this.now.numbers[this.partner] as number;
  }
}

class PeerDay extends PeerCount {
  get day(): Day | null {
    const day = this.now.numbers[this.partner] as number;
    return Number.isNaN(day) ? null : day;
  }
}

class PeerGaps extends PeerCount {
  get first(): Day | null {
    return this.now.gaps[this.partner]?.first ?? null;
  }

  get last(): Day | null {
    return this.now.gaps[this.partner]?.last ?? null;
  }

  get gaps(): readonly Gap[] {
    return this.now.gaps[this.partner]?.gaps ?? [];
  }
}

export function viewOf(take: string, now: Now, partner: number): object {
  if (take === 'count') return new PeerCount(now, partner);
  if (take === 'sum') return new PeerSum(now, partner);
  return take === 'gaps' ? new PeerGaps(now, partner) : new PeerDay(now, partner);
}
