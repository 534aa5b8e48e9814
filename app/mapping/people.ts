import type { ContactFact, Seniority } from '../facts/contact.ts';
import type { EngagementFact, EngagementKind } from '../facts/engagement.ts';
import type { TicketFact } from '../facts/ticket.ts';
import { workingClock } from '../kit/working-time.ts';
import type { Zone } from './dates.ts';
import { readDay } from './dates.ts';
import type { Partners } from './partners.ts';
import type { AccountRecords, CrmLink, CrmRecord, ExtraType } from './records.ts';

export interface PeopleFacts {
  readonly contacts: readonly ContactFact[];
  readonly engagements: readonly EngagementFact[];
  readonly tickets: readonly TicketFact[];
  readonly loggingOwners: readonly string[];
}

/** Words of job titles, most senior first; a title is as senior as the first that it contains. */
const TITLES: readonly (readonly [Seniority, RegExp])[] = [
  ['executive', /\b(ceo|cto|cfo|coo|cio|cmo|cro|chief|founder|owner|president|managing director|geschäftsführer)\b/i],
  ['director', /\b(director|vp|vice president|head of|head)\b/i],
  ['manager', /\b(manager|lead|leiter|supervisor)\b/i],
];

export function seniorityOf(title: string | null | undefined): Seniority | null {
  const text = title?.trim();
  if (!text) return null;
  return TITLES.find(([, words]) => words.test(text))?.[0] ?? 'other';
}

/** Who took part in what at partners. Records that touch no partner are left out. */
export function mapPeople(
  records: AccountRecords,
  partners: Partners,
  dealIndex: ReadonlyMap<string, number>,
  zone: Zone,
): PeopleFacts {
  const contacts = mapContacts(records, partners, zone);
  const contactIndex = new Map(contacts.map(({ id }, index) => [id, index]));
  const parties = partiesOf(records, partners, contacts, contactIndex, dealIndex);
  const engagements = (['emails', 'calls', 'meetings'] as const).flatMap((type) =>
    mapEngagements(records, type, parties, zone),
  );
  return {
    contacts,
    engagements,
    tickets: mapTickets(records, parties, zone),
    loggingOwners: loggingOwners(records, zone),
  };
}

function mapContacts(records: AccountRecords, partners: Partners, zone: Zone): ContactFact[] {
  const partnerOf = new Map<string, number>();
  for (const link of records.companyContactLinks) {
    const partner = partners.indexOf.get(link.fromId);
    // A person of two partners belongs to the one with the lower record id, whatever order links come in.
    const known = partnerOf.get(link.toId);
    if (link.removedMs !== null || partner === undefined) continue;
    if (known === undefined || (partners.facts[partner]?.id ?? '') < (partners.facts[known]?.id ?? '')) {
      partnerOf.set(link.toId, partner);
    }
  }
  return records.contacts.flatMap((contact) => {
    const partner = partnerOf.get(contact.id);
    if (contact.archived || partner === undefined) return [];
    return [
      {
        id: contact.id,
        partner,
        createdDay: zone.dayOf(contact.createdMs),
        seniority: seniorityOf(contact.properties.jobtitle),
      },
    ];
  });
}

interface Parties {
  readonly partners: readonly number[];
  readonly contacts: readonly number[];
  readonly deals: readonly number[];
  /** Somebody or some company that is no partner is on it as well. */
  readonly withCustomer: boolean;
}

/** Whom a record of a type is linked to: its companies, and the companies of its people. */
function partiesOf(
  records: AccountRecords,
  partners: Partners,
  contacts: readonly ContactFact[],
  contactIndex: ReadonlyMap<string, number>,
  dealIndex: ReadonlyMap<string, number>,
): (type: ExtraType, id: string) => Parties {
  const known = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const linked = (type: ExtraType, to: string, id: string): readonly string[] => {
    const key = `${type}>${to}`;
    const byRecord = known.get(key) ?? targetsByRecord(records.extras.links[key] ?? []);
    known.set(key, byRecord);
    return byRecord.get(id) ?? [];
  };
  const found = <T>(ids: readonly string[], indexOf: ReadonlyMap<string, T>): T[] =>
    ids.flatMap((id) => indexOf.get(id) ?? []);
  return (type, id) => {
    const people = linked(type, 'contacts', id);
    const companies = linked(type, 'companies', id);
    const ours = found(people, contactIndex);
    const byPeople = ours.flatMap((contact) => contacts[contact]?.partner ?? []);
    return {
      partners: [...new Set([...found(companies, partners.indexOf), ...byPeople])],
      contacts: ours,
      deals: found(linked(type, 'deals', id), dealIndex),
      withCustomer: ours.length < people.length || companies.some((company) => !partners.indexOf.has(company)),
    };
  };
}

