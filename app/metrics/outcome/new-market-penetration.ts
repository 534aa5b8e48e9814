/**
 * Do partners open markets in which we sold nothing?
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { CustomerFact } from '../../facts/customer.ts';
import { type Day, FOREVER, NEVER } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { isWon } from '../derived/deals.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { type FoldValues, firstOf, lastDays, type Rows, rowsOf, standing } from '../fold.ts';
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

/**
 * Markets that a sourced deal opened in the window. Only the first win of the window can open one: the next ones follow it
 * within less than the days after which a market is new again. Of those of one day it is the first by id, whoever won it.
 */
const openings = memoByDay((won: Rows<'decisions'>, asOf: Day, facts: AccountFacts): Opening[] => {
  const { names, ofDeal } = marketsOf(facts);
  /** By market, the last day of a win before the window; and the day, deal and amount of the first win in it. */
  const before = new Int32Array(names.length).fill(NEVER);
  const days = new Int32Array(names.length).fill(FOREVER);
  const deals = new Int32Array(names.length);
  const amounts = new Float64Array(names.length);
  won.each(({ deal, day, amount }) => {
    for (const market of ofDeal(deal)) {
      const first = days[market] as Day;
      if (day <= asOf - WINDOW_DAYS) {
        if (day > (before[market] as Day)) before[market] = day;
      } else if (day < first || (day === first && byId(idOf(deal, facts), idOf(deals[market], facts)) < 0)) {
        days[market] = day;
        deals[market] = deal;
        amounts[market] = amount;
      }
    }
  });
  return names.flatMap((name, market): Opening[] => {
    const [deal, day] = [deals[market] as number, days[market] as Day];
    const [partner] = sourcedBy(facts)(deal);
    const isOpened = day !== FOREVER && day - (before[market] as Day) > EMPTY_DAYS;
    if (!isOpened || partner === undefined) return [];
    return [{ deal, id: idOf(deal, facts), amount: amounts[market] as number, partner, name }];
  });
});

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
  const lists = deals.map(({ customers: own }): readonly number[] => {
    const [only = -1, another] = own;
    if (another === undefined) return ofCustomer[only] ?? NOWHERE;
    return [...new Set(own.flatMap((index) => ofCustomer[index] ?? NOWHERE))];
  });
  return { names: [...numbers.keys()], ofDeal: (deal) => lists[deal] ?? NOWHERE };
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
