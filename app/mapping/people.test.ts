import { describe, expect, it } from '@jest/globals';
import { zone } from '../kit/zone.ts';
import { mapAccount } from './map-account.ts';
import { seniorityOf } from './people.ts';
import type { CrmLink, CrmRecord, ExtraRecords } from './records.ts';
import { NO_EXTRAS } from './records.ts';
import { account, company, deal, link, partnerCompany, SETTINGS } from './testing/records.ts';

const tie = (fromId: string, toId: string): CrmLink => ({ ...link(fromId, toId, null), typeId: 1 });
const record = (id: string, properties: Record<string, string | null>): CrmRecord => company(id, properties);
const extras = (parts: Partial<ExtraRecords>): ExtraRecords => ({ ...NO_EXTRAS, ...parts });

const contacts = { contacts: [record('c1', { jobtitle: 'VP Sales' })], companyContactLinks: [tie('1', 'c1')] };
const partners = { companies: [partnerCompany('1'), partnerCompany('2'), company('9')] };

describe('mail, calls and meetings', () => {
  const email = (properties: Record<string, string | null>, links: ExtraRecords['links']) =>
    mapAccount(
      account({
        ...partners,
        ...contacts,
        extras: extras({
          read: ['emails'],
          records: { emails: [record('m1', { hs_timestamp: '2026-03-02T10:00:00Z', ...properties })] },
          links,
        }),
      }),
    );

  it('belong to the partner of the people who took part, though the company itself is not linked', () => {
    const { engagements, contacts: people } = email(
      { hs_email_direction: 'INCOMING_EMAIL', hs_email_thread_id: 't' },
      { 'emails>contacts': [tie('m1', 'c1')] },
    );
    expect(engagements).toMatchObject([
      { partners: [0], contacts: [0], from: 'partner', thread: 't', withCustomer: false },
    ]);
    expect(people).toMatchObject([{ id: 'c1', partner: 0, seniority: 'director' }]);
  });

  it('are an introduction when somebody outside the partner took part', () => {
    const { engagements } = email({}, { 'emails>companies': [tie('m1', '1'), tie('m1', '9')] });
    expect(engagements).toMatchObject([{ partners: [0], withCustomer: true, from: null }]);
  });

  it('of nobody at a partner are no facts', () => {
    expect(email({}, { 'emails>companies': [tie('m1', '9')] }).engagements).toEqual([]);
  });

  it('are told by the account’s own clock', () => {
    const late = mapAccount(
      account({
        ...partners,
        settings: { ...SETTINGS, timeZone: 'Asia/Tokyo' },
        extras: extras({
          read: ['calls'],
          records: { calls: [record('k1', { hs_timestamp: '2026-03-02T20:00:00Z', hs_call_direction: 'INBOUND' })] },
          links: { 'calls>companies': [tie('k1', '1')] },
        }),
      }),
    );
    expect(late.engagements[0]).toMatchObject({
      day: zone('Asia/Tokyo').dayOf(Date.parse('2026-03-03T00:00Z')),
      from: 'partner',
    });
  });

  it('that were cancelled were not held', () => {
    const meeting = (hs_meeting_outcome: string) =>
      mapAccount(
        account({
          ...partners,
          extras: extras({
            read: ['meetings'],
            records: { meetings: [record('g1', { hs_meeting_outcome })] },
            links: { 'meetings>companies': [tie('g1', '1')] },
          }),
        }),
      ).engagements[0]?.isHeld;
    expect([meeting('COMPLETED'), meeting('CANCELED'), meeting('NO_SHOW')]).toEqual([true, false, false]);
  });
});

describe('what an account lacks', () => {
  it('is told apart from what is there and empty', () => {
    const { mapped } = mapAccount(account({ ...partners, extras: extras({ read: ['tickets'] }) }));
    expect([mapped.tickets, mapped.emails, mapped.leads]).toEqual([true, false, false]);
  });
});

describe('seniority', () => {
  it.each([
    ['Chief Revenue Officer', 'executive'],
    ['Head of Partners', 'director'],
    ['Partner Manager', 'manager'],
    ['Engineer', 'other'],
    ['Managerial Headroom', 'other'],
    ['', null],
  ])('of "%s" is %s', (title, seniority) => expect(seniorityOf(title)).toBe(seniority));
});

describe('leads', () => {
  it('of a pipeline of their own are no sales deals, and carry the partner that sourced them', () => {
    const settings = {
      ...SETTINGS,
      leads: { pipeline: 'leads', qualifiedStages: ['proposal'] },
      leadOrigin: 'origin',
    } as const;
    const { leads, deals } = mapAccount(
      account({
        ...partners,
        settings,
        deals: [deal('5', { pipeline: 'leads', dealstage: 'new', origin: 'Event' })],
        dealCompanyLinks: [link('5', '2', 'Sourced by'), link('5', '9', null)],
      }),
    );
    expect(deals).toEqual([]);
    expect(leads).toMatchObject([{ id: '5', partner: 1, origin: 'Event', wonDay: null }]);
  });
});

describe('registrations that are records of their own', () => {
  const settings = {
    ...SETTINGS,
    registration: {
      records: 'tickets',
      pipeline: 'registrations',
      approvedStages: ['approved'],
      rejectedStages: [],
      date: null,
    },
  } as const;
  const tickets = (links: ExtraRecords['links']) =>
    mapAccount(
      account({
        ...partners,
        settings,
        deals: [deal('5', {})],
        dealCompanyLinks: [link('5', '1', 'Sourced by'), link('5', '9', null)],
        extras: extras({
          read: ['tickets'],
          records: { tickets: [record('t1', { hs_pipeline: 'registrations', hs_pipeline_stage: 'approved' })] },
          links: { 'tickets>companies': [tie('t1', '1')], ...links },
        }),
      }),
    );

  it('register the deal they are linked to', () => {
    const { deals, registrations, tickets: support } = tickets({ 'tickets>deals': [tie('t1', '5')] });
    expect(deals[0]?.registration).toMatchObject({ from: 'record' });
    expect(registrations).toEqual([]);
    // A registration is no request for support.
    expect(support).toEqual([]);
  });

  it('stand alone while no deal is linked', () => {
    const { deals, registrations } = tickets({});
    expect(deals[0]?.registration).toBeNull();
    expect(registrations).toMatchObject([{ id: 't1', record: 'ticket', partner: 0 }]);
    expect(registrations[0]?.approvedDay).not.toBeNull();
  });
});
