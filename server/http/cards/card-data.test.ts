import { beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/postgres.ts';
import { AnswerBytes } from '../route.ts';
import { type CardQuestion, cardAnswers } from './card-data.ts';

const MINUTE = 60_000;
const [OURS, THEIRS] = [11, 22];

const JUDGED = 'update portals set judgement_version = 1 where portal_id = 11';

describe('an answer that was kept', () => {
  const database = testDatabase();
  let nowMs: number;
  let presented: number;
  let ask: (question?: Partial<CardQuestion>) => Promise<unknown>;

  const set = (sql: string, values: unknown[] = []) => database.db.pool.query(sql, values);
  const store = (portalId: number, id: string, name: string, hash: string) =>
    set(
      `insert into card_models values ($1, 'companies', $2, null, $3, $4)
       on conflict (portal_id, object_type, object_id) do update set model_hash = excluded.model_hash, model = excluded.model`,
      [portalId, id, hash, { kind: 'customer', company: { id, name }, partners: [] }],
    );

  beforeEach(async () => {
    nowMs = 0;
    presented = 0;
    await set('truncate portals cascade');
    for (const portalId of [OURS, THEIRS]) {
      await set("insert into portals (portal_id, time_zone, currency) values ($1, 'UTC', 'USD')", [portalId]);
      await set("insert into computations values ($1, '1970-01-01', 1, 1, 'x', 0, 0, 'UTC', 'USD', '{}', 1, 0)", [
        portalId,
      ]);
      await store(portalId, '5', `company of ${portalId}`, 'h1');
    }
    const options = { db: database.db, now: () => nowMs, syncIntervalMs: 10 * MINUTE };
    const answer = cardAnswers(options, 'companies', ({ model }, view, clock, { locale }) => {
      presented += 1;
      const name = model?.kind === 'customer' ? model.company.name : null;
      return { name, locale: locale ?? null, asOfDay: view.asOfDay, nowMs: clock.nowMs };
    });
    ask = async (question) => {
      const given = await answer({ portalId: OURS, objectId: '5', locale: undefined, ...question });
      return given instanceof AnswerBytes ? JSON.parse(given.json.toString()) : given;
    };
  });

  it('is given again without making it again', async () => {
    const first = await ask();
    expect(first).toMatchObject({ name: 'company of 11' });
    nowMs = MINUTE;
    expect(await ask()).toEqual(first);
    expect(presented).toBe(1);
  });

  it('is never given for another account, record or language', async () => {
    await store(OURS, '6', 'another', 'h1');
    await ask();
    expect(await ask({ portalId: THEIRS })).toMatchObject({ name: 'company of 22' });
    expect(await ask({ objectId: '6' })).toMatchObject({ name: 'another' });
    expect(await ask({ locale: 'de' })).toMatchObject({ name: 'company of 11', locale: 'de' });
    expect(await ask({ objectId: '7' })).toMatchObject({ name: null });
    expect(presented).toBe(5);
  });

  it.each([
    ['the record says something else', "update card_models set model_hash = 'h2' where portal_id = 11"],
    ['the record has nothing to say any more', 'delete from card_models where portal_id = 11'],
    ['another day was computed', "update computations set as_of = '1970-01-02' where portal_id = 11"],
    ['newer data was read', 'update computations set synced_ms = 1 where portal_id = 11'],
    ['the account changed its currency', "update computations set currency = 'JPY' where portal_id = 11"],
    ['the account changed its time zone', "update computations set time_zone = 'Asia/Tokyo' where portal_id = 11"],
    ['somebody said something of the partner', JUDGED],
    ['the account changed its settings', 'update portals set settings_version = 2 where portal_id = 11'],
    ['the definitions changed', "update computations set model_version = 'y' where portal_id = 11"],
  ])('is not given once %s', async (_what, sql) => {
    await ask();
    await set(sql);
    await ask();
    expect(presented).toBe(2);
  });

  it('is not given once the health of the partner on a deal changed', async () => {
    const deals = cardAnswers(
      { db: database.db, now: () => nowMs, syncIntervalMs: MINUTE },
      'deals',
      ({ partnerModel }) => ({ partnerModel }),
    );
    await set("insert into card_models values (11, 'deals', '9', '5', 'd1', '{}')");
    const question = { portalId: OURS, objectId: '9', locale: undefined };
    const text = async () => {
      const answer = await deals(question);
      return answer instanceof AnswerBytes ? answer.json.toString() : '';
    };
    expect(await text()).toContain('company of 11');
    await store(OURS, '5', 'renamed', 'h2');
    expect(await text()).toContain('renamed');
  });

  it('is not given once time alone made its data stale', async () => {
    await ask();
    nowMs = 2 * 10 * MINUTE + 60 * MINUTE;
    await ask();
    expect(presented).toBe(1);
    nowMs += 1;
    await ask();
    await ask();
    expect(presented).toBe(2);
  });

  it('is not given to an account that was removed', async () => {
    await ask();
    await set('delete from portals where portal_id = 11');
    expect(await ask()).toMatchObject({ state: 'problem', problem: { code: 'reconnect-needed' } });
  });
});
