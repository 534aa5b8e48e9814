import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { emptyWorld } from '../../test/contract/empty-world.ts';
import type { StandInOptions } from '../../test/stand-in/index.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { World } from '../../test/worlds/world.ts';
import { loadAccount } from '../store/account-records.ts';
import { saveSettings } from '../store/portals.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const MINUTE = 60_000;
const at = (day: string) => `2026-05-${day}T10:00:00Z`;

/** Partner 1 with person 11, partner 2 with person 12, customer 3 with person 13; a mail and a ticket for each. */
const WORLD: World = {
  ...emptyWorld,
  companies: [
    { hs_object_id: '1', name: 'Partner', type: 'PARTNER', createdate: at('01') },
    { hs_object_id: '2', name: 'Other partner', type: 'PARTNER', createdate: at('01') },
    { hs_object_id: '3', name: 'Customer', type: 'PROSPECT', createdate: at('01') },
  ],
  contacts: [
    { hs_object_id: '11', email: 'ann@partner.example', jobtitle: 'CEO', createdate: at('01') },
    { hs_object_id: '12', email: 'ben@other.example', jobtitle: 'Seller', createdate: at('01') },
    { hs_object_id: '13', email: 'cid@customer.example', jobtitle: 'Buyer', createdate: at('01') },
  ],
  engagements: [
    mail('101', 'EMAIL', '02'),
    mail('102', 'INCOMING_EMAIL', '03'),
    mail('103', 'EMAIL', '04'),
    { hs_object_id: '121', hs_engagement_type: 'CALL', hs_timestamp: at('05'), hs_call_direction: 'INBOUND' },
    { hs_object_id: '131', hs_engagement_type: 'MEETING', hs_timestamp: at('06'), hs_meeting_outcome: 'COMPLETED' },
  ],
  tickets: [
    { hs_object_id: '201', subject: 'Secret', hs_pipeline: '0', hs_pipeline_stage: '1', createdate: at('07') },
    { hs_object_id: '202', subject: 'Other', hs_pipeline: '0', hs_pipeline_stage: '4', createdate: at('08') },
  ],
  associations: [
    ...[11, 12, 13].map((id) => ({ from: `contact:${id}`, to: `company:${id - 10}`, label: 'primary' })),
    { from: 'email:101', to: 'contact:11', label: '' },
    { from: 'email:101', to: 'contact:13', label: '' },
    { from: 'email:102', to: 'contact:12', label: '' },
    { from: 'email:103', to: 'contact:13', label: '' },
    { from: 'call:121', to: 'company:1', label: '' },
    { from: 'meeting:131', to: 'contact:11', label: '' },
    { from: 'ticket:201', to: 'company:1', label: '' },
    { from: 'ticket:202', to: 'contact:13', label: '' },
  ],
};

function mail(id: string, direction: string, day: string) {
  const thread = `thread-${id}`;
  return {
    ...{ hs_object_id: id, hs_engagement_type: 'EMAIL', hs_timestamp: at(day), hs_email_subject: 'Secret' },
    ...{ hs_email_direction: direction, hs_email_thread_id: thread, hubspot_owner_id: '7' },
  };
}

