/** The engine by itself: random rows under every kind of fold and reach, against the interpreter that looks at every row. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packFacts } from '../facts/pack.ts';
import { type PackedFacts, TABLES, type TableRow } from '../facts/tables.ts';
import { type Day, FOREVER, NEVER } from '../kit/days.ts';
import { TableBuilder } from '../kit/table.ts';
import {
  countOf,
  type Fold,
  firstOf,
  fiscalYear,
  gapsOf,
  lastDays,
  lastOf,
  type Numbers,
  notPast,
  past,
  type Reach,
  type Roll,
  type Rows,
  rollingOf,
  rowsOf,
  sortedOf,
  standing,
  sumOf,
  tallyOf,
} from './fold.ts';
import { interpretPartner, interpretProgram } from './interpret.ts';
import { defineMetric, type Metric, type PartnerContext } from './metric.ts';
import { value } from './result.ts';
import { sweep } from './sweep.ts';
import { account } from './testing/facts.ts';

const PARTNERS = 3;
const facts = account({
  partners: Array.from({ length: PARTNERS }, (_, i) => ({ name: `P${i}`, signed: `2020-0${i + 1}-01` })),
  settings: { fiscalYearStartMonth: 4 },
});
const BASE: Day = 18_300;

type Decision = TableRow<'decisions'>;
const anyDay = fc.integer({ min: BASE, max: BASE + 900 });
const decision = fc
  .record({
    day: anyDay,
    late: fc.constantFrom(0, 0, 0, 5, 40),
    lasts: fc.constantFrom(FOREVER, FOREVER, 0, 1, 30, 200),
    registeredDay: fc.oneof(fc.constant(NEVER), fc.constant(FOREVER), anyDay),
    amount: fc.integer({ min: 0, max: 1e12 }),
    won: fc.integer({ min: 0, max: 1 }),
    amountState: fc.integer({ min: 0, max: 2 }),
    partner: fc.integer({ min: 0, max: PARTNERS - 1 }),
  })
  .map(({ late, lasts, partner, ...row }) => {
    const from = row.day + late;
    const until = lasts === FOREVER ? FOREVER : from + lasts;
    const rest = { deal: 0, roles: 1, direct: 0, createdDay: row.day, pipeline: 0 };
    return { partner, row: { ...rest, ...row, from, until } };
  });

function packedOf(rows: readonly { readonly partner: number; readonly row: Decision }[]): PackedFacts {
  const [partners, program] = [new TableBuilder(TABLES.decisions), new TableBuilder(TABLES.decisions)];
  for (const { partner, row } of rows) {
    partners.add(partner, row);
    program.add(0, row);
  }
  const empty = packFacts(facts);
  return {
    partners: { ...empty.partners, decisions: partners.pack(PARTNERS) },
    program: { ...empty.program, decisions: program.pack(1) },
  };
}

const anyReach: fc.Arbitrary<Reach> = fc.oneof(
  fc
    .record({ days: fc.integer({ min: 1, max: 400 }), before: fc.constantFrom(0, 0, 30, 365) })
    .map(({ days, before }): Reach => lastDays(days, before)),
  fc.constant(standing),
  fc.constant(fiscalYear),
  fc.integer({ min: -1, max: 60 }).map(notPast),
  fc.integer({ min: 0, max: 60 }).map(past),
);

const selection = fc.record(
  {
    reach: anyReach,
    where: fc.constantFrom(
      (row: Decision) => row.won === 1,
      (row: Decision, { partners }: typeof facts) => row.amountState < partners.length - 1,
    ),
    on: fc.constant((row: Decision) => row.registeredDay),
    excluding: fc.constant({
      first: (row: Decision) => row.amountState === 1,
      second: (row: Decision) => row.amountState === 2 || row.amount > 9e11,
    }),
  },
  { requiredKeys: ['reach'] },
);

/** How often each amount is there. */
const AMOUNTS: Roll<'decisions', Map<number, number>> = {
  start: () => new Map(),
  change(counts, { amount }, by) {
    const count = (counts.get(amount) ?? 0) + by;
    if (count === 0) counts.delete(amount);
    else counts.set(amount, count);
  },
};

const anyFold: fc.Arbitrary<Fold> = fc
  .record({
    take: fc.constantFrom(
      'count',
      'sum',
      'first',
      'last',
      'rows',
      'rolling',
      'sorted',
      'by',
      'gaps',
      'tally',
      'tallies',
    ),
    chosen: selection,
  })
  .map(({ take, chosen }) => {
    if (take === 'count') return countOf('decisions', chosen);
    if (take === 'sum') return sumOf('decisions', (row) => row.amount, chosen);
    if (take === 'sorted') return sortedOf('decisions', (row) => row.amount, chosen);
    if (take === 'by') return sortedOf('decisions', (row) => row.amount, { ...chosen, by: (row) => row.amountState });
    if (take === 'gaps') return gapsOf('decisions', 60, chosen);
    if (take === 'tally') return tallyOf('decisions', (row) => row.amountState, chosen);
    if (take === 'tallies') {
      const of = (row: Decision) => row.amount;
      return tallyOf('decisions', (row, { partners }) => [row.won, row.won + partners.length], { ...chosen, of });
    }
    if (take === 'rolling') return rollingOf('decisions', AMOUNTS, chosen);
    if (take === 'first') return firstOf('decisions', chosen);
    return take === 'last' ? lastOf('decisions', chosen) : rowsOf('decisions', chosen);
  });

