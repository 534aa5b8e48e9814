import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { benchBudget } from './budget.ts';
import { benchCards } from './cards.ts';
import { benchCompute } from './compute.ts';
import { benchFairness } from './fairness.ts';
import { benchFeed } from './feed.ts';
import { benchFreshness } from './freshness.ts';
import { benchMemory } from './memory.ts';
import type { Report } from './report.ts';
import { benchSync, LARGE, MEDIUM, SMALL } from './sync.ts';

export interface SectionOptions {
  readonly large: boolean;
  /** Size of the account of `compute`; 1 is 10,000 partners with a million deals. */
  readonly scale: number;
  /** Whether `compute` tells what each metric costs in a sweep over all, and by itself. */
  readonly isByMetric: boolean;
  readonly isEach: boolean;
}

export interface Section {
  /** What is typed after `npm run bench --`. */
  readonly name: string;
  run(report: Report, databases: ScratchDatabases, options: SectionOptions): Promise<void>;
}

/** One entry per bench, in the order in which `all` runs them. */
export const SECTIONS: readonly Section[] = [
  {
    name: 'sync',
    run: (report, databases, { large }) =>
      benchSync(report, databases, large ? [SMALL, MEDIUM, LARGE] : [SMALL, MEDIUM]),
  },
  { name: 'budget', run: benchBudget },
  { name: 'freshness', run: benchFreshness },
  { name: 'feed', run: benchFeed },
  { name: 'fairness', run: benchFairness },
  { name: 'memory', run: benchMemory },
  { name: 'cards', run: benchCards },
  { name: 'compute', run: benchCompute },
];
