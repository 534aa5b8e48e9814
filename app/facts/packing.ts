import type { TableBuilder } from '../kit/table.ts';
import type { AccountFacts } from './account-facts.ts';
import type { TABLES, TableName } from './tables.ts';

export type Builders = { readonly [N in TableName]: TableBuilder<(typeof TABLES)[N]> };

/**
 * `happened`: everything we know today, at the time it happened. `known`: each fact only from the day on which we knew
 * it, so that a date sees what could be seen then. Their difference at a date is a correction: a backdated close, a
 * label set late. Baselines and backtests are made from `known`.
 */
export type FactsView = 'happened' | 'known';

/** What the parts of packing write to. */
export interface Packing {
  readonly facts: AccountFacts;
  readonly view: FactsView;
  readonly partners: Builders;
  readonly program: Builders;
}
