/** Mail, calls, meetings and tickets with the people of partners: who answers, and how soon, tells each partner's story. */
import { dayOf, instantOf, weekdayFrom } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import type { Properties, WorldAssociation } from '../world.ts';
import { CHARACTERS } from './cast.ts';
import type { Partner } from './companies.ts';
import { LAST_DAY } from './deal-draft.ts';
import type { Member } from './member.ts';

/** Talks are told for the last fourteen months: a year, and room for what is compared with it. */
const FIRST_TALK_DAY = LAST_DAY - 425;
const FIRST_TALK_ID = 600_001;
const FIRST_TICKET_ID = 690_001;
const OPENS = 7 * 60;
const CLOSES = 15 * 60;

/** How a partner behaves in writing. */
interface Manners {
  /** Conversations in 30 days. */
  readonly perMonth: number;
  /** Chance that a mail of ours is answered at all. */
  readonly answers: number;
  /** Median hours until it is. */
  readonly hours: number;
  /** Chance that a conversation is begun by the partner. */
  readonly begins: number;
}

export interface Talk {
  readonly engagements: Properties[];
  readonly tickets: Properties[];
  readonly associations: WorldAssociation[];
}

/** What happened on a day follows from the partner's flow then: who registers less also writes less. */
function mannersOf(member: Member, day: number): Manners | null {
  const { shape, perMonth } = member;
  const ago = LAST_DAY - day;
  const start = member.since === null ? FIRST_TALK_DAY : dayOf(member.since) - 10;
  if (day < start || (member.until !== undefined && day >= dayOf(member.until))) return null;
  if (member === CHARACTERS.slippingHealthy) return { perMonth: 3.4, answers: 0.9, hours: 4, begins: 0.5 };
  if (shape.kind === 'none') return { perMonth: 1, answers: 0.25, hours: 60, begins: 0.1 };
  if (shape.kind === 'stopped' && ago <= shape.sinceDaysAgo) return { perMonth: 1, answers: 0, hours: 1, begins: 0 };
  const pace = 0.9 + Math.min(3, perMonth * 0.6);
  if (shape.kind === 'declining' && ago <= shape.sinceDaysAgo) {
    return { perMonth: pace * 0.7, answers: 0.55, hours: 38, begins: 0.25 };
  }
  if (shape.kind === 'growing') return { perMonth: pace * 1.3, answers: 0.93, hours: 3, begins: 0.6 };
  return {
    perMonth: pace,
    answers: 0.7 + member.closeRate * 0.6,
    hours: 3 + 14 * (1 - member.closeRate),
    begins: 0.45,
  };
}

/** A moment `hours` of office time later, as minutes since 1970; nights and weekends do not count. */
function later(minutes: number, hours: number): number {
  let day = Math.floor(minutes / 1440);
  let minute = (minutes % 1440) + Math.round(hours * 60);
  while (minute > CLOSES) {
    minute -= CLOSES - OPENS;
    day = weekdayFrom(day + 1);
  }
  return day * 1440 + minute;
}

export function talkWithPartners(
  seed: number,
  partners: readonly Partner[],
  companies: readonly Properties[],
  people: readonly WorldAssociation[],
): Talk {
  const talk: Talk = { engagements: [], tickets: [], associations: [] };
  for (const { id, member } of partners) {
    // A source of its own: another line in the cast changes nobody else's mail.
    const random = seededRandom(seed + Number(id) * 31);
    const contacts = people.filter(({ to }) => to === `company:${id}`).map(({ from }) => from);
    const owner = companies.find(({ hs_object_id }) => hs_object_id === id)?.hubspot_owner_id ?? null;
    for (let day = FIRST_TALK_DAY; day <= LAST_DAY; day += 1) {
      const manners = mannersOf(member, day);
      if (manners === null || weekdayFrom(day) !== day) continue;
      // Some 21 of 30 days are working days.
      const chance = manners.perMonth / 21;
      if (random.chance(chance)) converse(talk, random, { manners, contacts, owner, day });
      if (random.chance(chance / 9)) call(talk, random, { manners, contacts, owner, day });
      if (random.chance(chance / 8)) meet(talk, random, { manners, contacts, owner, day });
      if (random.chance(chance / 14)) ask(talk, random, { id, contacts, owner, day });
    }
  }
  return talk;
}

