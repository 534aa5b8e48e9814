/**
 * How far do the deals that the partner registers get?
 * A cohort: the deals registered in the last 12 months, and the share of them that has reached each step so far. A deal
 * that skipped a step has still reached it. Deals too young to have moved are left out and counted.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { FUNNEL } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced } from '../derived/deals.ts';
import { stagesOnTheWay, staysOf } from '../derived/stays.ts';
import { lastDays, type Roll, type Rows, rollingOf, rowsOf, type Sorted } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, share } from '../result.ts';

/** First entries into steps of the deals registered in the window. */
const COHORT = {
  reach: lastDays(365),
  on: (row: { readonly registeredDay: number }) => row.registeredDay,
  where: isSourced,
};
const cohort = rowsOf('steps', COHORT);

/** How many deals have reached each step, by the day they were registered. An entry reaches the steps up to its own. */
const REACHED: Roll<'steps', Map<Day, number[]>> = {
  start: () => new Map(),
  change(byDay, { registeredDay, reached, step }, by) {
    const counts = byDay.get(registeredDay) ?? FUNNEL.map(() => 0);
    byDay.set(registeredDay, counts);
    for (let each = reached; each <= step; each++) counts[each] = (counts[each] as number) + by;
  },
};
/** Completed stays of all partner-sourced deals: what is a normal time in a stage. */
const stays = staysOf(isSourced);

const MIN_PARTNER = 8;
const MIN_PROGRAM = 5;
const MIN_STAYS = 3;
/** Younger than this many median stays, a deal is too young to tell. */
const MATURE_AFTER_STAYS = 2;
const STEPS = ['qualified', 'proposal', 'negotiation', 'won'] as const;

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
      finished(matured(cohort, typicalStay(reference.stays, facts), asOf), facts, MIN_PARTNER),
    list: ({ cohort }, { asOf, facts, reference }) => listed(cohort, typicalStay(reference.stays, facts), asOf),
  },
  program: {
    folds: { cohort: rollingOf('steps', REACHED, COHORT), stays },
    finish: ({ cohort, stays }, { asOf, facts }) =>
      finished(maturedByDay(cohort.rolled(), typicalStay(stays, facts), asOf), facts, MIN_PROGRAM),
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

const isMature = (registeredDay: Day, medianDays: number | undefined, asOf: Day): boolean =>
  medianDays !== undefined && asOf - registeredDay >= MATURE_AFTER_STAYS * medianDays;

const mappedSteps = memo(
  ({ stages }: AccountFacts): ReadonlySet<string | null> => new Set(stages.map(({ step }) => step)),
);

interface Matured {
  readonly stay: Stay;
  /** By step, how many deals that are old enough to tell have reached it. */
  readonly mature: readonly number[];
  readonly young: number;
}

function matured(cohort: Rows<'steps'>, stay: Stay, asOf: Day): Matured {
  const mature = FUNNEL.map(() => 0);
  let young = 0;
  cohort.each(({ step, reached, registeredDay }) => {
    if (!isMature(registeredDay, stay.medianDays, asOf)) young += reached === 0 ? 1 : 0;
    else for (let each = reached; each <= step; each++) mature[each] = (mature[each] as number) + 1;
  });
  return { stay, mature, young };
}

/** The same of a programme, whose entries were counted as they came. */
function maturedByDay(byDay: ReadonlyMap<Day, readonly number[]>, stay: Stay, asOf: Day): Matured {
  const mature = FUNNEL.map(() => 0);
  let young = 0;
  for (const [registeredDay, counts] of byDay) {
    if (!isMature(registeredDay, stay.medianDays, asOf)) young += counts[0] as number;
    else
      for (let step = 0; step < counts.length; step++)
        mature[step] = (mature[step] as number) + (counts[step] as number);
  }
  return { stay, mature, young };
}

function finished({ stay, mature, young }: Matured, facts: AccountFacts, minimum: number) {
  const steps = mappedSteps(facts);
  const excluded = young > 0 ? { 'too young to tell': young } : {};
  const from = (step: number) => mature[step] ?? 0;
  const reached = (step: (typeof STEPS)[number]): Result => {
    if (!steps.has(step)) return notSetUp(`Map a pipeline stage to ${step}`);
    if (stay.count < MIN_STAYS) {
      return notEnoughData(stay.count, MIN_STAYS, {
        reason: 'Too few completed stays to know which deals are too young',
      });
    }
    return share(from(FUNNEL.indexOf(step)), from(0), minimum, { excluded });
  };
  return {
    qualified: reached('qualified'),
    proposal: reached('proposal'),
    negotiation: reached('negotiation'),
    won: reached('won'),
  };
}

function listed(cohort: Rows<'steps'>, { medianDays }: Stay, asOf: Day) {
  const young: number[] = [];
  cohort.each(({ deal, reached, registeredDay }) => {
    if (reached === 0 && !isMature(registeredDay, medianDays, asOf)) young.push(deal);
  });
  return { 'too young to tell': young };
}