/** What a `finish` reads beside its values, which decides when it is called again. */
const READS = ['nothing', 'date', 'of the date', 'whether a day has come', 'reference', 'everything'] as const;
type Reads = (typeof READS)[number];

function readIn(context: PartnerContext<object>, reads: Reads): unknown[] {
  switch (reads) {
    case 'nothing':
      return [];
    case 'date':
      return [context.asOf];
    case 'of the date':
      return [context.ofDate((asOf) => Math.floor(asOf / 100)), context.ofDate((asOf) => asOf > BASE + 333)];
    case 'whether a day has come':
      return [context.hasCome(BASE + 90), context.hasCome(BASE + 400)];
    case 'reference':
      return [wordsOf(context.reference)];
    case 'everything':
      return [context.asOf, context.partner.name, wordsOf(context.reference)];
  }
}

/** A metric that says its values word for word. */
function wordForWord(folds: Readonly<Record<string, Fold>>, reads: Reads): Metric {
  const { meta } = defineMetric({
    meta: {
      id: 'word-for-word',
      catalogue: 0,
      name: '',
      question: '',
      formula: '',
      category: 'activity',
      timing: 'leading',
      lagDays: 0,
      needs: [],
      minimumSample: 0,
      better: 'neither',
      decision: '',
      cadence: 'weekly',
      sources: [],
      exclusions: [],
      version: 1,
      changelog: [],
      measures: {},
    },
  });
  const say = (values: object, more: object) => ({ said: value(JSON.stringify([wordsOf(values), more])) });
  const numeric = Object.fromEntries(
    Object.entries(folds).filter(([, { take }]) => take !== 'rows' && take !== 'sorted' && take !== 'tally'),
  );
  return {
    meta,
    partner: {
      folds,
      // Each partner asks for the dates from the first one on: what rolls is rolled back.
      reference: {
        all: countOf('decisions', { reach: lastDays(90) }),
        rolling: rollingOf('decisions', AMOUNTS, { reach: lastDays(200) }),
      },
      finish: (values, context) => say(values, readIn(context, reads)),
    },
    program: {
      folds,
      // Rows are never kept for every partner.
      peers: numeric as NonNullable<NonNullable<Metric['program']>['peers']>,
      finish: (values, { peers, everyone }) =>
        say(
          values,
          [peers, everyone].map((some) => some.map(({ index, values }) => [index, wordsOf(values)])),
        ),
    },
  };
}

/** Values as data: exclusions by name, rows by what they say, in an order of their own. */
const wordsOf = (values: object): unknown[] =>
  Object.entries(values)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, fold]) => [
      name,
      ...['count', 'sum', 'day', 'first', 'last', 'gaps'].map((key) => fold[key] ?? null),
      Object.entries(fold.excluded).sort(),
      'map' in fold ? fold.map((row: Decision) => `${row.day} ${row.amount}`).sort() : null,
      'rolled' in fold ? [...fold.rolled()].sort() : null,
      'since' in fold ? sinceIn(fold, BASE + 300) : null,
      'over' in fold
        ? [numbersIn(fold), ...fold.groups().map((key: number) => [key, numbersIn(fold.over([key]))])]
        : null,
      'over' in fold ? numbersIn(fold.over([0, 2])) : null,
      'at' in fold ? [0, 1, 2, 3, 4, 9].map((key) => fold.at(key)) : null,
    ]);

function sinceIn(rows: Rows<'decisions'>, day: Day): string[] {
  const words: string[] = [];
  rows.since(day, (row) => words.push(`${row.day} ${row.amount}`));
  return words.sort();
}

const numbersIn = (some: Numbers) => [some.count, some.sum, some.median(), some.quantile(0.75), some.quantile(1)];

const anyDates = fc
  .uniqueArray(fc.integer({ min: BASE - 20, max: BASE + 1300 }), { minLength: 1, maxLength: 12 })
  .map((dates) => dates.sort((a, b) => a - b));
/** True from its day on and for ever, as most tables are: those are read by their days alone. */
const lasting = decision.map(({ partner, row }) => ({ partner, row: { ...row, from: row.day, until: FOREVER } }));
const rowsOfKind = (kind: typeof decision) => fc.array(kind, { maxLength: 40, size: 'max' });
const rows = fc.oneof(rowsOfKind(decision), rowsOfKind(lasting));
const folds = fc
  .array(anyFold, { minLength: 1, maxLength: 4 })
  .map((all) => Object.fromEntries(all.map((fold, i) => [`f${i}`, fold])));

describe('the sweep', () => {
  it('says of random rows what the interpreter says, for every kind of fold and reach', () => {
    let compared = 0;
    fc.assert(
      fc.property(rows, folds, anyDates, fc.constantFrom(...READS), (rows, folds, dates, reads) => {
        const packed = packedOf(rows);
        const metric = wordForWord(folds, reads);
        sweep([metric], facts, packed, dates, (_, partner, asOf, results) => {
          compared++;
          expect(results).toEqual(
            partner === null
              ? interpretProgram(metric, facts, packed, asOf)
              : interpretPartner(metric, facts, packed, partner, asOf),
          );
        });
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});
