/**
 * May we act on the numbers of this partner?
 * One grade from everything that was found wrong with its deals, so that a doubtful number is not taken for a sure one.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { isAnyRole } from '../derived/deals.ts';
import { gradeOf } from '../derived/quality.ts';
import { countOf, type FoldValues, rowsOf, standing } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { share, value } from '../result.ts';

const isFirst = (row: { readonly isFirst: number }): boolean => row.isFirst === 1;

const folds = {
  /** A deal is one span at any date. */
  deals: countOf('spans', { reach: standing, where: isAnyRole }),
  doubtful: countOf('findings', { reach: standing, where: isFirst }),
  /** Credited to nobody, or not yet: they stand beside the deals. */
  disputed: countOf('findings', { reach: standing, where: (row) => isFirst(row) && row.isHeld === 0 }),
  found: rowsOf('findings', { reach: standing }),
};

export const qualityGrade = defineMetric({
  meta: {
    id: 'quality-grade',
    catalogue: 115,
    name: 'Quality grade',
    question: 'May we act on the numbers of this partner?',
    formula:
      'Deals with at least one finding of any kind, divided by the deals that have a partner in any role together with those ' +
      'that have a finding and are credited to nobody. A up to 5 %, B up to 20 %, C beyond, none without deals. Findings are ' +
      'those that incomplete entry and inconsistent tagging count, and amounts and dates that cannot be right.',
    category: 'data-quality',
    timing: 'leading',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 1,
    better: 'lower',
    decision: 'Mend the records of a partner with grade C before its numbers are used against it or for it.',
    cadence: 'weekly',
    sources: [
      'Partnership Tracking Metrics, section "Common Measurement Pitfalls": data quality; the lines are our defaults',
    ],
    exclusions: ['Findings about companies: integration gaps and incomplete entry count those'],
    version: 1,
    changelog: ['1: disputed deals count among the deals as well, so that the share stays below 1'],
    measures: {
      doubtful: {
        label: 'Deals with any doubt, share',
        unit: 'ratio',
        window: 'as-of',
        role: 'any',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      grade: {
        label: 'Data quality grade',
        unit: 'text',
        window: 'as-of',
        role: 'any',
        scope: 'both',
        range: [null, null],
        whenEmpty: 'text',
      },
    },
  },
  partner: {
    folds,
    finish: graded,
    list: (values, { facts }) => doubted(values, facts),
  },
  program: {
    folds,
    finish: graded,
    list: (values, { facts }) => doubted(values, facts),
  },
});

type Values = FoldValues<typeof folds>;

const findingsOf = ({ found }: Values, { findings }: AccountFacts) =>
  found.map(({ finding }) => finding).flatMap((index) => findings[index] ?? []);

function graded({ deals, doubtful, disputed }: Values) {
  const all = deals.count + disputed.count;
  return {
    doubtful: share(doubtful.count, all, 1),
    grade: value(gradeOf(doubtful.count, all), { numerator: doubtful.count, denominator: all, sample: all }),
  };
}

const doubted = (values: Values, facts: AccountFacts) => {
  const ids = findingsOf(values, facts).flatMap(({ record }) => (record.type === 'deal' ? [record.id] : []));
  return { doubtful: [...new Set(ids)].sort().map((id) => ({ type: 'deal' as const, id })) };
};
