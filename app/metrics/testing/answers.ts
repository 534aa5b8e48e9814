/** Test support: asks a metric for its answer with both runners, and insists that they agree. */
import { expect } from '@jest/globals';
import type { AccountFacts } from '../../facts/account-facts.ts';
import { packFacts } from '../../facts/pack.ts';
import { interpretPartner, interpretProgram, type MetricResults } from '../interpret.ts';
import type { Metric } from '../metric.ts';
import { sweep } from '../sweep.ts';
import { day } from './facts.ts';

export interface Answers {
  /** Results of the partner of that name. */
  partner(name: string): MetricResults;
  readonly program: MetricResults;
}

/** The metric's answers as of the end of `date`. */
export function answers(metric: Metric, facts: AccountFacts, date: string): Answers {
  const asOf = day(date);
  const packed = packFacts(facts);
  const swept = new Map<number | null, MetricResults>();
  // Earlier dates first, so that rows have come into reach and left it again by the date asked for.
  const dates = [asOf - 400, asOf - 91, asOf - 30, asOf];
  sweep([metric], facts, packed, dates, (_, partner, at, results) => {
    if (at === asOf) swept.set(partner, results);
  });
  const agreed = (subject: number | null, interpreted: MetricResults | undefined): MetricResults => {
    expect(swept.get(subject)).toEqual(interpreted);
    return interpreted ?? {};
  };
  return {
    partner(name) {
      const index = facts.partners.findIndex((partner) => partner.name === name);
      if (index < 0) throw new Error(`No partner is named ${name}`);
      return agreed(index, interpretPartner(metric, facts, packed, index, asOf));
    },
    get program() {
      return agreed(null, interpretProgram(metric, facts, packed, asOf));
    },
  };
}
