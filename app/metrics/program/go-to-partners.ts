/**
 * Whom do we go to in each market, and do we know what our partners are?
 * A market is a country, an industry and a size of customers. Its go-to partner has won there often enough to show it.
 */

import { NEEDS } from '../../facts/need.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { MIN_WON, marketsOf, marketTable } from '../derived/markets.ts';
import { lastDays, rowsOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notSetUp, share, value } from '../result.ts';

const WINDOW_DAYS = 730;
const MIN_RECORDS = 5;

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W730',
  role: 'sourced',
  scope: 'program',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const goToPartners = defineMetric({
  meta: {
    id: 'go-to-partners',
    catalogue: 75,
    name: 'Types of partners, and whom to go to',
    question: 'Whom do we go to in each market, and do we know what our partners are?',
    formula:
      'Over deals decided in 730 days, direct ones included, by country, industry and size of the customer together: the ' +
      `partner on the roster with most won sourced deals, at least ${MIN_WON}, and a close rate not below that of all deals ` +
      'of the market; of equals the one with fewer lost. Markets that have one; won sourced deals in such markets / those of ' +
      'any known market; partners on the roster without a type / all. The table of markets names the partner of each.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'markets'],
    minimumSample: MIN_RECORDS,
    better: 'higher',
    decision: 'Send the next opportunity in a market to the partner that wins there; recruit where there is none.',
    cadence: 'quarterly',
    sources: [
      'Partner programme KPIs, "types of partners"; two years are our default, so that three wins can come together',
    ],
    exclusions: ['Deals whose customer lacks a country, an industry or a size: counted beside the share', 'Conflicts'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      markets: measure('Markets with a go-to partner', { unit: 'records', range: [0, null], whenEmpty: 0 }),
      'won-there': measure('Won partner deals in markets with a go-to partner, share'),
      'unknown-type': measure('Partners of an unknown type, share', { window: 'as-of', role: 'any' }),
    },
  },
  program: {
    folds: { decided: rowsOf('decisions', { reach: lastDays(WINDOW_DAYS) }) },
    finish({ decided }, { peers, asOf, facts }) {
      const markets = marketsOf(facts);
      const table = marketTable((read) => decided.each(({ deal, won }) => read(deal, won === 1)), asOf, facts);
      const led = table.filter(({ goTo }) => goTo !== undefined);
      const reason = led.map(({ name, goTo }) => `${name}: ${facts.partners[goTo?.partner ?? -1]?.name ?? ''}`);
      const names = new Set(led.map(({ name }) => name));
      const isLed = markets.names.map((name) => names.has(name));
      let [ours, there, nowhere] = [0, 0, 0];
      decided.each((row) => {
        if (!isWon(row) || !isSourced(row)) return;
        const own = markets.of(row.deal);
        if (own.length === 0) nowhere++;
        else ours++;
        if (own.some((market) => isLed[market])) there++;
      });
      const untyped = peers.filter(({ partner }) => partner.type === null).length;
      return {
        markets: value(led.length, { sample: table.length, reason: reason.join('; ') || undefined }),
        'won-there': share(there, ours, MIN_RECORDS, {
          excluded: nowhere > 0 ? { 'market not known': nowhere } : {},
        }),
        'unknown-type': facts.mapped.types ? share(untyped, peers.length, 1) : notSetUp(NEEDS.types),
      };
    },
  },
});
