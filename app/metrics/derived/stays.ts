/** Time that deals spend in a stage, as completed stays tell it. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import { OrderedNumbers } from '../../kit/ordered-numbers.ts';
import { lastDays, type Roll, rollingOf, type Sorted, sortedOf } from '../fold.ts';

const YEAR = lastDays(365);
type Where = (row: TableRow<'stays'>) => boolean;

/** Days of the stays completed in 365 days, by stage. */
export const staysOf = (where?: Where) =>
  sortedOf('stays', (row) => row.days, { reach: YEAR, by: (row) => row.stage, ...(where && { where }) });

/** Stages on the way that have stays: what happens to a deal after it was won or lost is no stay. */
export const stagesOnTheWay = (stays: Sorted, facts: AccountFacts): number[] =>
  stays.groups().filter((stage) => {
    const step = facts.stages[stage]?.step;
    return step !== 'won' && step !== 'lost';
  });

/** What is asked of the stays of one stage. */
export interface StayDays {
  readonly count: number;
  median(): number | undefined;
}

/** By stage; a stage without stays may be missing. */
type ByStage = (OrderedNumbers | undefined)[];

const IN_ORDER: Roll<'stays', ByStage> = {
  start: () => [],
  change(byStage, { stage, days }, by) {
    const known = byStage[stage];
    const inOrder = known ?? new OrderedNumbers();
    if (known === undefined) byStage[stage] = inOrder;
    if (by === 1) inOrder.add(days);
    else inOrder.remove(days);
  },
};

/** The same stays of one partner, of which few come and go between two dates. */
export const fewStaysOf = (where: Where) => rollingOf('stays', IN_ORDER, { reach: YEAR, where });
