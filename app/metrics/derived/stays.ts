/** Time that deals spend in a stage, as completed stays tell it. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import { lastDays, type Sorted, sortedOf } from '../fold.ts';

/** Days of the stays completed in 365 days, by stage. */
export const staysOf = (where?: (row: TableRow<'stays'>) => boolean) =>
  sortedOf('stays', (row) => row.days, { reach: lastDays(365), by: (row) => row.stage, ...(where && { where }) });

/** Stages on the way that have stays: what happens to a deal after it was won or lost is no stay. */
export const stagesOnTheWay = (stays: Sorted, facts: AccountFacts): number[] =>
  stays.groups().filter((stage) => {
    const step = facts.stages[stage]?.step;
    return step !== 'won' && step !== 'lost';
  });
