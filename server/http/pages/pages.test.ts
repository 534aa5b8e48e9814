import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { partnerPageAnswer, programmePageAnswer } from '@partner-pulse/contract';
import { pino } from 'pino';
import { parseDay } from '../../../app/kit/days.ts';
import { testDatabase } from '../../../test/support/postgres.ts';
import { resolveWorld } from '../../../test/worlds/resolve-world.ts';
import { worldRecords } from '../../../test/worlds/world-records.ts';
import { computeAccount } from '../../compute/compute-account.ts';
import { withPortal } from '../../store/db.ts';
import { connectPortal } from '../../store/portals.ts';
import { partnerPageRoute } from './partner.ts';
import { programmePageRoute } from './programme.ts';

const database = testDatabase();
const [COMPUTED, WAITING, UNKNOWN] = [42, 43, 44];
const NOW_MS = Date.parse('2026-06-30T12:00:00Z');
const WORLD = process.env.PAGE_WORLD ?? 'tiny-concentration';
const records = worldRecords(resolveWorld(WORLD).world, NOW_MS);

const call = async (path: '/programme' | '/partner', portalId: number, query: Record<string, string> = {}) => {
  const options = { db: database.db, now: () => NOW_MS, syncIntervalMs: 600_000 };
  const route = path === '/programme' ? programmePageRoute(options) : partnerPageRoute(options);
  const identity = { portalId, userId: '1', userEmail: undefined, appId: undefined };
  return route.answer({ identity, query: { locale: 'en-us', ...query }, log: pino({ enabled: false }) });
};
const programme = async (portalId: number) => programmePageAnswer.parse(await call('/programme', portalId));
const partner = async (partnerId: string) => partnerPageAnswer.parse(await call('/partner', COMPUTED, { partnerId }));

beforeAll(async () => {
  for (const portalId of [COMPUTED, WAITING])
    await withPortal(database.db, portalId, (tx) => connectPortal(tx, { userId: '1', scopes: [] }));
  await computeAccount({
    ...{ db: database.db, portalId: COMPUTED, records, asOfDay: parseDay('2026-06-30') ?? 0 },
    ...{ factsVersion: 1, settingsVersion: 1, nowMs: NOW_MS, syncedMs: NOW_MS },
  });
}, 60_000);

describe('the programme page', () => {
  it('has every partner, in one answer that fits the contract and is well under 1 MB', async () => {
    const started = performance.now();
    const answer = await programme(COMPUTED);
    const ms = performance.now() - started;
    if (answer.state !== 'ready') throw new Error(answer.state);
    const bytes = JSON.stringify(answer).length;
    process.stdout.write(`${answer.partners.length} partners, ${bytes} bytes, ${Math.round(ms)} ms\n`);
    if (process.env.PAGE_DUMP) {
      writeFileSync(`${process.env.PAGE_DUMP}-programme.json`, JSON.stringify(answer, null, 1));
      const id = answer.partners[0]?.id ?? '';
      writeFileSync(`${process.env.PAGE_DUMP}-partner.json`, JSON.stringify(await partner(id), null, 1));
    }
    expect(answer.partners.length).toBeGreaterThan(5);
    expect(bytes).toBeLessThan(900_000);
  });
});
