import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ACTIVITY_WORLD as WORLD } from '../../test/support/activity-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { computeStep } from '../compute/compute-step.ts';
import { createLogger } from '../ops/logger.ts';
import { loadAccount } from '../store/account-records.ts';
import { hintStep } from './hint-step.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const MINUTE = 60_000;
/** A kind, a record of the partner, one of a customer's, and a property that is read. */
const KINDS = [
  ['emails', 'email', '101', '103', 'hs_email_direction', 'INCOMING_EMAIL'],
  ['calls', 'call', '121', '123', 'hs_call_direction', 'OUTBOUND'],
  ['meetings', 'meeting', '131', '133', 'hs_meeting_outcome', 'COMPLETED'],
  ['tickets', 'ticket', '201', '203', 'hs_pipeline_stage', '4'],
] as const;
type Kind = (typeof KINDS)[number][0] | 'leads';

let account: ConnectedAccount;
beforeEach(async () => {
  account = await connectedAccount({ db: database.db, world: WORLD });
  await account.sync();
  account.clock.advance(10 * MINUTE);
  account.standIn.journal.clear();
});
afterEach(() => account.close());

const act = (action: Parameters<ConnectedAccount['standIn']['act']>[0]) => account.standIn.act(action);
const load = () => loadAccount(database.db, account.portalId);
const find = async (kind: Kind, id: string) => (await load()).extras.records[kind]?.find((record) => record.id === id);
const linked = async (kind: Kind, to: 'companies' | 'contacts') =>
  ((await load()).extras.links[`${kind}>${to}`] ?? [])
    .filter(({ removedMs }) => removedMs === null)
    .map(({ fromId, toId }) => `${fromId}>${toId}`)
    .sort();
/** What arrived by webhook is followed, without any search. */
const follow = async () => {
  await account.deliver();
  const result = await account.sync({ mode: 'hints' });
  expect(result.calls).toMatchObject({ search: 0, list: 0 });
  expect((await database.db.pool.query('select from change_hints')).rowCount).toBe(0);
  return result;
};

