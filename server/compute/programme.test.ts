import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseDay } from '../../app/kit/days.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { resolveWorld } from '../../test/worlds/resolve-world.ts';
import { worldRecords } from '../../test/worlds/world-records.ts';
import { withPortal } from '../store/db.ts';
import { connectPortal } from '../store/portals.ts';
import { readBaseline, readHistory, readProgramResults } from '../store/programme.ts';
import { computeAccount } from './compute-account.ts';

const database = testDatabase();
const PORTAL = 42;
const AS_OF = parseDay('2026-06-30') ?? 0;
const FIRST_SYNC_MS = Date.parse('2026-06-30T12:00:00Z');

const records = worldRecords(resolveWorld('tiny-concentration').world, FIRST_SYNC_MS);
const compute = (told: AccountRecords, asOfDay = AS_OF) =>
  computeAccount({
    ...{ db: database.db, portalId: PORTAL, records: told, asOfDay },
    ...{ factsVersion: 1, settingsVersion: 1, nowMs: FIRST_SYNC_MS, syncedMs: FIRST_SYNC_MS },
  });
const read = <T>(work: Parameters<typeof withPortal<T>>[2]) => withPortal(database.db, PORTAL, work);

const TOP = 'concentration-risk/top-1';

beforeAll(async () => {
  await withPortal(database.db, PORTAL, (tx) => connectPortal(tx, { userId: '1', scopes: [] }));
  await compute(records);
});

describe('a computation of the programme', () => {
  it('keeps what the whole says, and each segment large enough', async () => {
    const [whole, ...cells] = await read(readProgramResults);
    expect(whole?.segment).toBe('');
    expect(whole?.results[TOP]).toMatchObject({ state: 'value' });
    expect(whole?.partners).toBeGreaterThan(5);
    for (const cell of cells) {
      const { state } = cell.results[TOP] ?? {};
      if (cell.partners < 5) expect(state).toBe('not-enough-data');
    }
  });

  it('has 24 month ends of the programme and of each partner at once', async () => {
    const programme = await read((tx) => readHistory(tx, ''));
    expect(programme?.dates).toHaveLength(24);
    expect(programme?.measures[TOP]).toHaveLength(24);
    const partner = await read((tx) => readHistory(tx, records.companies[0]?.id ?? ''));
    expect(
      partner?.measures['sourced-revenue/revenue-365d']?.every((point) => typeof point === 'number' || point === 'a'),
    ).toBe(true);
  });

  it('freezes a baseline that no later fact changes', async () => {
    const before = await read((tx) => readBaseline(tx, ''));
    expect(before?.results[TOP]).toMatchObject({ state: 'value' });
    // Every amount is told otherwise, a month later.
    const deals = records.deals.map((deal) => ({ ...deal, properties: { ...deal.properties, amount: '1' } }));
    await compute({ ...records, deals }, AS_OF + 30);
    expect(await read((tx) => readBaseline(tx, ''))).toEqual(before);
    const [whole] = await read(readProgramResults);
    expect(whole?.results[TOP]).not.toEqual(before?.results[TOP]);
  });

  it('cannot be talked into another baseline', async () => {
    const change = read((tx) => tx.query("update baselines set results = '{}' where portal_id = $1", [PORTAL]));
    await expect(change).rejects.toThrow('a baseline is never changed');
  });
});
