import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../app/facts/pack.ts';
import { fromBytes, toBytes } from '../../app/facts/packed-bytes.ts';
import { TABLE_NAMES } from '../../app/facts/tables.ts';
import { account } from '../../app/metrics/testing/facts.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { withPortal } from './db.ts';
import { type PackedPart, readPackedParts, storePackedParts } from './packed-facts.ts';

const database = testDatabase();
const PORTAL = 71;

const facts = account({
  partners: Array.from({ length: 1500 }, (_, i) => ({ name: `P${i}` })),
  deals: Array.from({ length: 40 }, (_, i) => ({
    sourced: `P${i * 30}`,
    created: '2025-01-01',
    registered: '2025-01-05',
    won: '2025-02-01',
    amount: i,
  })),
});

async function read(factsVersion: number): Promise<PackedPart[]> {
  return withPortal(database.db, PORTAL, async (tx) => {
    const parts: PackedPart[] = [];
    for await (const page of readPackedParts(tx, factsVersion)) parts.push(...page);
    return parts;
  });
}

const store = (factsVersion: number, parts: readonly PackedPart[]) =>
  withPortal(database.db, PORTAL, (tx) => storePackedParts(tx, factsVersion, parts));

describe('packed facts in the store', () => {
  it('come back partner by partner as they were, over many pages, and only in the version asked for', async () => {
    await database.db.pool.query("insert into portals (portal_id, time_zone, currency) values ($1, 'UTC', 'EUR')", [
      PORTAL,
    ]);
    const { partners } = packFacts(facts);
    await store(
      3,
      facts.partners.map(({ id }, index) => ({ partnerId: id, part: 0, columns: toBytes(partners, index) })),
    );
    const byId = new Map((await read(3)).map(({ partnerId, columns }) => [partnerId, columns]));
    expect(byId.size).toBe(facts.partners.length);
    const back = fromBytes(facts.partners.map(({ id }) => [byId.get(id) ?? new Uint8Array()]));
    for (const name of TABLE_NAMES) {
      expect(back?.[name].starts).toEqual(partners[name].starts);
      expect(back?.[name].columns).toEqual(partners[name].columns);
    }
    expect(await read(2)).toEqual([]);
  });

  it('are not replaced by what was packed from older records', async () => {
    const part = (columns: string) => [{ partnerId: '', part: 0, columns: Buffer.from(columns) }];
    await store(5, part('newer'));
    await store(4, part('older'));
    expect((await read(5)).map(({ columns }) => String(columns))).toEqual(['newer']);
    await store(6, part('newest'));
    expect((await read(6)).map(({ columns }) => String(columns))).toEqual(['newest']);
  });
});
