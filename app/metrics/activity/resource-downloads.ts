/**
 * How much of what we publish for partners does the partner use?
 * Distinct resources, so that one file fetched ten times is one.
 */

import { uncovered } from '../derived/feed-coverage.ts';
import { countOf, lastDays, type Rows, rowsOf } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { type Result, share, value } from '../result.ts';

const WINDOW_DAYS = 90;
const MIN_PARTNERS = 5;
const folds = { recent: rowsOf('downloads', { reach: lastDays(WINDOW_DAYS) }) };

export const resourceDownloads = defineMetric({
  meta: {
    id: 'resource-downloads',
    catalogue: 11,
    name: 'Resource downloads',
    question: 'How much of what we publish for partners does the partner use?',
    formula:
      'Distinct resources that users of the partner opened or downloaded in 90 days; of the programme, those opened by ' +
      'anybody, and the share of partners on the roster that opened at least one.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['downloads'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Send what fits the partner; stop making what nobody opens.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: [],
    version: 1,
    changelog: ['1: distinct resources, not downloads'],
    measures: {
      'resources-90d': {
        label: 'Resources used',
        unit: 'records',
        window: 'W90',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
      'partners-90d': {
        label: 'Partners that used a resource, share',
        unit: 'ratio',
        window: 'W90',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds,
    finish: ({ recent }, { facts, asOf }) => ({
      'resources-90d': uncovered(facts, 'downloads', asOf, WINDOW_DAYS) ?? distinct(recent),
    }),
  },
  program: {
    folds,
    peers: { recent: countOf('downloads', { reach: lastDays(WINDOW_DAYS) }) },
    finish({ recent }, { peers, facts, asOf }) {
      const gap = uncovered(facts, 'downloads', asOf, WINDOW_DAYS);
      const using = peers.filter(({ values }) => values.recent.count > 0).length;
      return {
        'resources-90d': gap ?? distinct(recent),
        'partners-90d': gap ?? share(using, peers.length, MIN_PARTNERS),
      };
    },
  },
});

function distinct(recent: Rows<'downloads'>): Result {
  const resources = new Set(recent.map(({ resource }) => resource)).size;
  return value(resources, { numerator: resources, sample: recent.count });
}
