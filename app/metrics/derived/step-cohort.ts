/** Deals by the day they were registered, with how many of them have reached each step of the funnel. */
import { FUNNEL } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import type { Roll } from '../fold.ts';

const STEPS = FUNNEL.length;

export class StepCohort {
  /** By step, how many deals have reached it. */
  readonly totals: number[] = FUNNEL.map(() => 0);
  /** In order; a day whose deals have left stays, with counts of 0. */
  readonly #days: Day[] = [];
  /** Those of each day, step by step, one day after the other. */
  readonly #counts: number[] = [];

  /** Counts deals of a day that reached the steps from one to another once more, or once less. */
  change(day: Day, from: number, to: number, by: 1 | -1): void {
    const first = STEPS * this.#placeOf(day);
    for (let step = from; step <= to; step++) {
      this.totals[step] = (this.totals[step] as number) + by;
      this.#counts[first + step] = (this.#counts[first + step] as number) + by;
    }
  }

  /** By step, how many of the deals registered after `day` have reached it: the latest few, as a rule. */
  after(day: Day): number[] {
    const reached = FUNNEL.map(() => 0);
    for (let at = this.#days.length - 1; at >= 0 && (this.#days[at] as Day) > day; at--) {
      for (let step = 0; step < STEPS; step++) {
        reached[step] = (reached[step] as number) + (this.#counts[STEPS * at + step] as number);
      }
    }
    return reached;
  }

  #placeOf(day: Day): number {
    const days = this.#days;
    let [low, high] = [0, days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[middle] as Day) < day) low = middle + 1;
      else high = middle;
    }
    if (days[low] !== day) {
      days.splice(low, 0, day);
      this.#counts.splice(STEPS * low, 0, ...FUNNEL.map(() => 0));
    }
    return low;
  }
}

/** An entry into a step reaches those that the deal had not reached before. */
export const STEP_COHORT: Roll<'steps', StepCohort> = {
  start: () => new StepCohort(),
  change: (cohort, { registeredDay, reached, step }, by) => cohort.change(registeredDay, reached, step, by),
};
