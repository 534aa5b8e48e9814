import { describe, expect, it } from '@jest/globals';
import { StepCohort } from './step-cohort.ts';

describe('a cohort by steps', () => {
  it('counts deals by step, and those registered after a day, whatever order they come and go in', () => {
    const cohort = new StepCohort();
    cohort.change(20, 0, 2, 1);
    cohort.change(10, 0, 0, 1);
    cohort.change(30, 0, 4, 1);
    cohort.change(10, 1, 3, 1);
    cohort.change(20, 0, 0, 1);
    expect(cohort.totals).toEqual([4, 3, 3, 2, 1]);
    expect(cohort.after(10)).toEqual([3, 2, 2, 1, 1]);
    expect(cohort.after(9)).toEqual(cohort.totals);
    cohort.change(10, 0, 0, -1);
    cohort.change(30, 0, 4, -1);
    cohort.change(10, 1, 3, -1);
    expect(cohort.totals).toEqual([2, 1, 1, 0, 0]);
    expect([cohort.after(10), cohort.after(20)]).toEqual([cohort.totals, [0, 0, 0, 0, 0]]);
  });
});
