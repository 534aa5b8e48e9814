/**
 * Which part of the tools we offer does the partner work with?
 * The registration form, the quote tool, co-marketing, training: whoever uses none works around the programme.
 */

import { partnerOfRow } from '../derived/feed-people.ts';
import { listedTool, shareOfTools, TOOL_USE, toolsUnknown } from '../derived/tools.ts';
import { defineMetric } from '../metric.ts';
import { share } from '../result.ts';

const MIN_PARTNERS = 5;
const folds = { recent: TOOL_USE };

export const toolUsage = defineMetric({
  meta: {
    id: 'tool-usage',
    catalogue: 12,
    name: 'Tool usage',
    question: 'Which part of the tools we offer does the partner work with?',
    formula:
      "Distinct tools of the account's list that users of the partner used in 90 days / tools on the list; of the " +
      'programme, tools that anybody used, and the share of partners on the roster that used at least one.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['tool-use'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Train the partner on the tool it needs next; retire the tool that nobody uses.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Tools that are not on the list: counted beside the number'],
    version: 1,
    changelog: ['1: names of tools are compared without regard to case'],
    measures: {
      share: {
        label: 'Tools used, share of those offered',
        unit: 'ratio',
        window: 'W90',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-set-up',
      },
      partners: {
        label: 'Partners that used a tool, share',
        unit: 'ratio',
        window: 'W90',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-set-up',
      },
    },
  },
  partner: {
    folds,
    finish: ({ recent }, { facts, asOf }) => ({ share: toolsUnknown(facts, asOf) ?? shareOfTools(recent, facts) }),
  },
  program: {
    folds,
    finish({ recent }, { peers, facts, asOf }) {
      const gap = toolsUnknown(facts, asOf);
      if (gap) return { share: gap, partners: gap };
      const using = new Set(recent.map((row) => (listedTool(row, facts) ? partnerOfRow(row, facts) : null)));
      const active = peers.filter(({ index }) => using.has(index)).length;
      return { share: shareOfTools(recent, facts), partners: share(active, peers.length, MIN_PARTNERS) };
    },
  },
});
