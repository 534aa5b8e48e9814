/**
 * Whom do we go to in each market, and do we know what our partners are?
 * A market is a country, an industry and a size of customers. Its go-to partner has won there often enough to show it.
 */

import { NEEDS } from '../../facts/need.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { countDecided, type Decided, MIN_WON, marketsOf, marketTable, noneDecided } from '../derived/markets.ts';
import { lastDays, type Roll, rollingOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notSetUp, share, value } from '../result.ts';

const WINDOW_DAYS = 730;
const MIN_RECORDS = 5;

interface Kept {
  readonly byMarket: Decided;
  /** Won sourced deals, by the list of their markets. */
  readonly ours: Map<readonly number[], number>;
}
const DECIDED: Roll<'decisions', Kept> = {
  start: (facts) => ({ byMarket: noneDecided(facts), ours: new Map() }),
  change({ byMarket, ours }, row, by, facts) {
    countDecided(byMarket, row.deal, isWon(row), by, facts);
    if (!isWon(row) || !isSourced(row)) return;
    const markets = marketsOf(facts).of(row.deal);
    ours.set(markets, (ours.get(markets) ?? 0) + by);
  },
};

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
    folds: { decided: rollingOf('decisions', DECIDED, { reach: lastDays(WINDOW_DAYS) }) },
    finish({ decided }, { peers, asOf, facts }) {
      const { byMarket, ours } = decided.rolled();
      const table = marketTable(byMarket, asOf, facts);
      const led = table.filter(({ goTo }) => goTo !== undefined);
      const reason = led.map(({ name, goTo }) => `${name}: ${facts.partners[goTo?.partner ?? -1]?.name ?? ''}`);
      const names = new Set(led.map(({ name }) => name));
      const isLed = marketsOf(facts).names.map((name) => names.has(name));
      let [known, there, nowhere] = [0, 0, 0];
      for (const [markets, count] of ours) {
        if (markets.length === 0) nowhere += count;
        else known += count;
        if (markets.some((market) => isLed[market])) there += count;
      }
      const untyped = peers.filter(({ partner }) => partner.type === null).length;
      return {
        markets: value(led.length, { sample: table.length, reason: reason.join('; ') || undefined }),
        'won-there': share(there, known, MIN_RECORDS, {
          excluded: nowhere > 0 ? { 'market not known': nowhere } : {},
        }),
        'unknown-type': facts.mapped.types ? share(untyped, peers.length, 1) : notSetUp(NEEDS.types),
      };
    },
  },
});
