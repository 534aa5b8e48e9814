/**
 * How many leads do partners bring?
 */

import { changeOfCounts } from '../derived/change.ts';
import { isFromPartner } from '../derived/leads.ts';
import { countOf, type FoldValues, lastDays } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { value } from '../result.ts';

const WINDOW_DAYS = 90;
const folds = {
  recent: countOf('leads', { reach: lastDays(WINDOW_DAYS), where: isFromPartner }),
  previous: countOf('leads', { reach: lastDays(WINDOW_DAYS, WINDOW_DAYS), where: isFromPartner }),
};

export const leadQuantity = defineMetric({
  meta: {
    id: 'lead-quantity',
    catalogue: 78,
    name: 'Lead quantity',
    question: 'How many leads do partners bring?',
    formula:
      'Leads from the partner, or from all partners, created in the last 90 days; change = those / leads of the 90 days ' +
      'before - 1, with the exact binomial test.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['leads'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Ask for introductions where they have dried up, after a look at what became of the last ones.',
    cadence: 'monthly',
    sources: ['Partner programme KPIs, "lead quantity"'],
    exclusions: ['Leads that no partner brought'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      leads: {
        label: 'Leads from partners',
        unit: 'leads',
        window: 'W90',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
        beside: 'lead-quality/qualified',
      },
      change: {
        label: 'Change of leads from partners',
        unit: 'growth',
        window: 'W180',
        scope: 'both',
        range: [-1, null],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: { folds, finish },
  program: { folds, finish },
});

function finish({ recent, previous }: FoldValues<typeof folds>) {
  return { leads: value(recent.count, { sample: recent.count }), change: changeOfCounts(recent.count, previous.count) };
}
