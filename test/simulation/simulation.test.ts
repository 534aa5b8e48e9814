import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabase } from '../support/postgres.ts';
import { switchOffRateBudget } from '../support/scratch-databases.ts';
import { runHistory } from './history.ts';

jest.setTimeout(120_000);

const database = testDatabase();
/** As many histories as fit; `npm run simulate` runs more. */
const BUDGET_MS = 12_000;
const FIRST_SEED = 1;

describe('an account that lives through trouble', () => {
  beforeAll(() => switchOffRateBudget(database.db));

  it('comes to what a clean sync comes to, and HubSpot says what the last plan wants', async () => {
    const begun = performance.now();
    let histories = 0;
    let deaths = 0;
    const differing: string[] = [];
    while (histories < 2 || performance.now() - begun < BUDGET_MS) {
      const seed = FIRST_SEED + histories;
      const { differences, trace } = await runHistory(database.db, seed);
      histories += 1;
      deaths += trace.filter((line) => line.includes(' dies ')).length;
      if (differences.length > 0) {
        differing.push(`npm run simulate -- --histories 1 --seed ${seed} --trace`, ...differences);
      }
    }
    expect(differing).toEqual([]);
    // Otherwise the histories would be quiet ones.
    expect(deaths).toBeGreaterThan(0);
    process.stdout.write(`simulation: ${histories} histories with ${deaths} deaths\n`);
  });

  it('lives through the same again with the same seed', async () => {
    const live = () => runHistory(database.db, 4, { isCompared: false });
    const [one, other] = [await live(), await live()];
    expect(one.trace.length).toBeGreaterThan(100);
    expect(other.trace).toEqual(one.trace);
  });
});
