/**
 * Whether training itself stands in the way: few of those who begin get through, and most of those who stop, stop at one
 * place. While it is so, low completion says nothing about a partner and is not held against it.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { wordBook } from '../../facts/words.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import { type Enrolment, enrolmentsOf } from './training.ts';

/** Enrolments that were begun in the last year. */
export const BEGUN = rowsOf('training', { reach: lastDays(365), on: ({ started }) => started });

/** A course without a due date counts as given up after so many days. */
const GIVEN_UP_AFTER_DAYS = 90;
const FRICTION = { below: 0.4, atOneModule: 0.5, minimumStarts: 20 } as const;
export const MIN_STARTS = FRICTION.minimumStarts;

export interface Friction {
  /** Begun long enough ago to be judged. */
  readonly starts: number;
  readonly completed: number;
  readonly stopped: number;
  /** The module at which most stopped, as a word; undefined where no module is known. */
  readonly module: { readonly course: number; readonly module: number; readonly count: number } | undefined;
  readonly isUp: boolean;
}

/** Worked out once per date. @param begun rows of BEGUN over the whole programme */
export const frictionOf = (begun: Rows<'training'>, facts: AccountFacts, asOf: Day): Friction =>
  frictionByDay(begun, facts)(asOf);

/** The same rows may serve several dates, at which more of them have been given up. */
const frictionByDay = memo((begun: Rows<'training'>, facts: AccountFacts) => {
  const known = new Map<Day, Friction>();
  return (asOf: Day): Friction => {
    const friction = known.get(asOf) ?? judge(begun, facts, asOf);
    known.set(asOf, friction);
    return friction;
  };
});

function judge(begun: Rows<'training'>, facts: AccountFacts, asOf: Day): Friction {
  const judged = enrolmentsOf(begun, { facts, hasCome: (day) => day <= asOf }).filter(
    (one) => one.completedDay !== null || isGivenUp(one, asOf),
  );
  const stopped = judged.filter(({ completedDay }) => completedDay === null);
  const module = topModule(stopped, facts);
  const completed = judged.length - stopped.length;
  const isUp =
    judged.length >= FRICTION.minimumStarts &&
    completed / judged.length < FRICTION.below &&
    module !== undefined &&
    module.count / stopped.length >= FRICTION.atOneModule;
  return { starts: judged.length, completed, stopped: stopped.length, module, isUp };
}

function isGivenUp({ dueDay, startedDay }: Enrolment, asOf: Day): boolean {
  return dueDay === null ? startedDay !== null && startedDay <= asOf - GIVEN_UP_AFTER_DAYS : dueDay < asOf;
}

/** Of modules at which as many stopped, the first by name. */
function topModule(stopped: readonly Enrolment[], facts: AccountFacts): Friction['module'] {
  const known = stopped.filter(({ module }) => module >= 0);
  const groups = [...Map.groupBy(known, ({ course, module }) => `${course}/${module}`).values()];
  return groups
    .flatMap((group) => group.slice(0, 1).map(({ course, module }) => ({ course, module, count: group.length })))
    .sort((a, b) => b.count - a.count || (moduleName(a, facts) < moduleName(b, facts) ? -1 : 1))[0];
}

/** The course and the module in words. */
export function moduleName(
  { course, module }: { readonly course: number; readonly module: number },
  facts: AccountFacts,
) {
  const { words } = wordBook(facts);
  return `${words[course] ?? ''}: ${words[module] ?? ''}`;
}
