import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CrmLink } from '../../app/mapping/records.ts';
import { ACTIVITY_WORLD } from '../../test/support/activity-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { loadAccount } from '../store/account-records.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();

describe('webhooks of people', () => {
  let account: ConnectedAccount;
  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: ACTIVITY_WORLD });
    await account.sync();
    account.clock.advance(600_000);
  });
  afterEach(() => account.close());

  const act = (action: Parameters<ConnectedAccount['standIn']['act']>[0]) => account.standIn.act(action);
  const load = () => loadAccount(database.db, account.portalId);
  const follow = async () => {
    await account.deliver();
    const result = await account.sync({ mode: 'hints' });
    expect(result.calls).toMatchObject({ search: 0, list: 0 });
    return result;
  };
  const standing = (links: readonly CrmLink[] = []) => [
    ...new Set(links.filter(({ removedMs }) => removedMs === null).map(({ fromId, toId }) => `${fromId}>${toId}`)),
  ];
  const person = async (id: string) => (await load()).contacts.find((record) => record.id === id);
  const people = async () => standing((await load()).companyContactLinks).sort();
  const linked = async (kind: 'emails' | 'calls') => standing((await load()).extras.links[`${kind}>contacts`]);

  it('of partners follow a change, a new one, a deletion, a restoration and a cut link', async () => {
    act({ do: 'edit', type: 'contact', id: '11', properties: { jobtitle: 'CFO' } });
    await follow();
    expect((await person('11'))?.properties.jobtitle).toBe('CFO');
    const id = act({ do: 'create', type: 'contact', properties: { jobtitle: 'Seller' } }) ?? '';
    act({ do: 'associate', from: { type: 'contact', id }, to: { type: 'company', id: '1' } });
    await follow();
    expect(await people()).toEqual(['1>11', `1>${id}`].sort());
    act({ do: 'archive', type: 'contact', id });
    await follow();
    expect(await person(id)).toMatchObject({ archived: true });
    act({ do: 'restore', type: 'contact', id });
    await follow();
    expect(await person(id)).toMatchObject({ archived: false });
    act({ do: 'dissociate', from: { type: 'contact', id }, to: { type: 'company', id: '1' } });
    await follow();
    expect(await people()).toEqual(['1>11']);
  });

  it('of somebody who is back bring the company and the calls back, also when both were read without them', async () => {
    act({ do: 'archive', type: 'contact', id: '11' });
    await follow();
    // The partner's people and calls are read meanwhile: HubSpot shows nothing that is linked to the recycle bin.
    act({ do: 'associate', from: { type: 'contact', id: '13' }, to: { type: 'company', id: '1' } });
    act({ do: 'edit', type: 'call', id: '121', properties: { hs_call_direction: 'OUTBOUND' } });
    await follow();
    expect(await people()).toEqual(['1>13']);
    act({ do: 'restore', type: 'contact', id: '11' });
    await follow();
    expect(await people()).toEqual(['1>11', '1>13']);
    expect(await linked('calls')).toContain('121>11');
  });

  it('of a merge follow the survivor with the mail of both', async () => {
    const id = act({ do: 'create', type: 'contact', properties: { jobtitle: 'Seller' } }) ?? '';
    act({ do: 'associate', from: { type: 'contact', id }, to: { type: 'company', id: '1' } });
    act({ do: 'associate', from: { type: 'email', id: '103' }, to: { type: 'contact', id } });
    await follow();
    expect(await linked('emails')).toContain(`103>${id}`);
    act({ do: 'merge', type: 'contact', id: '11', other: id });
    await follow();
    expect(await person(id)).toMatchObject({ archived: true });
    expect(await linked('emails')).toEqual(expect.arrayContaining(['101>11', '103>11']));
    expect(await people()).toEqual(['1>11']);
  });

  it('of customers cost no call', async () => {
    act({ do: 'edit', type: 'contact', id: '13', properties: { jobtitle: 'Head of buying' } });
    act({ do: 'archive', type: 'contact', id: '13' });
    act({ do: 'restore', type: 'contact', id: '13' });
    act({ do: 'create', type: 'contact', properties: { jobtitle: 'Buyer' } });
    expect(await follow()).toMatchObject({ changed: false, calls: { associations: 0, batchRead: 0 } });
  });
});
