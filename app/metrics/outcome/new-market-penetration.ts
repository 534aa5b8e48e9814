/**
 * Do partners open markets in which we sold nothing?
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { CustomerFact } from '../../facts/customer.ts';
import { type Day, FOREVER, NEVER } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { isWon } from '../derived/deals.ts';
import { throughCustomers } from '../derived/markets.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { type FoldValues, firstOf, lastDays, type Roll, type RolledRows, rollingOf, standing } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Qualifier, value } from '../result.ts';

const WINDOW_DAYS = 365;
/** Days without a win after which a market is new again. */
const EMPTY_DAYS = 730;

/** By market the days of its wins, with how many there were. */
type WonOn = Map<number, Map<Day, number>>;
const WON_ON: Roll<'decisions', WonOn> = {
  start: () => new Map(),
  change(wonOn, { deal, day }, by, facts) {
    for (const market of marketsOf(facts).ofDeal(deal)) {
      const days = wonOn.get(market) ?? new Map<Day, number>();
      wonOn.set(market, days);
      const count = (days.get(day) ?? 0) + by;
      if (count > 0) days.set(day, count);
      else days.delete(day);
    }
  },
};

const wins = {
  won: rollingOf('decisions', WON_ON, { reach: lastDays(WINDOW_DAYS + EMPTY_DAYS), where: isWon }),
  earliest: firstOf('decisions', { reach: standing, where: isWon }),
};

const DIMENSIONS = ['country', 'industry', 'size'] as const satisfies readonly (keyof CustomerFact)[];

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'records',
  window: 'W365',
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
  ...more,
});

export const newMarketPenetration = defineMetric({
  meta: {
    id: 'new-market-penetration',
    catalogue: 76,
    name: 'New-market penetration',
    question: 'Do partners open markets in which we sold nothing?',
    formula:
      'Markets are countries, industries and size bands of customers. A sourced deal won in 365 days opens one where no deal ' +
      'at all, partner or direct, was won in the 730 days before; of deals won on one day the first by record id. Amount: ' +
      'of the deals that opened any, each once. Provisional while the first win known is younger than 1,095 days.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'markets'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Follow the partner into the market it opened, or send others after it.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "new-market penetration"; the 24 months are our default'],
    exclusions: [
      'Markets not written down on the customer',
      'From the amount: deals without a countable one',
      'Conflicts',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      markets: measure('Markets opened'),
      amount: measure('Won amount of the deals that opened a market', { unit: 'money' }),
      'leading-partner': measure('Partner that opened most markets', {
        unit: 'text',
        scope: 'program',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      }),
    },
  },
  partner: {
    folds: {},
    reference: wins,
    finish(_, { reference, index, asOf, facts }) {
      const { none, byPartner } = toldPartners(reference, asOf, facts);
      return byPartner.get(index) ?? none;
    },
  },
  program: {
    folds: wins,
    finish({ won, earliest }, { asOf, facts }) {
      const opened = openings(won, asOf, facts);
      return { ...counted(opened, earliest.day, asOf), 'leading-partner': leading(opened, facts) };
    },
  },
});

interface Opening {
  readonly deal: number;
  readonly id: string;
  /** NaN without a countable amount. */
  readonly amount: number;
  /** That sourced it. */
  readonly partner: number;
  /** Of the market. */
  readonly name: string;
}

type Won = RolledRows<'decisions', WonOn>;

/** Markets that a sourced deal opened in the window: of those of one day the first by id, whoever won it. */
const openings = memoByDay((won: Won, asOf: Day, facts: AccountFacts): Opening[] => {
  const { names, ofDeal } = marketsOf(facts);
  const openedOn = daysOfOpening(won.rolled(), asOf);
  if (openedOn.size === 0) return [];
  const first = new Map<number, Opening>();
  won.since(asOf - WINDOW_DAYS + 1, ({ deal, day, amount }) => {
    for (const market of ofDeal(deal)) {
      const id = idOf(deal, facts);
      const known = first.get(market);
      if (openedOn.get(market) !== day || (known && byId(known.id, id) <= 0)) continue;
      first.set(market, { deal, id, amount, partner: sourcedBy(facts)(deal)[0] ?? -1, name: names[market] ?? '' });
    }
  });
  return [...first.values()].filter(({ partner }) => partner >= 0);
});

