import { beforeAll, describe, expect, it } from '@jest/globals';
import { partnerPageAnswer, programmePageAnswer } from '@partner-pulse/contract';
import { pino } from 'pino';
import { parseDay } from '../../../app/kit/days.ts';
import type { AccountRecords } from '../../../app/mapping/records.ts';
import { testDatabase } from '../../../test/support/postgres.ts';
import { resolveWorld } from '../../../test/worlds/resolve-world.ts';
import { worldRecords } from '../../../test/worlds/world-records.ts';
import { computeAccount } from '../../compute/compute-account.ts';
import { numberOf } from '../../present/programme-tiles.ts';
import { readCard } from '../../store/cards.ts';
import { withPortal } from '../../store/db.ts';
import { connectPortal } from '../../store/portals.ts';
import { partnerPageRoute } from './partner.ts';
import { programmePageRoute } from './programme.ts';

const database = testDatabase();
const [COMPUTED, WAITING, UNKNOWN, EMPTY] = [42, 43, 44, 45];
const NOW_MS = Date.parse('2026-06-30T12:00:00Z');
const records = worldRecords(resolveWorld('tiny-concentration').world, NOW_MS);

const compute = (portalId: number, told: AccountRecords) =>
  computeAccount({
    ...{ db: database.db, portalId, records: told, asOfDay: parseDay('2026-06-30') ?? 0 },
    ...{ factsVersion: 1, settingsVersion: 1, nowMs: NOW_MS, syncedMs: NOW_MS },
  });

const call = async (path: '/programme' | '/partner', portalId: number, query: Record<string, string> = {}) => {
  const options = { db: database.db, now: () => NOW_MS, syncIntervalMs: 600_000 };
  const route = path === '/programme' ? programmePageRoute(options) : partnerPageRoute(options);
  const identity = { portalId, userId: '1', userEmail: undefined, appId: undefined };
  return route.answer({ identity, query: { locale: 'en-us', ...query }, log: pino({ enabled: false }) });
};
const programme = async (portalId: number) => programmePageAnswer.parse(await call('/programme', portalId));
const partner = async (partnerId: string) => partnerPageAnswer.parse(await call('/partner', COMPUTED, { partnerId }));

beforeAll(async () => {
  for (const portalId of [COMPUTED, WAITING, EMPTY])
    await withPortal(database.db, portalId, (tx) => connectPortal(tx, { userId: '1', scopes: [] }));
  await compute(COMPUTED, records);
}, 60_000);

describe('the programme page', () => {
  it('has every partner, in one answer that fits the contract and is well under 1 MB', async () => {
    const answer = await programme(COMPUTED);
    if (answer.state !== 'ready') throw new Error(answer.state);
    expect(answer.partners).toHaveLength(11);
    // 40 of 100 thousand come from the largest, 84 from the five largest.
    expect(answer.tiles.map(({ value }) => value)).toEqual([
      '60%',
      'EUR\u00a0100K',
      'EUR\u00a00',
      '84%',
      'No target set',
    ]);
    expect(answer.concentration.points.map(({ percent }) => percent)).toEqual([40, 60, 70, 84, 100]);
    expect(JSON.stringify(answer).length).toBeLessThan(30_000);
  });

  it('says the same of a partner as its card\u2019s model', async () => {
    const answer = await programme(COMPUTED);
    const [row] = answer.state === 'ready' ? answer.partners : [];
    const card = await withPortal(database.db, COMPUTED, (tx) => readCard(tx, 'companies', row?.id ?? ''));
    const model = card?.model?.kind === 'partner' ? card.model : null;
    expect(row).toMatchObject({ name: model?.partner.name, score: model?.health.point.score });
    expect(row?.sourced).toBe(numberOf(model?.results['sourced-revenue/revenue-365d']));
  });

  it('waits for the first computation, and asks an unknown account to install', async () => {
    expect(await programme(WAITING)).toMatchObject({ state: 'not-synced' });
    expect(await programme(UNKNOWN)).toMatchObject({ state: 'problem', problem: { code: 'reconnect-needed' } });
  });

  it('says what to map where nobody is a partner', async () => {
    await compute(EMPTY, { ...records, companies: [] });
    const answer = await programme(EMPTY);
    expect(answer.state).toBe('no-partners');
    expect(answer.state === 'no-partners' && answer.todo).toHaveLength(3);
  });
});

describe('the page of a partner', () => {
  it('has its numbers in four groups, each with 24 month ends and what it was a year before', async () => {
    const answer = await partner(records.companies[0]?.id ?? '');
    if (answer.state !== 'ready') throw new Error(answer.state);
    expect(answer.groups.map(({ title }) => title)).toEqual(['Activity', 'Outcome', 'Efficiency', 'Health']);
    const revenue = answer.groups.flatMap(({ rows }) => rows).find(({ key }) => key === 'sourced-revenue/revenue-365d');
    expect(revenue).toMatchObject({ valueText: 'EUR\u00a040,000', changeText: 'was EUR\u00a00', changeTone: 'good' });
    expect(revenue?.points).toHaveLength(24);
    expect(answer.baselineText).toContain('Jun 30, 2025');
  });

  it('is not there for a company that is no partner', async () => {
    expect(await partner('999999')).toMatchObject({ state: 'not-found' });
  });
});
