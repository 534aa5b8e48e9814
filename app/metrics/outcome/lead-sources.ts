/**
 * Where do the leads of partners come from?
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { wordBook } from '../../facts/words.ts';
import { NEVER } from '../../kit/days.ts';
import { leadTable } from '../derived/lead-table.ts';
import { isFromPartner } from '../derived/leads.ts';
import { type FoldValues, lastDays, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, share, value } from '../result.ts';

const folds = { leads: rowsOf('leads', { reach: lastDays(365), where: isFromPartner }) };
const MIN_LEADS = 5;

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  scope: 'both',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const leadSources = defineMetric({
  meta: {
    id: 'lead-sources',
    catalogue: 69,
    name: 'Lead sources',
    question: 'Where do the leads of partners come from?',
    formula:
      'Over leads from partners created in 365 days: the most frequent known origin (of equals the first by name), its share ' +
      'of the leads of known origin and what those of its leads that were won brought; the share of leads of unknown origin; ' +
      'how many origins there are. The table has leads, share, qualified, won and won amount by origin, by partner and by ' +
      'type of partner.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['leads'],
    minimumSample: MIN_LEADS,
    better: 'neither',
    decision: 'Make the way easy by which most leads come, and ask for the origin where it is not written down.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "lead sources: types and origins"'],
    exclusions: ['From the share of an origin: leads of unknown origin'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'top-origin': measure('Most frequent origin of leads', { unit: 'text', range: [null, null] }),
      'top-share': measure('Share of that origin'),
      'top-value': measure('Won amount of that origin', { unit: 'money', range: [0, null] }),
      unknown: measure('Leads of unknown origin, share'),
      origins: measure('Origins of leads', { unit: 'records', range: [0, null], whenEmpty: 0 }),
    },
  },
  partner: { folds, finish },
  program: { folds, finish },
});

function finish({ leads }: FoldValues<typeof folds>, { facts, asOf }: Context) {
  const rows = leadTable(tabled({ leads }, facts), ({ origin }) => origin, asOf);
  const known = rows.filter(({ key }) => key !== null);
  const withOrigin = known.reduce((sum, row) => sum + row.leads, 0);
  const unknown = leads.count - withOrigin;
  const excluded = unknown > 0 ? { 'origin unknown': unknown } : {};
  const [top] = known;
  const few = top && withOrigin >= MIN_LEADS ? undefined : notEnoughData(withOrigin, MIN_LEADS, { excluded });
  return {
    'top-origin': few ?? value(top?.key ?? '', { sample: withOrigin, excluded }),
    'top-share': share(top?.leads ?? 0, withOrigin, MIN_LEADS, { excluded, reason: top?.key ?? undefined }),
    'top-value': few ?? value(top?.valueMinor ?? 0, { sample: top?.leads, reason: top?.key ?? undefined }),
    unknown: share(unknown, leads.count, MIN_LEADS),
    origins: value(known.length, { sample: withOrigin, excluded }),
  };
}

const tabled = ({ leads }: FoldValues<typeof folds>, facts: AccountFacts) =>
  leads.map(({ day, qualifiedDay, wonDay, amount, origin }) => ({
    createdDay: day,
    qualifiedDay: qualifiedDay === NEVER ? null : qualifiedDay,
    wonDay: wonDay === NEVER ? null : wonDay,
    wonMinor: Number.isNaN(amount) ? null : amount,
    origin: wordBook(facts).words[origin] ?? null,
  }));