/**
 * By market, the day of its first win in the window, where there was none for long before. Only the first one can open it:
 * the next ones follow within less than the days after which a market is new again.
 */
function daysOfOpening(wonOn: WonOn, asOf: Day): Map<number, Day> {
  const opened = new Map<number, Day>();
  for (const [market, days] of wonOn) {
    let [before, first] = [NEVER, FOREVER];
    for (const day of days.keys()) {
      if (day > asOf - WINDOW_DAYS) first = Math.min(first, day);
      else before = Math.max(before, day);
    }
    if (first !== FOREVER && first - before > EMPTY_DAYS) opened.set(market, first);
  }
  return opened;
}

/** What partners are told at a date: nearly all opened nothing. */
const toldPartners = memoByDay(({ won, earliest }: FoldValues<typeof wins>, asOf: Day, facts: AccountFacts) => {
  const byPartner = Map.groupBy(openings(won, asOf, facts), ({ partner }) => partner);
  return {
    none: counted([], earliest.day, asOf),
    byPartner: new Map([...byPartner].map(([index, opened]) => [index, counted(opened, earliest.day, asOf)])),
  };
});

const idOf = (deal: number | undefined, { deals }: AccountFacts): string => deals[deal ?? -1]?.id ?? '';

/** Shorter first, so that numbers written as text stand in their own order. */
const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

interface Markets {
  /** Countries, industries and sizes, in one list. */
  readonly names: readonly string[];
  /** Those of a deal's customers, each once, as indexes into the names. */
  ofDeal(deal: number): readonly number[];
}
const NOWHERE: readonly number[] = [];

/** Made once for an account. */
const marketsOf = memo(({ deals, customers }: AccountFacts): Markets => {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const ofCustomer = customers.map((customer): readonly number[] => {
    const named = DIMENSIONS.flatMap((dimension) =>
      customer[dimension] === null ? [] : [numberOf(`${dimension}: ${customer[dimension]}`)],
    );
    return named.length === 0 ? NOWHERE : named;
  });
  return { names: [...numbers.keys()], ofDeal: throughCustomers(deals, ofCustomer) };
});

function counted(opened: readonly Opening[], earliest: Day | null, asOf: Day) {
  const isYoung = earliest === null || earliest > asOf - WINDOW_DAYS - EMPTY_DAYS;
  if (opened.length === 0) return isYoung ? NONE_YET : NONE;
  return amountsOf(opened, isYoung ? 'provisional' : undefined);
}

function amountsOf(opened: readonly Opening[], qualifier: Qualifier | undefined) {
  const reason =
    opened
      .map(({ name }) => name)
      .toSorted()
      .join(', ') || undefined;
  const deals = [...new Map(opened.map((one) => [one.deal, one])).values()];
  const withAmount = deals.filter(({ amount }) => !Number.isNaN(amount)).sort((a, b) => byId(a.id, b.id));
  const missing = deals.length - withAmount.length;
  const excluded = missing > 0 ? { 'no countable amount': missing } : {};
  const amount = withAmount.reduce((sum, one) => sum + one.amount, 0);
  return {
    markets: value(opened.length, { sample: deals.length, qualifier, reason }),
    amount: value(amount, { numerator: amount, sample: withAmount.length, excluded, qualifier }),
  };
}

/** Most partners open no market: they are told so in the same words. */
const NONE = amountsOf([], undefined);
const NONE_YET = amountsOf([], 'provisional');

function leading(opened: readonly Opening[], { partners }: AccountFacts) {
  const [top] = [...Map.groupBy(opened, ({ partner }) => partner)]
    .flatMap(([index, list]) => {
      const partner = partners[index];
      return partner ? [{ partner, count: list.length }] : [];
    })
    .toSorted((a, b) => b.count - a.count || (a.partner.id < b.partner.id ? -1 : 1));
  return top ? value(top.partner.name, { numerator: top.count, denominator: opened.length }) : notEnoughData(0, 1);
}
