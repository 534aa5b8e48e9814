/**
 * How far can the other numbers be trusted?
 * Shares of partner deals that lack what a number needs: an amount, a close date, an owner, or a close that fits the
 * stage; and of partners without a start date, a type or an owner.
 */

import { AMOUNT_MISSING, OPEN } from '../../facts/deal.ts';
import { NEEDS } from '../../facts/need.ts';
import type { PartnerFact } from '../../facts/partner.ts';
import { NEVER } from '../../kit/days.ts';
import { isAnyRole } from '../derived/deals.ts';
import { countOf, type FoldValues, notPast, standing } from '../fold.ts';
import { defineMetric, type Measure, type ProgramContext } from '../metric.ts';
import { notSetUp, type Result, share } from '../result.ts';

interface Deal {
  readonly roles: number;
  readonly state: number;
  readonly closeDay: number;
  readonly createdDay: number;
}
const isClosed = (row: Deal) => isAnyRole(row) && row.state !== OPEN;

const folds = {
  deals: countOf('spans', { reach: standing, where: isAnyRole }),
  withoutAmount: countOf('spans', {
    reach: standing,
    where: (row) => isAnyRole(row) && row.amountState === AMOUNT_MISSING,
  }),
  withoutClose: countOf('spans', { reach: standing, where: (row) => isAnyRole(row) && row.closeDay === NEVER }),
  withoutOwner: countOf('spans', { reach: standing, where: (row) => isAnyRole(row) && row.hasOwner === 0 }),
  closedWithoutDate: countOf('spans', { reach: standing, where: (row) => isClosed(row) && row.closeDay === NEVER }),
  closedBeforeCreated: countOf('spans', {
    reach: standing,
    where: (row) => isClosed(row) && row.closeDay !== NEVER && row.closeDay < row.createdDay,
  }),
  /** Closed with a close date still to come: the anchor lies at least one day after the date. */
  closedInFuture: countOf('spans', { reach: notPast(-1), on: (row) => row.closeDay, where: isClosed }),
};

const MIN_RECORDS = 5;

const measure = (label: string, scope: Measure['scope']): Measure => ({
  label,
  unit: 'ratio',
  window: 'as-of',
  scope,
  range: [0, 1],
  whenEmpty: 'not-enough-data',
});
const ofDeals = (label: string): Measure => ({ ...measure(label, 'both'), role: 'any' });

export const incompleteEntry = defineMetric({
  meta: {
    id: 'incomplete-entry',
    catalogue: 112,
    name: 'Incomplete entry',
    question: 'How far can the other numbers be trusted?',
    formula:
      'Of the deals that have a partner in any role at the date, open or closed: the share without an amount, without a ' +
      'close date, without an owner, and closed with no close date, one still to come, or one before the creation. Of the ' +
      'partners on the roster: the share without a start date, a type, an owner.',
    category: 'data-quality',
    timing: 'leading',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_RECORDS,
    better: 'lower',
    decision: 'Have the missing fields filled in, or made required, before acting on numbers that need them.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Common Measurement Pitfalls": data quality'],
    exclusions: ['Conflicts, which inconsistent tagging counts'],
    version: 1,
    changelog: ['1: owner and type of partners are those of today, since their history is not kept'],
    measures: {
      'deals-without-amount': ofDeals('Partner deals without an amount'),
      'deals-without-close-date': ofDeals('Partner deals without a close date'),
      'deals-without-owner': ofDeals('Partner deals without an owner'),
      'deals-with-inconsistent-close': ofDeals('Partner deals whose close date does not fit their stage'),
      'partners-without-start': measure('Partners without a start date', 'program'),
      'partners-without-type': measure('Partners without a type', 'program'),
      'partners-without-owner': measure('Partners without an owner', 'program'),
    },
  },
  partner: { folds, finish: dealShares },
  program: {
    folds,
    finish: (values, context) => ({ ...dealShares(values), ...partnerShares(context) }),
  },
});

function dealShares(values: FoldValues<typeof folds>) {
  const of = (count: number): Result => share(count, values.deals.count, MIN_RECORDS);
  const inconsistent = values.closedWithoutDate.count + values.closedBeforeCreated.count + values.closedInFuture.count;
  return {
    'deals-without-amount': of(values.withoutAmount.count),
    'deals-without-close-date': of(values.withoutClose.count),
    'deals-without-owner': of(values.withoutOwner.count),
    'deals-with-inconsistent-close': of(inconsistent),
  };
}

function partnerShares({ peers, facts }: ProgramContext<object>) {
  const lacking = (isLacking: (partner: PartnerFact) => boolean): Result =>
    share(peers.filter(({ partner }) => isLacking(partner)).length, peers.length, MIN_RECORDS);
  return {
    'partners-without-start': facts.mapped.startDate
      ? lacking((partner) => partner.start === null)
      : notSetUp(NEEDS.startDate),
    'partners-without-type':
      facts.settings.partner.type === null
        ? notSetUp("Map the property that holds the partners' type")
        : lacking((partner) => partner.type === null),
    'partners-without-owner': lacking((partner) => partner.ownerId === null),
  };
}