describe('mail, calls, meetings and tickets', () => {
  let account: ConnectedAccount;
  afterEach(() => account.close());
  const connect = async (standIn: Partial<StandInOptions> = {}, world = WORLD) => {
    account = await connectedAccount({ db: database.db, world, standIn });
    return account.sync();
  };
  const extras = async () => (await loadAccount(database.db, account.portalId)).extras;
  const ids = async (type: 'emails' | 'calls' | 'meetings' | 'tickets') =>
    ((await extras()).records[type] ?? []).filter(({ archived }) => !archived).map(({ id }) => id);
  const standing = async (kind: string) =>
    ((await extras()).links[kind] ?? [])
      .filter(({ removedMs }) => removedMs === null)
      .map(({ fromId, toId }) => `${fromId}>${toId}`)
      .sort();
  const syncLater = (options = {}) => {
    account.clock.advance(10 * MINUTE);
    return account.sync(options);
  };

  it('of partners and their people come in with the first sync, and nobody else’s', async () => {
    await connect();
    expect(await ids('emails')).toEqual(['101', '102']);
    expect(await ids('calls')).toEqual(['121']);
    expect(await ids('meetings')).toEqual(['131']);
    expect(await ids('tickets')).toEqual(['201']);
    // The customer on a mail shows that somebody was introduced.
    expect(await standing('emails>contacts')).toEqual(['101>11', '101>13', '102>12']);
    expect((await extras()).read).toEqual(['emails', 'calls', 'meetings', 'tickets', 'feedback_submissions']);
  });

  it('are stored without subjects, texts and addresses', async () => {
    await connect();
    const { rows } = await database.db.pool.query<{ text: string }>(
      'select properties::text as text from records where portal_id = $1',
      [account.portalId],
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/Secret|@/);
  });

  it('arrive with the next pass when they are new, for a handful of calls', async () => {
    await connect();
    account.clock.advance(10 * MINUTE);
    const id = account.standIn.act({ do: 'create', type: 'email', properties: { hs_email_direction: 'EMAIL' } }) ?? '';
    account.standIn.act({ do: 'associate', from: { type: 'email', id }, to: { type: 'contact', id: '12' } });
    const { calls, changed } = await syncLater();
    expect(changed).toBe(true);
    expect(await ids('emails')).toContain(id);
    // To whom it was: companies and people, then deals; and the mail itself.
    expect(calls).toMatchObject({ associations: 3, batchRead: 1, list: 0 });
    expect(await syncLater()).toMatchObject({ changed: false, calls: { associations: 0, batchRead: 0, list: 0 } });
  });

  it('of others cost no more than the look at whom they concern', async () => {
    await connect();
    account.clock.advance(10 * MINUTE);
    account.standIn.act({ do: 'edit', type: 'email', id: '103', properties: { hs_email_direction: 'EMAIL' } });
    expect(await syncLater()).toMatchObject({ changed: false, calls: { associations: 2, batchRead: 0 } });
  });

  it('learn in the daily sweep that a ticket lost its company', async () => {
    await connect();
    account.standIn.act({
      do: 'dissociate',
      from: { type: 'ticket', id: '201' },
      to: { type: 'company', id: '1' },
    });
    await syncLater();
    expect(await standing('tickets>companies')).toEqual(['201>1']);
    await syncLater({ mode: 'sweep' });
    expect(await standing('tickets>companies')).toEqual([]);
    expect(await ids('tickets')).toEqual([]);
  });

  it('that were deleted go with the daily sweep, and come back when they are restored', async () => {
    await connect();
    account.standIn.act({ do: 'archive', type: 'email', id: '101' });
    await syncLater({ mode: 'sweep' });
    expect(await ids('emails')).toEqual(['102']);
    account.standIn.act({ do: 'restore', type: 'email', id: '101' });
    await syncLater({ mode: 'sweep' });
    expect(await ids('emails')).toEqual(['101', '102']);
  });

  it('come in for a company that becomes a partner, without those of others being read again', async () => {
    await connect();
    account.clock.advance(10 * MINUTE);
    account.standIn.act({ do: 'edit', type: 'company', id: '3', properties: { type: 'PARTNER' } });
    await syncLater();
    expect(await ids('emails')).toEqual(['101', '102', '103']);
    expect(await ids('tickets')).toEqual(['201', '202']);
  });

  it('follow the survivor when two people are merged', async () => {
    await connect();
    account.clock.advance(10 * MINUTE);
    account.standIn.act({ do: 'merge', type: 'contact', id: '12', other: '11' });
    await syncLater();
    expect(await standing('emails>contacts')).toEqual(['101>12', '101>13', '102>12']);
    expect(await standing('meetings>contacts')).toEqual(['131>12']);
  });

  it('whose scope was not granted cost no call and are not said to be read', async () => {
    const hubId = 990_001;
    const result = await connect({
      accounts: [{ world: WORLD, hubId, unavailableScopes: ['tickets', 'sales-email-read'] }],
    });
    expect(result.mode).toBe('backfill');
    const paths = account.standIn.journal.entries().map(({ path }) => path);
    expect(paths.filter((path) => /tickets|emails/.test(path))).toEqual([]);
    expect((await extras()).read).toEqual(['calls', 'meetings', 'feedback_submissions']);
  });

  it('that HubSpot refuses midway are left out and not asked for again, while the others go on', async () => {
    account = await connectedAccount({ db: database.db, world: WORLD });
    const refusal = { status: 403, body: { category: 'MISSING_SCOPES' } };
    account.standIn.faults.add([{ when: '* */objects/*/tickets/batch/read', times: 99, answer: refusal }]);
    await account.sync();
    expect(await ids('emails')).toEqual(['101', '102']);
    expect((await extras()).read).toEqual(['emails', 'calls', 'meetings', 'feedback_submissions']);
    account.standIn.journal.clear();
    await syncLater();
    expect(account.standIn.journal.entries().filter(({ path }) => path.includes('tickets'))).toEqual([]);
    account.standIn.faults.clear();
    // As connecting the account anew does.
    await database.db.pool.query("update portals set missing_capabilities = '{}' where portal_id = $1", [
      account.portalId,
    ]);
    await syncLater();
    expect(await ids('tickets')).toEqual(['201']);
    expect((await extras()).read).toContain('tickets');
  });

  it('cost the same few calls in a first sync whether an account has a thousand other mails or none', async () => {
    const others = Array.from({ length: 1000 }, (_, n) => mail(String(5000 + n), 'EMAIL', '09'));
    const associations = others.map(({ hs_object_id: id }) => ({ from: `email:${id}`, to: 'contact:13', label: '' }));
    const few = await connect();
    await account.close();
    const many = await connect(
      {},
      {
        ...WORLD,
        engagements: [...WORLD.engagements, ...others],
        associations: [...WORLD.associations, ...associations],
      },
    );
    expect(many.calls).toEqual(few.calls);
  });
});

