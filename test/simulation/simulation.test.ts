import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabase } from '../support/postgres.ts';
import { switchOffRateBudget } from '../support/scratch-databases.ts';
import { type Coverage, sumOf } from './coverage.ts';
import { runHistory } from './history.ts';
import { prepared } from './prepared.ts';
import { runHistories } from './run-histories.ts';

jest.setTimeout(240_000);

const databases = [testDatabase(), testDatabase()];
/** As many histories as fit; `npm run simulate` runs more. */
const BUDGET_MS = 30_000;
const AT_LEAST = 12;
const FIRST_SEED = 1;

describe('an account that lives through trouble', () => {
  beforeAll(async () => {
    for (const { db } of databases) await switchOffRateBudget(db);
  });

  it('comes to what a clean sync comes to, and HubSpot says what the last plan wants', async () => {
    const begun = performance.now();
    let next = FIRST_SEED;
    const coverages: Coverage[] = [];
    const differing: string[] = [];
    await runHistories({
      urls: databases.map(({ url }) => url),
      next: () => (next < FIRST_SEED + AT_LEAST || performance.now() - begun < BUDGET_MS ? next++ : null),
      onOutcome(seed, { differences, coverage }) {
        coverages.push(coverage);
        if (differences.length === 0) return;
        differing.push(`npm run simulate -- --histories 1 --seed ${seed} --trace`, ...differences);
      },
    });
    expect(differing).toEqual([]);
    const coverage = sumOf(coverages);
    const times = (part: string) =>
      [...coverage].reduce((sum, [name, count]) => (name.startsWith(part) ? sum + count : sum), 0);
    // Otherwise the histories would be quiet ones.
    expect(times('a worker dies')).toBeGreaterThan(AT_LEAST);
    expect(times('HubSpot: ')).toBeGreaterThan(AT_LEAST);
    expect(times('two workers on one account at once')).toBeGreaterThan(AT_LEAST);
    process.stdout.write(
      `simulation: ${coverages.length} histories with ${times('a worker dies')} deaths and ${times('HubSpot: ')} troubles of HubSpot\n`,
    );
  });

  it('lives through the same again with the same seed', async () => {
    const [database] = databases;
    if (database === undefined) throw new Error('no database');
    // Prepared once: what passes no gate may ask its statements in another order.
    const db = prepared(database.db);
    const live = () => runHistory(db, 4, { isCompared: false });
    const [one, other] = [await live(), await live()];
    expect(one.trace.length).toBeGreaterThan(100);
    expect(other.trace).toEqual(one.trace);
  });
});
