/** Partner and customer companies of the programme, and the people in them. */
import { dateOf, dayOf, instantOf } from '../kit/calendar.ts';
import type { Random } from '../kit/random.ts';
import type { Properties, WorldAssociation, WorldOwner } from '../world.ts';
import { CAST, CHARACTERS } from './cast.ts';
import type { Member } from './member.ts';
import { COUNTRIES, CUSTOMER_JOBS, FIRST_NAMES, INDUSTRIES, LAST_NAMES, PARTNER_JOBS } from './names.ts';

export const OWNERS: readonly WorldOwner[] = [
  ['7001', 'Marlene', 'Osterloh'],
  ['7002', 'Tomasz', 'Bielik'],
  ['7003', 'Ingrid', 'Sølvberg'],
  ['7004', 'Rafael', 'Quintana'],
  ['7005', 'Charlotte', 'Ainsley'],
  ['7006', 'Deniz', 'Aksoylu'],
  ['7007', 'Wout', 'Hazelaar'],
  ['7008', 'Giulia', 'Ferrantini'],
].map(([id = '', firstName = '', lastName = '']) => ({
  id,
  email: `${ascii(firstName)}.${ascii(lastName)}@example.com`,
  firstName,
  lastName,
}));

/** The first three look after partners, the others sell. */
const PARTNER_MANAGERS = ['7001', '7002', '7003'] as const;
export const SELLERS = ['7004', '7005', '7006', '7007', '7008'] as const;

export interface Partner {
  readonly id: string;
  readonly member: Member;
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}

/** The .example top-level domain belongs to nobody. Names without Latin letters get their number. */
function domainOf(name: string, id: string): string {
  return `${ascii(name).slice(0, 40).replace(/-+$/, '') || `partner-${id}`}.example`;
}

const FIRST_PARTNER_ID = 4001;

export const PARTNERS: readonly Partner[] = CAST.map((member, at) => ({ id: String(FIRST_PARTNER_ID + at), member }));

export function partnerOf(member: Member): Partner {
  const found = PARTNERS.find((partner) => partner.member === member);
  if (!found) throw new Error(`${member.name} is not in the cast`);
  return found;
}

export function partnerCompanies(): Properties[] {
  return PARTNERS.map(({ id, member }, at) => {
    // Nobody filled in a start date in one case; in another somebody typed a day that does not exist.
    const since = member === CHARACTERS.twinCopy ? '2024-13-07' : member.since;
    const created = dayOf(member.since ?? '2024-02-05') - 20;
    const shared = member === CHARACTERS.twinCopy ? CHARACTERS.twin : member;
    return {
      hs_object_id: id,
      name: member.name,
      domain: domainOf(shared.name, id),
      type: member.type === 'reseller' ? 'RESELLER' : 'PARTNER',
      createdate: instantOf(created, 9 * 60 + at),
      hubspot_owner_id: PARTNER_MANAGERS[at % PARTNER_MANAGERS.length] ?? null,
      country: COUNTRIES.find((country) => country.region === member.region)?.country ?? null,
      city: null,
      industry: null,
      numberofemployees: null,
      partner_since: since,
      partner_onboarded: onboardedOf(member),
      partner_brought_by: broughtBy(member),
      partner_until: member.until ?? null,
      partner_end_reason: member.endReason ?? null,
      partner_type: member.type,
      partner_region: member.region,
      partner_tier: member.tier,
      partner_vertical: member.vertical,
    };
  });
}

/** A month after signing; nobody kept such dates before 2023, and two partners were never taken through it. */
function onboardedOf({ since, shape, perMonth }: Member): string | null {
  if (since === null || since < '2023-01-01') return null;
  const day = dayOf(since) + 24 + Math.round(perMonth * 4);
  return day > dayOf('2026-11-01') || (shape.kind === 'declining' && perMonth < 1) ? null : dateOf(day);
}

/** Three firms came because another partner spoke well of us. */
function broughtBy({ name }: Member): string | null {
  if (name === CHARACTERS.emoji.name) return CHARACTERS.suspect.name;
  if (name === CHARACTERS.hebrew.name || name === CHARACTERS.newcomer.name) return CHARACTERS.star.name;
  return null;
}

export function customerCompanies(random: Random, count: number, firstDay: number): Properties[] {
  const everyName = COUNTRIES.flatMap((place) =>
    place.roots.flatMap((root) =>
      INDUSTRIES.flatMap((industry) =>
        industry.trades.map((trade) => ({ place, industry, words: `${root} ${trade}` })),
      ),
    ),
  );
  return random
    .shuffle(everyName)
    .slice(0, count)
    .map(({ place, industry, words }, at) => {
      const id = String(10001 + at);
      // One firm was entered twice under two names: the domain gives it away.
      const domain = at === 77 ? 'same-firm-twice.example' : domainOf(words, id);
      return {
        hs_object_id: id,
        name: `${words} ${random.pick(place.legal)}`,
        domain: at === 78 ? 'same-firm-twice.example' : domain,
        type: 'PROSPECT',
        createdate: instantOf(firstDay - random.int(0, 700), 480 + random.int(0, 500)),
        hubspot_owner_id: random.pick(SELLERS),
        country: place.country,
        city: random.pick(place.cities),
        industry: industry.value,
        numberofemployees: String(Math.round(random.lognormal(240, 0.9))),
      };
    });
}

export function customersOf(companies: readonly Properties[]): Customer[] {
  return companies.map((company) => ({
    id: company.hs_object_id ?? '',
    name: company.name ?? '',
    region: COUNTRIES.find((place) => place.country === company.country)?.region ?? '',
  }));
}

/** Two to four people at each partner, one at each customer. */
export function people(
  random: Random,
  partners: readonly Properties[],
  customers: readonly Properties[],
): { contacts: Properties[]; associations: WorldAssociation[] } {
  const contacts: Properties[] = [];
  const associations: WorldAssociation[] = [];
  const add = (company: Properties, jobs: readonly string[]) => {
    const id = String(20001 + contacts.length);
    const firstname = random.pick(FIRST_NAMES);
    const lastname = random.pick(LAST_NAMES);
    contacts.push({
      hs_object_id: id,
      firstname,
      lastname,
      // The number keeps two people of one name apart: HubSpot allows a mail address once.
      email: `${ascii(firstname)}.${ascii(lastname)}.${id}@example.com`,
      jobtitle: random.pick(jobs),
      createdate: company.createdate ?? null,
    });
    associations.push({ from: `contact:${id}`, to: `company:${company.hs_object_id}`, label: 'primary' });
  };
  for (const partner of partners) {
    for (let left = random.int(2, 4); left > 0; left -= 1) add(partner, PARTNER_JOBS);
  }
  for (const customer of customers) add(customer, CUSTOMER_JOBS);
  return { contacts, associations };
}