describe.each(KINDS)('webhooks of %s', (kind, type, mine, others, property, value) => {
  it('of a change, a deletion and a restoration reach the facts, with the time of each', async () => {
    act({ do: 'edit', type, id: mine, properties: { [property]: value } });
    expect(await follow()).toMatchObject({ changed: true });
    expect((await find(kind, mine))?.properties[property]).toBe(value);
    act({ do: 'archive', type, id: mine });
    const deletedMs = account.clock.now();
    await account.deliver();
    account.clock.advance(MINUTE);
    await follow();
    expect(await find(kind, mine)).toMatchObject({ archived: true, deletedMs });
    act({ do: 'restore', type, id: mine });
    await follow();
    expect(await find(kind, mine)).toMatchObject({ archived: false, deletedMs: null });
  });

  it('of a new record bring it in with its links, and a link that is made or cut is learnt', async () => {
    const id = act({ do: 'create', type, properties: { [property]: value } }) ?? '';
    act({ do: 'associate', from: { type, id }, to: { type: 'company', id: '1' } });
    await follow();
    expect((await find(kind, id))?.properties[property]).toBe(value);
    expect(await linked(kind, 'companies')).toContain(`${id}>1`);
    act({ do: 'associate', from: { type: 'contact', id: '11' }, to: { type, id } });
    await follow();
    expect(await linked(kind, 'contacts')).toContain(`${id}>11`);
    act({ do: 'dissociate', from: { type, id }, to: { type: 'company', id: '1' } });
    await follow();
    expect(await linked(kind, 'companies')).not.toContain(`${id}>1`);
    expect(await find(kind, id)).toMatchObject({ archived: false });
    act({ do: 'dissociate', from: { type, id }, to: { type: 'contact', id: '11' } });
    await follow();
    expect(await find(kind, id)).toMatchObject({ archived: true });
  });

  it('of those of others cost no call when they change or go, and no record is read when they are new', async () => {
    act({ do: 'edit', type, id: others, properties: { [property]: value } });
    act({ do: 'archive', type, id: others });
    expect((await follow()).calls).toMatchObject({ associations: 0, batchRead: 0 });
    act({ do: 'restore', type, id: others });
    act({ do: 'create', type, properties: { [property]: value } });
    // Whom they concern: companies and people.
    expect(await follow()).toMatchObject({ changed: false, calls: { associations: 2, batchRead: 0 } });
    expect(await find(kind, others)).toBeUndefined();
  });

  it('doubled, late and disordered come to the same', async () => {
    const first = (await find(kind, mine))?.properties[property] ?? '';
    act({ do: 'edit', type, id: mine, properties: { [property]: value } });
    act({ do: 'archive', type, id: mine });
    act({ do: 'restore', type, id: mine });
    act({ do: 'edit', type, id: mine, properties: { [property]: first } });
    act({ do: 'edit', type, id: mine, properties: { [property]: value } });
    const events = account.standIn.webhooks.take();
    await account.deliver(events.toReversed());
    await follow();
    expect(await find(kind, mine)).toMatchObject({ archived: false, properties: { [property]: value } });
    await account.deliver([...events, ...events]);
    expect(await follow()).toMatchObject({ changed: false });
    expect(await find(kind, mine)).toMatchObject({ archived: false, properties: { [property]: value } });
  });

  it('that were lost are made up for by the next pass and the daily sweep', async () => {
    act({ do: 'edit', type, id: mine, properties: { [property]: value } });
    account.standIn.webhooks.take();
    expect(await follow()).toMatchObject({ changed: false });
    account.clock.advance(MINUTE);
    await account.sync();
    expect((await find(kind, mine))?.properties[property]).toBe(value);
    act({ do: 'archive', type, id: mine });
    account.standIn.webhooks.take();
    await account.sync({ mode: 'sweep' });
    expect(await find(kind, mine)).toMatchObject({ archived: true });
  });
});

