/**
 * Do partners open markets in which we sold nothing?
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { CustomerFact } from '../../facts/customer.ts';
import { type Day, FOREVER, NEVER } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { isWon } from '../derived/deals.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { firstOf, lastDays, type Rows, rowsOf, standing } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Qualifier, value } from '../result.ts';

const WINDOW_DAYS = 365;
/** Days without a win after which a market is new again. */
const EMPTY_DAYS = 730;

const wins = {
  won: rowsOf('decisions', { reach: lastDays(WINDOW_DAYS + EMPTY_DAYS), where: isWon }),
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
      const opened = openingsByPartner(reference.won, asOf, facts).get(index) ?? [];
      return counted(opened, reference.earliest.day, asOf);
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
  readonly market: string;
  readonly deal: number;
  readonly id: string;
  /** NaN without a countable amount. */
  readonly amount: number;
  /** That sourced it. */
  readonly partner: number;
}

/**
 * Markets that a sourced deal opened in the window. Only the first win of the window can open one: the next ones follow it
 * within less than the days after which a market is new again.
 */
const openings = memoByDay((won: Rows<'decisions'>, asOf: Day, facts: AccountFacts): Opening[] => {
  const { names, of: markets } = marketsOf(facts);
  /** By market, the last day of a win before the window; and the first win in it, of those of one day by record id. */
  const before = new Int32Array(names.length).fill(NEVER);
  const days = new Int32Array(names.length).fill(FOREVER);
  const deals = new Int32Array(names.length);
  const amounts = new Float64Array(names.length);
  const isFirst = (market: number, day: Day, deal: number): boolean => {
    const known = days[market] as Day;
    return day === known ? byId(idOf(deal, facts), idOf(deals[market] as number, facts)) < 0 : day < known;
  };
  won.each(({ deal, day, amount }) => {
    for (const market of markets(deal)) {
      if (day <= asOf - WINDOW_DAYS) before[market] = Math.max(before[market] as Day, day);
      else if (isFirst(market, day, deal)) [days[market], deals[market], amounts[market]] = [day, deal, amount];
    }
  });
  return names.flatMap((name, market): Opening[] => {
    const deal = deals[market] as number;
    const [partner] = sourcedBy(facts)(deal);
    const day = days[market] as Day;
    if (day === FOREVER || partner === undefined || day - (before[market] as Day) <= EMPTY_DAYS) return [];
    return [{ market: name, deal, id: idOf(deal, facts), amount: amounts[market] as number, partner }];
  });
});

const idOf = (deal: number, { deals }: AccountFacts): string => deals[deal]?.id ?? '';

const openingsByPartner = memoByDay((won: Rows<'decisions'>, asOf: Day, facts: AccountFacts) =>
  Map.groupBy(openings(won, asOf, facts), ({ partner }) => partner),
);

/** Shorter first, so that numbers written as text stand in their own order. */
const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

interface Markets {
  readonly names: readonly string[];
  /** Countries, industries and sizes of a deal's customers, each once, as indexes into `names`. */
  of(deal: number): readonly number[];
}

const NOWHERE: readonly number[] = [];

/** Made once for an account. */
const marketsOf = memo(({ deals, customers }: AccountFacts): Markets => {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  };
  const ofCustomer = customers.map((customer): readonly number[] => {
    const named = DIMENSIONS.flatMap((dimension) =>
      customer[dimension] === null ? [] : [numberOf(`${dimension}: ${customer[dimension]}`)],
    );
    return named.length === 0 ? NOWHERE : named;
  });
  const lists = deals.map(({ customers: own }): readonly number[] => {
    const [only = -1, another] = own;
    if (another === undefined) return ofCustomer[only] ?? NOWHERE;
    return [...new Set(own.flatMap((index) => ofCustomer[index] ?? NOWHERE))];
  });
  return { names: [...numbers.keys()], of: (deal) => lists[deal] ?? NOWHERE };
});

function counted(opened: readonly Opening[], earliest: Day | null, asOf: Day) {
  const isYoung = earliest === null || earliest > asOf - WINDOW_DAYS - EMPTY_DAYS;
  if (opened.length === 0) return isYoung ? NONE_YET : NONE;
  return amountsOf(opened, isYoung ? 'provisional' : undefined);
}

function amountsOf(opened: readonly Opening[], qualifier: Qualifier | undefined) {
  const reason =
    opened
      .map(({ market }) => market)
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