interface Occasion {
  readonly manners: Manners;
  /** Keys such as `contact:20001`. */
  readonly contacts: readonly string[];
  readonly owner: string | null;
  readonly day: number;
}

function converse(talk: Talk, random: Random, { manners, contacts, owner, day }: Occasion): void {
  const contact = random.pick(contacts);
  const thread = String(FIRST_TALK_ID + talk.engagements.length);
  let at = day * 1440 + random.int(OPENS, CLOSES);
  let isOurs = !random.chance(manners.begins);
  for (let turn = 0; turn < 5 && at < (LAST_DAY + 1) * 1440; turn += 1) {
    write(talk, 'EMAIL', contact, {
      ...{ hs_timestamp: instant(at), hs_email_direction: isOurs ? 'EMAIL' : 'INCOMING_EMAIL' },
      ...{ hs_email_thread_id: thread, hubspot_owner_id: owner },
    });
    // Answered by the other side: theirs as their manners are, ours most times and within a working day.
    const isAnswered = random.chance((isOurs ? manners.answers : 0.92) * (turn < 2 ? 1 : 0.45));
    if (!isAnswered) return;
    at = later(at, random.lognormal(isOurs ? manners.hours : 4, 0.8));
    isOurs = !isOurs;
  }
}

function call(talk: Talk, random: Random, { manners, contacts, owner, day }: Occasion): void {
  write(talk, 'CALL', random.pick(contacts), {
    hs_timestamp: instantOf(day, random.int(OPENS, CLOSES)),
    hs_call_direction: random.chance(manners.begins) ? 'INBOUND' : 'OUTBOUND',
    hubspot_owner_id: owner,
  });
}

function meet(talk: Talk, random: Random, { manners, contacts, owner, day }: Occasion): void {
  const isTheirs = random.chance(manners.begins);
  write(talk, 'MEETING', random.pick(contacts), {
    hs_timestamp: instantOf(day, random.int(OPENS, CLOSES)),
    hs_meeting_source: isTheirs ? 'MEETINGS_PUBLIC' : 'CRM_UI',
    hs_meeting_outcome: random.chance(0.1 + 0.5 * (1 - manners.answers)) ? 'NO_SHOW' : 'COMPLETED',
    hubspot_owner_id: owner,
  });
}

function write(talk: Talk, kind: 'EMAIL' | 'CALL' | 'MEETING', contact: string, properties: Properties): void {
  const id = String(FIRST_TALK_ID + talk.engagements.length);
  talk.engagements.push({ hs_object_id: id, hs_engagement_type: kind, ...properties });
  talk.associations.push({ from: `${kind.toLowerCase()}:${id}`, to: contact, label: '' });
}

const CATEGORIES = ['PRODUCT_ISSUE', 'PRODUCT_ISSUE', 'HOW_TO', 'HOW_TO', 'WRONG_FIT', 'BILLING_ISSUE'] as const;

function ask(
  talk: Talk,
  random: Random,
  { id, contacts, owner, day }: Omit<Occasion, 'manners'> & { readonly id: string },
): void {
  const ticket = String(FIRST_TICKET_ID + talk.tickets.length);
  const minute = random.int(OPENS, CLOSES);
  const closed = weekdayFrom(day + 1 + Math.round(random.lognormal(4, 0.7)));
  const isOpen = closed > LAST_DAY;
  talk.tickets.push({
    hs_object_id: ticket,
    createdate: instantOf(day, minute),
    closed_date: isOpen ? null : instantOf(closed, minute),
    hs_pipeline: '0',
    hs_pipeline_stage: isOpen ? '2' : '4',
    hs_ticket_category: random.pick(CATEGORIES),
    hubspot_owner_id: owner,
  });
  talk.associations.push({ from: `ticket:${ticket}`, to: `company:${id}`, label: 'primary' });
  talk.associations.push({ from: `ticket:${ticket}`, to: random.pick(contacts), label: '' });
}

const instant = (minutes: number): string => instantOf(Math.floor(minutes / 1440), minutes % 1440);
