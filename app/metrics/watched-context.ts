import type { AccountFacts } from '../facts/account-facts.ts';
import type { PartnerFact } from '../facts/partner.ts';
import type { DateGrid } from '../kit/date-grid.ts';
import { type Day, FOREVER } from '../kit/days.ts';
import type { PartnerContext } from './metric.ts';

/** What a `finish` looked at beside its values, as bits: a result holds until one of those changes. */
const READ_DATE = 1;
const READ_REFERENCE = 2;
const READ_PARTNER = 4;

interface Asked {
  readonly read: (asOf: Day) => unknown;
  readonly told: unknown;
}

/** What one is compared with at each date, found when first asked for. */
export type ReferenceByDate = () => readonly object[];

/**
 * The context of one metric's `finish`, partner after partner and date after date, which notes what is read of it. Its
 * getters stand in a class: objects with getters of their own would be of another kind for each metric, and V8 would
 * look their names up at each reading.
 */
export class WatchedContext implements PartnerContext<object> {
  readonly facts: AccountFacts;
  readonly #grid: DateGrid;
  readonly #referenceByDate: ReferenceByDate;
  #reference: readonly object[] | undefined;
  #index = 0;
  #date = 0;
  #now: Day = 0;
  #read = 0;
  /** The first later day that was asked for and had not come. */
  #awaited: Day = FOREVER;
  /** What was asked of the date, and what was told; the first `#askedCount` count. */
  readonly #asked: Asked[] = [];
  #askedCount = 0;

  // Fields, as `finish` takes them out of its context.
  readonly hasCome = (day: Day): boolean => {
    if (day <= this.#now) return true;
    if (day < this.#awaited) this.#awaited = day;
    return false;
  };

  readonly ofDate = <T>(read: (asOf: Day) => T): T => {
    const told = read(this.#now);
    this.#asked[this.#askedCount++] = { read, told };
    return told;
  };

  constructor(facts: AccountFacts, grid: DateGrid, referenceByDate: ReferenceByDate) {
    this.facts = facts;
    this.#grid = grid;
    this.#referenceByDate = referenceByDate;
  }

  /** From here on it tells of this partner at this date, and has been asked nothing. */
  turnTo(index: number, date: number): void {
    this.#index = index;
    this.#date = date;
    this.#now = this.#grid.dates[date] as Day;
    this.#read = 0;
    this.#awaited = FOREVER;
    this.#askedCount = 0;
  }

  get asOf(): Day {
    this.#read |= READ_DATE;
    return this.#now;
  }

  get partner(): PartnerFact {
    this.#read |= READ_PARTNER;
    return this.facts.partners[this.#index] as PartnerFact; // told of partners of the account only
  }

  get index(): number {
    this.#read |= READ_PARTNER;
    return this.#index;
  }

  get reference(): object {
    this.#read |= READ_REFERENCE;
    return this.#references()[this.#date] as object; // there is one for each date
  }

  get hasReadPartner(): boolean {
    return (this.#read & READ_PARTNER) !== 0;
  }

  /**
   * The first date at which what was read may be another thing.
   * @param changes the first later date at which a value changes
   */
  holdsUntil(changes: number): number {
    const date = this.#date;
    if ((this.#read & READ_DATE) !== 0) return date + 1;
    let until = changes;
    if (this.#awaited <= this.#grid.last) until = Math.min(until, this.#grid.indexFrom(this.#awaited));
    if ((this.#read & READ_REFERENCE) !== 0) {
      const references = this.#references();
      for (let next = date + 1; next < until; next++) if (references[next] !== references[date]) until = next;
    }
    return this.#askedCount === 0 ? until : this.#stillTold(until);
  }

  /** The first later date, up to `until`, at which what was asked of the date would be told otherwise. */
  #stillTold(until: number): number {
    const { dates } = this.#grid;
    for (let next = this.#date + 1; next < until; next++) {
      const day = dates[next] as Day;
      for (let a = 0; a < this.#askedCount; a++) {
        const { read, told } = this.#asked[a] as Asked;
        if (read(day) !== told) return next;
      }
    }
    return until;
  }

  #references(): readonly object[] {
    this.#reference ??= this.#referenceByDate();
    return this.#reference;
  }
}