describe('webhooks of mail, tickets and the like', () => {
  it('of a burst are followed by as many calls as one reading of them all', async () => {
    for (let n = 0; n < 240; n++) {
      const id = act({ do: 'create', type: 'call', properties: { hs_call_direction: 'INBOUND' } }) ?? '';
      const partner = n < 120 ? '1' : '3';
      act({ do: 'associate', from: { type: 'call', id }, to: { type: 'company', id: partner } });
      for (let edit = 0; edit < 5; edit++) {
        act({ do: 'edit', type: 'call', id, properties: { hs_call_direction: edit % 2 ? 'INBOUND' : 'OUTBOUND' } });
      }
    }
    const { calls } = await follow();
    // Companies and people of all, deals of the partner's, and 120 records a hundred a call.
    expect(calls).toMatchObject({ associations: 3, batchRead: 2 });
    expect(await linked('calls', 'companies')).toHaveLength(120);
  });

  it('of a merge of two tickets leave the survivor with the links of both', async () => {
    act({ do: 'associate', from: { type: 'ticket', id: '202' }, to: { type: 'contact', id: '11' } });
    account.standIn.webhooks.take();
    const survivor = act({ do: 'merge', type: 'ticket', id: '201', other: '202' }) ?? '';
    // Only the merge itself arrives.
    const events = account.standIn.webhooks.take();
    await account.deliver(events.filter(({ subscriptionType }) => subscriptionType === 'object.merge'));
    await follow();
    expect(await linked('tickets', 'companies')).toEqual([`${survivor}>1`]);
    expect(await linked('tickets', 'contacts')).toEqual([`${survivor}>11`]);
    expect(await find('tickets', '201')).toMatchObject({ archived: true });
    expect(await find('tickets', '202')).toMatchObject({ archived: true });
    expect(await find('tickets', survivor)).toMatchObject({ archived: false });
  });

  it('of leads are followed whoever has to do with them', async () => {
    act({ do: 'edit', type: 'lead', id: '303', properties: { hubspot_owner_id: '1' } });
    const id = act({ do: 'create', type: 'lead', properties: { hs_lead_name: 'New' } }) ?? '';
    await follow();
    expect((await find('leads', '303'))?.properties.hubspot_owner_id).toBe('1');
    expect(await find('leads', id)).toMatchObject({ archived: false });
    act({ do: 'archive', type: 'lead', id });
    await follow();
    expect(await find('leads', id)).toMatchObject({ archived: true });
  });

  it('of a new meeting put it on the partner’s card in the pass that follows them', async () => {
    const now = () => account.clock.now();
    const context = { log: createLogger({ level: 'silent' }), signal: new AbortController().signal };
    const compute = computeStep({ db: database.db, now, asOf: null, loadAccount: load });
    await compute.run(account.portalId, context);
    const card = async () => {
      const { rows } = await database.db.pool.query<{ model: unknown }>(
        "select model from card_models where portal_id = $1 and object_type = 'companies' and object_id = '1'",
        [account.portalId],
      );
      return JSON.stringify(rows);
    };
    const before = await card();
    const properties = { hs_timestamp: '2026-05-28T10:00:00Z', hs_meeting_outcome: 'COMPLETED' };
    const id = act({ do: 'create', type: 'meeting', properties }) ?? '';
    act({ do: 'associate', from: { type: 'meeting', id }, to: { type: 'contact', id: '11' } });
    await account.deliver();
    await hintStep({ db: database.db, door: account.hubspot.door, now, andThen: [compute] }).run(
      account.portalId,
      context,
    );
    expect(await card()).not.toBe(before);
  });

  it('that come while their record is being read are not lost', async () => {
    act({ do: 'edit', type: 'call', id: '121', properties: { hs_call_direction: 'OUTBOUND' } });
    await account.deliver();
    let isFirst = true;
    const { door } = account.hubspot;
    await account.sync({
      mode: 'hints',
      door: {
        account(portalId, options) {
          const own = door.account(portalId, options);
          const batchRead: typeof own.batchRead = async (...args) => {
            const answer = await own.batchRead(...args);
            if (isFirst) {
              act({ do: 'edit', type: 'call', id: '121', properties: { hs_call_direction: 'INBOUND' } });
              await account.deliver();
            }
            isFirst = false;
            return answer;
          };
          return { ...own, batchRead };
        },
      },
    });
    await follow();
    expect((await find('calls', '121'))?.properties.hs_call_direction).toBe('INBOUND');
  });

  it('of kinds whose scope the account did not grant are not sent, and cost nothing if they are', async () => {
    const unavailableScopes = ['tickets'];
    const other = await connectedAccount({
      db: database.db,
      world: WORLD,
      standIn: { accounts: [{ world: WORLD, hubId: 990_077, unavailableScopes }] },
    });
    try {
      await other.sync();
      other.standIn.act({ do: 'edit', type: 'ticket', id: '201', properties: { hs_pipeline_stage: '4' } });
      other.standIn.act({ do: 'edit', type: 'call', id: '121', properties: { hs_call_direction: 'OUTBOUND' } });
      const [event, ...more] = other.standIn.webhooks.take();
      expect(more).toEqual([]);
      expect(event).toMatchObject({ objectTypeId: '0-48' });
      if (event === undefined) throw new Error('a call is told of');
      await other.deliver([{ ...event, objectTypeId: '0-5', objectId: 201 }]);
      const { calls } = await other.sync({ mode: 'hints' });
      expect(calls).toMatchObject({ associations: 0, batchRead: 0 });
      expect((await database.db.pool.query('select from change_hints')).rowCount).toBe(0);
    } finally {
      await other.close();
    }
  });
});
