import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AccountFacts } from '../facts/account-facts.ts';
import { packFacts } from '../facts/pack.ts';
import type { Day } from '../kit/days.ts';
import { DEFAULT_SETTINGS } from '../mapping/settings.ts';
import { CATALOGUE } from './catalogue.generated.ts';
import { interpretPartner, interpretProgram, type MetricResults } from './interpret.ts';
import type { Measure, Metric } from './metric.ts';
import type { Result } from './result.ts';
import { sweep } from './sweep.ts';
import { knownAt, reordered, shifted } from './testing/altered-facts.ts';
import { arbitraryDay, arbitraryFacts } from './testing/arbitrary-facts.ts';
import { account, day } from './testing/facts.ts';
import { onlyInReach } from './testing/in-reach.ts';

/** A fixed seed: a failure on one machine is a failure on all. Without `endOnFailure` it is shrunk, which takes minutes. */
const RUNS = { seed: 20_250_630, numRuns: 30, endOnFailure: true } as const;
/** Some numbers need much to come together, so they are looked for in more accounts. */
const MORE_RUNS = { ...RUNS, numRuns: 60 } as const;
const any = arbitraryFacts({ isTidy: false });
const tidy = arbitraryFacts({ isTidy: true });

/** Comparisons of the results of one metric for one subject at one date. */
let cases = 0;

type Said = Record<string, MetricResults | undefined>;

/** Everything a metric says at a date, by partner id. */
function everything(metric: Metric, facts: AccountFacts, asOf: Day, packed = packFacts(facts)): Said {
  const partners = facts.partners.map(({ id }, index) => [id, interpretPartner(metric, facts, packed, index, asOf)]);
  cases += partners.length + 1;
  return { ...Object.fromEntries(partners), program: interpretProgram(metric, facts, packed, asOf) };
}

/** Holds two tellings of an account against each other, metric by metric. */
function expectSame(
  told: AccountFacts,
  toldAt: Day,
  facts: AccountFacts,
  asOf: Day,
  metrics = CATALOGUE,
  keep = all,
): void {
  const [packedTold, packed] = [packFacts(told), packFacts(facts)];
  for (const metric of metrics) {
    expectEqual(
      keep(metric, everything(metric, told, toldAt, packedTold)),
      keep(metric, everything(metric, facts, asOf, packed)),
    );
  }
}

const all = (_: Metric, said: Said): unknown => said;

