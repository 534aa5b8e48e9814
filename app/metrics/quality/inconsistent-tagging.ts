/**
 * Where do our records contradict each other about partners?
 * Each of these deals counts for nobody until somebody decides, so that no number rests on a guess.
 */

import { FINDING_KINDS, type FindingKind } from '../../facts/finding.ts';
import { type Counted, countOf, type FoldValues, standing } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

const found = (kind: FindingKind) => {
  const index = FINDING_KINDS.indexOf(kind);
  return countOf('findings', { reach: standing, where: (row) => row.kind === index });
};

const folds = {
  ambiguous: found('partner-name-matches-several'),
  unknown: found('partner-name-unknown'),
  disagree: found('conflict-label-and-property'),
  twoSourced: found('conflict-two-sourced-partners'),
  duplicates: found('duplicate-partner-domain'),
  ownCustomer: found('partner-is-its-own-customer'),
};

const measure = (label: string): Measure => ({
  label,
  unit: 'records',
  window: 'as-of',
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
});

export const inconsistentTagging = defineMetric({
  meta: {
    id: 'inconsistent-tagging',
    catalogue: 113,
    name: 'Inconsistent tagging',
    question: 'Where do our records contradict each other about partners?',
    formula:
      'Counts of records: deals whose partner name fits several companies, or none; deals whose label and property name ' +
      'different partners; deals with two sourced partners; partner companies that share a domain; deals whose partner ' +
      'is also their customer.',
    category: 'data-quality',
    timing: 'leading',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 0,
    better: 'lower',
    decision: 'Settle each record, then the rule that let it happen.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Common Pitfalls": data quality'],
    exclusions: [],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'ambiguous-names': measure('Deals whose partner name fits several companies'),
      'unknown-names': measure('Deals whose partner name fits no company'),
      'label-property-conflicts': measure('Deals whose label and property disagree'),
      'two-sourced-partners': measure('Deals with two sourced partners'),
      'duplicate-partners': measure('Partner companies that share a domain'),
      'partner-as-customer': measure('Deals whose partner is their customer'),
    },
  },
  partner: { folds, finish: counts },
  program: { folds, finish: counts },
});

function counts(values: FoldValues<typeof folds>) {
  const count = ({ count }: Counted): Result => value(count, { sample: count });
  return {
    'ambiguous-names': count(values.ambiguous),
    'unknown-names': count(values.unknown),
    'label-property-conflicts': count(values.disagree),
    'two-sourced-partners': count(values.twoSourced),
    'duplicate-partners': count(values.duplicates),
    'partner-as-customer': count(values.ownCustomer),
  };
}
