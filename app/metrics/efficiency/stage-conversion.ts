/**
 * How far do the deals that the partner registers get?
 * A cohort: the deals registered in the last 12 months, and the share of them that has reached each step so far. A deal
 * that skipped a step has still reached it. Deals too young to have moved are left out and counted.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { FUNNEL } from '../../facts/tables.ts';
import { type Day, NEVER } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced } from '../derived/deals.ts';
import { stagesOnTheWay, staysOf } from '../derived/stays.ts';
import { STEP_COHORT, type StepCohort } from '../derived/step-cohort.ts';
import { lastDays, type Rows, rollingOf, type Sorted } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, share } from '../result.ts';

/** First entries into steps of the deals registered in the window. */
const cohort = rollingOf('steps', STEP_COHORT, {
  reach: lastDays(365),
  on: (row) => row.registeredDay,
  where: isSourced,
});
/** Completed stays of all partner-sourced deals: what is a normal time in a stage. */
const stays = staysOf(isSourced);

const MIN_PARTNER = 8;
const MIN_PROGRAM = 5;
const MIN_STAYS = 3;
/** Younger than this many median stays, a deal is too young to tell. */
const MATURE_AFTER_STAYS = 2;
const STEPS = ['qualified', 'proposal', 'negotiation', 'won'] as const;
type Step = (typeof STEPS)[number];

const measure = (label: string): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  role: 'sourced',
  scope: 'both',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
});

export const stageConversion = defineMetric({
  meta: {
    id: 'stage-conversion',
    catalogue: 41,
    name: 'Stage conversion',
    question: 'How far do the deals that the partner registers get?',
    formula:
      'Over the sourced deals registered in the last 365 days: the share whose first entry into the step, or a later one, ' +
      'lies on or before the date. Deals registered less than twice the median stay ago are too young and left out; the ' +
      'median stay is that of all stays in an open stage which sourced deals of the programme completed in 365 days.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'registration'],
    minimumSample: MIN_PARTNER,
    better: 'higher',
    decision: 'Help at the step where this partner loses most.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: [
      'Deals too young to tell: counted beside the number',
      'Deals without a registration date',
      'Conflicts',
    ],
    version: 2,
    changelog: [
      '1: a programme needs 5 deals, a partner 8',
      '2: asks for no mapping of stages: what HubSpot itself knows as won is enough for the share that was won',
    ],
    measures: {
      qualified: measure('Registered deals that were qualified'),
      proposal: measure('Registered deals that reached a proposal'),
      negotiation: measure('Registered deals that reached negotiation'),
      won: measure('Registered deals that were won'),
    },
  },
  partner: {
    folds: { cohort },
    reference: { stays },
    finish: ({ cohort }, { asOf, facts, reference }) =>
      finished(cohort.rolled(), typicalStay(reference.stays, facts), facts, asOf, MIN_PARTNER),
    list: ({ cohort }, { asOf, facts, reference }) => listed(cohort, typicalStay(reference.stays, facts), asOf),
  },
  program: {
    folds: { cohort, stays },
    finish: ({ cohort, stays }, { asOf, facts }) =>
      finished(cohort.rolled(), typicalStay(stays, facts), facts, asOf, MIN_PROGRAM),
    list: ({ cohort, stays }, { asOf, facts }) => listed(cohort, typicalStay(stays, facts), asOf),
  },
});

interface Stay {
  readonly count: number;
  readonly medianDays: number | undefined;
}

const typicalStay = memo((stays: Sorted, facts: AccountFacts): Stay => {
  const days = stays.over(stagesOnTheWay(stays, facts));
  return { count: days.count, medianDays: days.median() };
});

/** The last day of registration from which a deal is old enough to tell; none is where no stay is known. */
const lastMature = ({ medianDays }: Stay, asOf: Day): Day =>
  medianDays === undefined ? NEVER : asOf - MATURE_AFTER_STAYS * medianDays;

/** What to map for each step, where it is not mapped. */
const unmapped = memo(({ stages }: AccountFacts): Readonly<Partial<Record<Step, Result>>> => {
  const mapped = new Set(stages.map(({ step }) => step));
  const missing = STEPS.filter((step) => !mapped.has(step));
  return Object.fromEntries(missing.map((step) => [step, notSetUp(`Map a pipeline stage to ${step}`)]));
});

function finished(cohort: StepCohort, stay: Stay, facts: AccountFacts, asOf: Day, minimum: number) {
  const { totals } = cohort;
  const young = cohort.after(lastMature(stay, asOf));
  const mature = (step: number): number => (totals[step] as number) - (young[step] as number);
  const excluded = young[0] ? { 'too young to tell': young[0] } : {};
  const untold = unmapped(facts);
  const reached = (step: Step): Result =>
    untold[step] ?? TOO_FEW_STAYS[stay.count] ?? share(mature(FUNNEL.indexOf(step)), mature(0), minimum, { excluded });
  return {
    qualified: reached('qualified'),
    proposal: reached('proposal'),
    negotiation: reached('negotiation'),
    won: reached('won'),
  };
}

/** What is said where there are fewer completed stays than needed, by their number. */
const TOO_FEW_STAYS = Array.from({ length: MIN_STAYS }, (_, have) =>
  notEnoughData(have, MIN_STAYS, { reason: 'Too few completed stays to know which deals are too young' }),
);

function listed(cohort: Rows<'steps'>, stay: Stay, asOf: Day) {
  const matured = lastMature(stay, asOf);
  const young: number[] = [];
  cohort.each(({ deal, reached, registeredDay }) => {
    if (reached === 0 && registeredDay > matured) young.push(deal);
  });
  return { 'too young to tell': young };
}