function targetsByRecord(links: readonly CrmLink[]): Map<string, string[]> {
  const targets = new Map<string, string[]>();
  for (const { fromId, toId, removedMs } of links) {
    if (removedMs !== null) continue;
    const list = targets.get(fromId);
    if (!list) targets.set(fromId, [toId]);
    else if (!list.includes(toId)) list.push(toId);
  }
  return targets;
}

const KIND = { emails: 'email', calls: 'call', meetings: 'meeting' } as const satisfies Record<string, EngagementKind>;

function mapEngagements(
  records: AccountRecords,
  type: keyof typeof KIND,
  parties: ReturnType<typeof partiesOf>,
  zone: Zone,
): EngagementFact[] {
  const clock = workingClock(records.settings.workingHours, zone);
  return (records.extras.records[type] ?? []).flatMap((record): EngagementFact[] => {
    const { partners, contacts, deals, withCustomer } = parties(type, record.id);
    if (record.archived || partners.length === 0) return [];
    const atMs = instantOf(record.properties.hs_timestamp) ?? record.createdMs;
    return [
      {
        id: record.id,
        kind: KIND[type],
        day: zone.dayOf(atMs),
        atMs,
        workingMinutes: clock(atMs),
        from: senderOf(type, record),
        thread: record.properties.hs_email_thread_id?.trim() || null,
        partners,
        contacts,
        ownerId: record.properties.hubspot_owner_id?.trim() || null,
        deals,
        withCustomer,
        isHeld: type !== 'meetings' || isHeld(record),
      },
    ];
  });
}

/** HubSpot writes instants as ISO text or as milliseconds. */
function instantOf(text: string | null | undefined): number | null {
  const trimmed = text?.trim();
  if (!trimmed) return null;
  const ms = /^\d{11,14}$/.test(trimmed) ? Number(trimmed) : Date.parse(trimmed);
  return Number.isFinite(ms) ? ms : null;
}

/** Who began: by HubSpot's own direction, or how a meeting came to be booked. */
function senderOf(type: keyof typeof KIND, { properties }: CrmRecord): EngagementFact['from'] {
  if (type === 'emails') {
    const direction = properties.hs_email_direction;
    return direction === 'INCOMING_EMAIL' ? 'partner' : direction === 'EMAIL' ? 'us' : null;
  }
  if (type === 'calls') {
    const direction = properties.hs_call_direction;
    return direction === 'INBOUND' ? 'partner' : direction === 'OUTBOUND' ? 'us' : null;
  }
  // A meeting from a public booking page was booked by the other side.
  return properties.hs_meeting_source === 'MEETINGS_PUBLIC' ? 'partner' : properties.hs_meeting_source ? 'us' : null;
}

const NOT_HELD: ReadonlySet<string> = new Set(['CANCELED', 'CANCELLED', 'NO_SHOW', 'RESCHEDULED']);
const isHeld = ({ properties }: CrmRecord): boolean => !NOT_HELD.has(properties.hs_meeting_outcome ?? '');

function mapTickets(records: AccountRecords, parties: ReturnType<typeof partiesOf>, zone: Zone): TicketFact[] {
  const { categoryProperty, categories } = records.settings.tickets;
  return (records.extras.records.tickets ?? []).flatMap((record): TicketFact[] => {
    const { partners } = parties('tickets', record.id);
    if (record.archived || partners.length === 0 || isRegistration(record, records)) return [];
    const closed = readDay(record.properties.closed_date, zone);
    const category = record.properties[categoryProperty]?.trim();
    return [
      {
        id: record.id,
        createdDay: zone.dayOf(record.createdMs),
        closedDay: typeof closed === 'number' ? closed : null,
        partners,
        category: category ? (categories[category] ?? null) : null,
      },
    ];
  });
}

/** A ticket of the pipeline in which the account keeps registrations is no request for support. */
function isRegistration({ properties }: CrmRecord, { settings }: AccountRecords): boolean {
  const source = settings.registration;
  return (
    typeof source === 'object' &&
    'records' in source &&
    source.records === 'tickets' &&
    properties.hs_pipeline === source.pipeline
  );
}

const LOGGED_WITHIN_DAYS = 30;

/** Owners from whose inbox a mail was logged in the 30 days before the newest mail of the account. */
function loggingOwners(records: AccountRecords, zone: Zone): string[] {
  const mails = (records.extras.records.emails ?? []).flatMap(({ properties, createdMs, archived }) => {
    const ownerId = properties.hubspot_owner_id?.trim();
    return ownerId && !archived ? [{ ownerId, day: zone.dayOf(instantOf(properties.hs_timestamp) ?? createdMs) }] : [];
  });
  const newest = mails.reduce((latest, { day }) => Math.max(latest, day), 0);
  const recent = mails.filter(({ day }) => newest - day < LOGGED_WITHIN_DAYS);
  return [...new Set(recent.map(({ ownerId }) => ownerId))].sort();
}
