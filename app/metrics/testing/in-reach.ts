/** Test support: which deals a metric can see at a date, by what its folds declare. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { PackedFacts, TableName, TableRow, Tables } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { type Fold, spanInReach } from '../fold.ts';
import type { BoundFold } from '../interpret.ts';
import type { Metric } from '../metric.ts';

/** The account without the deals that no fold of the metric reaches at the date. */
export function onlyInReach(metric: Metric, facts: AccountFacts, packed: PackedFacts, asOf: Day): AccountFacts {
  const seen = new Set<number>();
  const look = (folds: Readonly<Record<string, Fold>> | undefined, tables: Tables) => {
    for (const fold of Object.values(folds ?? {})) {
      for (const deal of dealsInReach(fold, tables, facts, asOf)) seen.add(deal);
    }
  };
  look(metric.partner?.folds, packed.partners);
  look(metric.partner?.reference, packed.program);
  look(metric.program?.folds, packed.program);
  look(metric.program?.peers, packed.partners);
  return { ...facts, deals: facts.deals.filter((_, index) => seen.has(index)) };
}

function dealsInReach(fold: Fold, tables: Tables, facts: AccountFacts, asOf: Day): number[] {
  // Which of a customer's wins is the first depends on all of them, so every deal of a customer is in reach.
  if (fold.from === 'firstWins')
    return facts.deals.flatMap((deal, index) => (deal.customers.length > 0 ? [index] : []));
  const table = tables[fold.from];
  const deals: number[] = [];
  for (let i = 0; i < table.length; i++) {
    const row = table.at(i) as TableRow<TableName>; // the fold names its own table
    const { enter, leave } = spanInReach(fold as BoundFold, row, facts.settings.fiscalYearStartMonth);
    if (enter <= asOf && asOf < leave && 'deal' in row) deals.push(row.deal);
  }
  return deals;
}