describe('leads, survey answers and registrations of an account’s own making', () => {
  const world: World = {
    ...WORLD,
    leads: ['301', '302'].map((id) => ({
      hs_object_id: id,
      hs_pipeline_stage: 'new-stage-id',
      hs_createdate: at('09'),
    })),
    feedback: [{ hs_object_id: '401', hs_survey_type: 'NPS', hs_value: '9', hs_submission_timestamp: at('10') }],
    registrations: [{ hs_object_id: '501', registered: '2026-05-11' }],
    associations: [
      ...WORLD.associations,
      { from: 'lead:301', to: 'company:1', label: '' },
      { from: 'feedback_submission:401', to: 'contact:11', label: '' },
      { from: 'registration:501', to: 'company:1', label: '' },
    ],
    settings: {
      ...WORLD.settings,
      leads: { object: 'leads' },
      registration: { object: 'p_registrations', date: 'registered' },
    },
  };
  let account: ConnectedAccount;
  afterEach(() => account.close());
  const load = () => loadAccount(database.db, account.portalId);

  it('are read with their links, leads of nobody too', async () => {
    account = await connectedAccount({ db: database.db, world });
    await account.sync();
    const { extras } = await load();
    expect(extras.records.leads?.map(({ id }) => id)).toEqual(['301', '302']);
    expect(extras.history.leads?.map(({ id, value }) => `${id} ${value}`)).toContain('301 new-stage-id');
    expect(extras.links['leads>companies']?.map(({ fromId }) => fromId)).toEqual(['301']);
    expect(extras.records.feedback_submissions?.map(({ id }) => id)).toEqual(['401']);
    expect(extras.registrations.map(({ properties }) => properties.registered)).toEqual(['2026-05-11']);
    expect(extras.links['registrations>companies']).toHaveLength(1);
    account.clock.advance(10 * MINUTE);
    account.standIn.act({ do: 'create', type: 'lead', properties: { hs_lead_name: 'New' } });
    account.clock.advance(10 * MINUTE);
    await account.sync();
    expect((await load()).extras.records.leads).toHaveLength(3);
  });

  it('that the settings give a meaning later are a backfill, so that people do not wait behind it', async () => {
    const { registration: _, leads: __, ...without } = world.settings;
    account = await connectedAccount({ db: database.db, world, settings: without });
    expect((await account.sync()).mode).toBe('backfill');
    account.clock.advance(10 * MINUTE);
    expect((await account.sync()).mode).toBe('incremental');
    await saveSettings(database.db, account.portalId, world.settings);
    account.clock.advance(10 * MINUTE);
    expect((await account.sync()).mode).toBe('backfill');
    expect((await load()).extras.records.leads?.map(({ id }) => id)).toEqual(['301', '302']);
    account.clock.advance(10 * MINUTE);
    expect((await account.sync()).mode).toBe('incremental');
  });

  it('in an object that the account does not have leave everything else as it is', async () => {
    const settings = { ...world.settings, registration: { object: 'p_nothing', date: 'registered' } };
    account = await connectedAccount({ db: database.db, world, settings });
    await account.sync();
    const { extras } = await load();
    expect(extras.registrations).toEqual([]);
    expect(extras.records.emails).toHaveLength(2);
  });
});
