/**
 * What becomes of the leads that partners bring?
 * A lead of last week has not had its time, so each number counts the leads that have had theirs, and says how many had
 * not.
 */

import { median } from '../../kit/average.ts';
import { memoByDay } from '../../kit/memo.ts';
import { hasHappened, isFromPartner } from '../derived/leads.ts';
import { type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, share, value } from '../result.ts';

const WINDOW_DAYS = 730;
const QUALIFIES_WITHIN_DAYS = 60;
const MIN_LEADS = 5;
/** Won leads from which the length of a cycle is told. */
const MIN_WON = 3;

const reach = lastDays(WINDOW_DAYS);
const own = { leads: rowsOf('leads', { reach, where: isFromPartner }) };
const reference = { all: rowsOf('leads', { reach }) };
type Leads = Rows<'leads'>;

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W730',
  scope: 'both',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const leadQuality = defineMetric({
  meta: {
    id: 'lead-quality',
    catalogue: 80,
    name: 'Lead quality',
    question: 'What becomes of the leads that partners bring?',
    formula:
      'Over leads created in 730 days. Qualified: of those at least 60 days old, the share that became an opportunity. ' +
      'Won: of those at least one cycle old, the share that was won; a cycle is the median of the days from lead to win ' +
      'over all won leads, partners or not, from 3 of them on. Value per lead: won amounts of those leads / their number. ' +
      'Index: that value / the same value of all leads, partners or not.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['leads'],
    minimumSample: MIN_LEADS,
    better: 'higher',
    decision: 'Agree with the partner what a good lead is, or give its leads more time than others.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "lead quality"'],
    exclusions: [
      'Leads too young to be judged: counted beside each number',
      'From the value: won leads without an amount',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      qualified: measure('Leads that became an opportunity, share'),
      won: measure('Leads that were won, share'),
      'value-per-lead': measure('Won amount per lead', { unit: 'money', range: [0, null] }),
      index: measure('Won amount per lead against all leads', { unit: 'multiple', range: [0, null] }),
    },
  },
  partner: {
    folds: own,
    reference,
    finish: ({ leads }, { reference: { all }, asOf }) => finished(leads, all, asOf),
  },
  program: {
    folds: { ...own, ...reference },
    finish: ({ leads, all }: FoldValues<typeof own & typeof reference>, { asOf }) => finished(leads, all, asOf),
  },
});

interface Judged {
  readonly leads: number;
  readonly young: number;
  readonly won: number;
  readonly withoutAmount: number;
  readonly valueMinor: number;
}

/** Days from lead to win of all leads, and what they are worth; once per date. */
const yardstick = memoByDay((all: Leads, asOf): { cycle: number | undefined; wins: number; judged: Judged } => {
  const cycles: number[] = [];
  all.each(({ day, wonDay }) => {
    if (hasHappened(wonDay, asOf)) cycles.push(Math.max(0, wonDay - day));
  });
  const cycle = cycles.length < MIN_WON ? undefined : median(cycles);
  return { cycle, wins: cycles.length, judged: judge(all, cycle ?? 0, asOf) };
});

function judge(leads: Leads, cycle: number, asOf: number): Judged {
  const judged = { leads: 0, young: 0, won: 0, withoutAmount: 0, valueMinor: 0 };
  leads.each(({ day, wonDay, amount }) => {
    if (day > asOf - cycle) {
      judged.young++;
      return;
    }
    judged.leads++;
    if (!hasHappened(wonDay, asOf)) return;
    judged.won++;
    if (Number.isNaN(amount)) judged.withoutAmount++;
    else judged.valueMinor += amount;
  });
  return judged;
}

function finished(leads: Leads, all: Leads, asOf: number) {
  const { cycle, wins, judged: everyone } = yardstick(all, asOf);
  return { qualified: qualifiedShare(leads, asOf), ...(cycle === undefined ? noCycle(wins) : worth(leads)) };

  function worth(rows: Leads): { won: Result; 'value-per-lead': Result; index: Result } {
    const mine = judge(rows, cycle ?? 0, asOf);
    const excluded = {
      ...(mine.young > 0 && { 'younger than one cycle': mine.young }),
      ...(mine.withoutAmount > 0 && { 'no amount': mine.withoutAmount }),
    };
    const perLead = mine.valueMinor / mine.leads;
    const theirs = everyone.valueMinor / everyone.leads;
    const counts = { numerator: mine.valueMinor, denominator: mine.leads, sample: mine.leads, excluded };
    const few = mine.leads < MIN_LEADS ? notEnoughData(mine.leads, MIN_LEADS, counts) : undefined;
    return {
      won: share(mine.won, mine.leads, MIN_LEADS, { excluded, reason: `One cycle is ${cycle} days` }),
      'value-per-lead': few ?? value(perLead, counts),
      index:
        few ??
        (theirs > 0
          ? value(perLead / theirs, { sample: mine.leads, excluded })
          : notApplicable('No lead of that age has won an amount', { sample: mine.leads, excluded })),
    };
  }
}

function noCycle(wins: number) {
  const none = notEnoughData(wins, MIN_WON, { reason: 'Too few won leads to know how long one takes' });
  return { won: none, 'value-per-lead': none, index: none };
}

function qualifiedShare(leads: Leads, asOf: number): Result {
  let [mature, qualified] = [0, 0];
  leads.each(({ day, qualifiedDay }) => {
    if (day > asOf - QUALIFIES_WITHIN_DAYS) return;
    mature++;
    if (hasHappened(qualifiedDay, asOf)) qualified++;
  });
  const young = leads.count - mature;
  return share(qualified, mature, MIN_LEADS, { excluded: young > 0 ? { 'younger than 60 days': young } : {} });
}