/** `toEqual` explains a difference well and finds it slowly, so it is asked only where there is one. */
function expectEqual(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

const measuresOf = (metric: Metric, results: MetricResults | undefined): (readonly [Measure, Result])[] =>
  Object.entries(results ?? {}).flatMap(([key, result]) => {
    const measure = metric.meta.measures[key];
    if (!measure) throw new Error(`${metric.meta.id} answers ${key}, which its meta does not declare`);
    return result ? [[measure, result] as const] : [];
  });

afterAll(() => {
  process.stdout.write(`catalogue properties: ${CATALOGUE.length} metrics, ${cases} cases\n`);
  expect(cases).toBeGreaterThan(CATALOGUE.length * RUNS.numRuns * 5);
});

describe('every metric of the catalogue', () => {
  it('says the same whatever order the facts come in', () => {
    const orders = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(any, arbitraryDay, orders, (facts, asOf, order) => {
        const other = reordered(facts, (i) => ((order[i % 8] ?? 0) * (i + 1)) % 1009);
        expectSame(other, asOf, facts, asOf);
      }),
      RUNS,
    );
  });

  it('says nothing that only later facts could tell', () => {
    fc.assert(
      fc.property(tidy, arbitraryDay, (facts, asOf) => {
        expectSame(knownAt(facts, asOf), asOf, facts, asOf);
      }),
      RUNS,
    );
  });

  it('reads no deal outside the reach that its folds declare', () => {
    fc.assert(
      fc.property(any, arbitraryDay, (facts, asOf) => {
        const packed = packFacts(facts);
        for (const metric of CATALOGUE) {
          const reached = onlyInReach(metric, facts, packed, asOf);
          expectEqual(everything(metric, reached, asOf), everything(metric, facts, asOf, packed));
        }
      }),
      RUNS,
    );
  });

  it('gives finite numbers within the declared range, and honest counts beside them', () => {
    const known = new Set<string>();
    fc.assert(
      fc.property(any, arbitraryDay, (facts, asOf) => {
        const packed = packFacts(facts);
        for (const metric of CATALOGUE) {
          for (const results of Object.values(everything(metric, facts, asOf, packed))) {
            for (const [measure, result] of measuresOf(metric, results)) {
              const wrong = wrongWith(measure, result);
              if (wrong.length > 0) expect([metric.meta.id, measure.label, result]).toEqual(wrong);
              if (result.state === 'value') known.add(nameOf(metric, measure));
            }
          }
        }
      }),
      MORE_RUNS,
    );
    const never = CATALOGUE.flatMap((metric) =>
      Object.values(metric.meta.measures).map((measure) => nameOf(metric, measure)),
    ).filter((name) => !known.has(name));
    // Else the ranges would be kept by measures that never say a number.
    expect(never).toEqual([]);
  });

  it('says the same by both runners, over any list of dates', () => {
    fc.assert(
      fc.property(any, fc.uniqueArray(arbitraryDay, { minLength: 1, maxLength: 5 }), (facts, dates) => {
        const packed = packFacts(facts);
        const ascending = dates.toSorted((a, b) => a - b);
        sweep(CATALOGUE, facts, packed, ascending, (metric, partner, asOf, results) => {
          cases++;
          const interpreted =
            partner === null
              ? interpretProgram(metric, facts, packed, asOf)
              : interpretPartner(metric, facts, packed, partner, asOf);
          expectEqual(results, interpreted);
        });
      }),
      RUNS,
    );
  });

  it('says the same when everything happens some weeks later, unless the calendar decides', () => {
    fc.assert(
      fc.property(any, arbitraryDay, fc.integer({ min: -60, max: 60 }), (facts, asOf, weeks) => {
        const steady = CATALOGUE.filter(({ meta }) => !meta.calendarBound);
        expectSame(shifted(facts, 7 * weeks), asOf + 7 * weeks, facts, asOf, steady, withoutFiscalYear);
      }),
      RUNS,
    );
  });

  it.each(CATALOGUE.map((metric) => [metric.meta.id, metric] as const))(
    '%s says without any facts what it declares',
    (_, metric) => {
      const settings = { partner: { ...DEFAULT_SETTINGS.partner, type: 'partner_type' } };
      const alone = everything(metric, account({ partners: [{ name: 'Acme' }], settings }), day('2025-06-30'));
      const nobody = everything(metric, account({ settings }), day('2025-06-30'));
      const checked = [...measuresOf(metric, alone.p1), ...measuresOf(metric, nobody.program)];
      expect(checked.length).toBeGreaterThanOrEqual(Object.keys(metric.meta.measures).length);
      for (const [measure, result] of checked) expect(emptyOf(result)).toBe(measure.whenEmpty);
    },
  );

  it.each(CATALOGUE.map((metric) => [metric.meta.id, metric] as const))(
    '%s says what to map where the account has not',
    (_, metric) => {
      for (const need of metric.meta.needs) {
        const unmapped = account({ partners: [{ name: 'Acme' }], mapped: { [need]: false } });
        const { p1, program } = everything(metric, unmapped, day('2025-06-30'));
        const said = [...measuresOf(metric, p1), ...measuresOf(metric, program)].map(([, result]) => result.state);
        expect(said.length).toBeGreaterThan(0);
        expect(new Set(said)).toEqual(new Set(['not-set-up']));
      }
    },
  );
});

/** A measure in words; those of the signing cohorts are one, since no date has all of them. */
const nameOf = ({ meta }: Metric, { label, window }: Measure): string =>
  `${meta.id}: ${window.startsWith('cohort-') ? 'a cohort' : label}`;

/** What is wrong with a result; empty when nothing is. Plain comparisons: it is asked a hundred thousand times. */
function wrongWith(measure: Measure, result: Result): string[] {
  const counts = [result.numerator, result.denominator, result.sample, ...Object.values(result.excluded ?? {})];
  const wrong = counts.every((count) => count === undefined || Number.isFinite(count)) ? [] : ['a count is not finite'];
  if (result.state === 'not-enough-data' && result.have >= result.need) wrong.push('it has as much as it needs');
  if (result.state !== 'value' || typeof result.value === 'string') return wrong;
  const [low, high] = measure.range;
  const isWithin = result.value >= (low ?? -Number.MAX_VALUE) && result.value <= (high ?? Number.MAX_VALUE);
  return isWithin ? wrong : [...wrong, `${result.value} is out of range`];
}

/** What a result is called in `whenEmpty`. */
function emptyOf(result: Result): string | number {
  if (result.state !== 'value') return result.state;
  if (typeof result.value === 'string') return 'text';
  return result.value === 0 ? 0 : 'number';
}

/** Fiscal years begin on a date, so their sums may change when everything moves. */
const withoutFiscalYear = (metric: Metric, said: Said): unknown =>
  Object.fromEntries(
    Object.entries(said).map(([subject, results]) => [
      subject,
      Object.entries(results ?? {}).filter(([key]) => metric.meta.measures[key]?.window !== 'FYTD'),
    ]),
  );
