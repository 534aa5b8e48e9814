import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../app/facts/pack.ts';
import { parseDay } from '../../app/kit/days.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { type ExportLine, exportResults } from '../../server/export/export-results.ts';
import { type ExpectedAnswer, expectedAnswers, expectedFindings } from './expected-answers.ts';
import { resolveWorld, shippedWorlds } from './resolve-world.ts';
import { worldRecords } from './world-records.ts';

const TINY = shippedWorlds().filter((name) => name.startsWith('tiny-'));

/** The catalogue items that the product began with. */
const FIRST_SLICE = [
  6, 7, 8, 13, 27, 28, 29, 31, 32, 35, 36, 37, 38, 41, 42, 43, 44, 45, 46, 55, 56, 59, 62, 64, 112, 113,
];

function linesOf(world: string, asOf: string): ExportLine[] {
  const facts = mapAccount(worldRecords(resolveWorld(world).world, Date.parse(`${asOf}T12:00:00Z`)));
  const day = parseDay(asOf);
  if (day === null) throw new Error(`${asOf} is no date`);
  return exportResults(facts, packFacts(facts), day);
}

const question = ({ catalogue, measure, scope, partnerId, what }: ExpectedAnswer): string =>
  `${catalogue} ${measure} of ${scope} ${partnerId ?? ''}: ${what}`;

const isMeant = (line: ExportLine, answer: ExpectedAnswer): boolean =>
  line.catalogue === answer.catalogue &&
  line.measure === answer.measure &&
  line.scope === answer.scope &&
  line.partnerId === answer.partnerId;

/** Floats are exact up to the last bits, whatever order they were added in. */
const rounded = (value: ExportLine['value']) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value);

type Told = Pick<ExpectedAnswer, 'state' | 'value' | 'role' | 'window' | 'numerator' | 'denominator'>;

/** What can be compared of an answer; its counts only where it was worked out from two of them. */
function compared({ state, value, role, window, numerator, denominator }: Told, hasCounts: boolean) {
  const counts = hasCounts ? { numerator, denominator } : {};
  return { role, window, state, value: rounded(value), ...counts };
}

describe.each(TINY)('the world %s', (world) => {
  const answers = expectedAnswers(world);

  it('has the answers that were worked out by hand', () => {
    const lines = new Map([...new Set(answers.map(({ asOf }) => asOf))].map((asOf) => [asOf, linesOf(world, asOf)]));
    const given = answers.map((answer) => {
      const hasCounts = answer.denominator !== null;
      const found = lines.get(answer.asOf)?.filter((line) => isMeant(line, answer)) ?? [];
      return { question: question(answer), answers: found.map((line) => compared(line, hasCounts)) };
    });
    const worked = answers.map((answer) => ({
      question: question(answer),
      answers: [compared(answer, answer.denominator !== null)],
    }));
    expect(given).toEqual(worked);
  });

  it('asks each question once', () => {
    const questions = expectedAnswers(world).map(({ asOf, catalogue, measure, window, scope, partnerId }) =>
      [asOf, catalogue, measure, window, scope, partnerId].join(),
    );
    expect(questions).toEqual([...new Set(questions)]);
  });
});

describe('the tiny worlds together', () => {
  it('ask about every item of the first slice, each of which is a metric', () => {
    const asked = new Set(TINY.flatMap(expectedAnswers).map(({ catalogue }) => catalogue));
    const items = new Set(CATALOGUE.map((metric) => metric.meta.catalogue));
    expect([...asked].sort((a, b) => a - b)).toEqual(FIRST_SLICE);
    expect(FIRST_SLICE.filter((item) => !items.has(item))).toEqual([]);
  });
});

describe('the world tiny-dirt', () => {
  it('names every doubtful record under its kind, and no other', () => {
    const { world } = resolveWorld('tiny-dirt');
    const found: Record<string, string[]> = {};
    for (const { kind, record } of mapAccount(worldRecords(world, Date.parse('2026-06-30T12:00:00Z'))).findings) {
      found[kind] = [...(found[kind] ?? []), `${record.type}:${record.id}`].sort();
    }
    expect(found).toEqual(expectedFindings('tiny-dirt'));
  });

  it('lists the rows of its files that no account could hold', () => {
    const { problems } = resolveWorld('tiny-dirt');
    expect(problems.map(({ file }) => file).sort()).toEqual([
      'associations.csv',
      'companies.csv',
      'companies.csv',
      'deal_history.csv',
      'deal_history.csv',
      'deals.csv',
    ]);
  });
});
