/** Deals that belong to a partner's story and are therefore written out instead of drawn. */
import { dateOf, dayOf, weekdayFrom } from '../kit/calendar.ts';
import type { Random } from '../kit/random.ts';
import { CHARACTERS } from './cast.ts';
import { type Customer, PARTNERS, partnerOf, SELLERS } from './companies.ts';
import { type DealDraft, LAST_DAY, registered, type StageId } from './deal-draft.ts';
import { PRODUCTS } from './names.ts';

/** The Monday on which the suspect registered a page from somebody's customer list. */
const BLANKET_DAY = dayOf('2026-09-07');
export const BLANKET_COUNT = 26;
export const LATE_CLAIM_COUNT = 6;

function told(random: Random, createdDay: number, customer: Customer, stages: readonly [StageId, number][]): DealDraft {
  const last = stages.at(-1);
  const closed = last?.[0].startsWith('closed') === true;
  return {
    createdDay,
    customer,
    product: random.pick(PRODUCTS),
    owner: random.pick(SELLERS),
    amount: random.int(90, 420) * 100,
    currency: null,
    stages: [['new' as const, 0] as const, ...stages].map(([stage, after]) => ({ stage, day: createdDay + after })),
    closeDay: closed ? createdDay + (last?.[1] ?? 0) : createdDay + 90,
    links: [],
    sourcingPartner: null,
    registeredOn: dateOf(createdDay),
    lostReason: null,
    told: true,
  };
}

/** Registered in one day and never touched again; and won deals created, claimed and closed within two days. */
export function suspectDeals(random: Random, customers: readonly Customer[]): DealDraft[] {
  const partner = partnerOf(CHARACTERS.suspect);
  const link = { partner, label: 'Sourced by' } as const;
  const targets = random.shuffle(customers);
  const blanket = targets.slice(0, BLANKET_COUNT).map((customer) => {
    const deal = told(random, BLANKET_DAY, customer, []);
    return { ...deal, links: [link] };
  });
  const late = targets.slice(BLANKET_COUNT, BLANKET_COUNT + LATE_CLAIM_COUNT).map((customer, at) => {
    const day = weekdayFrom(LAST_DAY - 30 - at * 23);
    const deal = told(random, day, customer, [
      ['negotiation', 0],
      ['closedwon', 1],
    ]);
    return { ...deal, closeDay: day + 1, links: [link] };
  });
  // Direct deals in proposal or beyond, on which the partner's name appeared afterwards.
  const claimed = targets.slice(40, 44).map((customer, at) => {
    const day = weekdayFrom(LAST_DAY - 200 + at * 17);
    const deal = told(random, day, customer, [
      ['qualified', 14],
      ['proposal', 35],
      ['negotiation', 61],
      ['closedwon', 77],
    ]);
    return { ...deal, sourcingPartner: partner.member.name, sourcingPartnerDay: day + 63 };
  });
  return [...blanket, ...late, ...claimed];
}

/** Two registrations of a partner that is 23 days old, one of them already qualified. */
export function newcomerDeals(random: Random, customers: readonly Customer[]): DealDraft[] {
  const link = { partner: partnerOf(CHARACTERS.newcomer), label: 'Sourced by' } as const;
  const nordic = customers.filter((customer) => customer.region === 'Nordics');
  const first = told(random, dayOf('2026-11-06'), random.pick(nordic), [['qualified', 6]]);
  const second = told(random, dayOf('2026-11-17'), random.pick(nordic), []);
  return [first, second].map((deal) => ({ ...deal, links: [link] }));
}

/** The partner that buys from us through itself: it is the deal's customer and its source. */
export function ownCustomerDeals(random: Random): DealDraft[] {
  const partner = partnerOf(CHARACTERS.ownCustomer);
  const itself: Customer = { id: partner.id, name: partner.member.name, region: partner.member.region };
  return [dayOf('2026-02-03'), dayOf('2026-06-16')].map((day, at) => {
    const stages: [StageId, number][] = [
      ['qualified', 8],
      ['proposal', 20],
      ['negotiation', 33],
      ['closedwon', 45],
    ];
    const deal = told(random, day, itself, at === 0 ? stages : stages.slice(0, 2));
    return { ...deal, links: [{ partner, label: 'Sourced by' }] };
  });
}

/** What two feeds say differently: label against property, and two partners that both sourced. */
export function conflictDeals(random: Random, customers: readonly Customer[]): DealDraft[] {
  const rivals = PARTNERS.filter(({ member }) => member.perMonth >= 1.5 && member.shape.kind === 'steady');
  const path: [StageId, number][] = [
    ['qualified', 9],
    ['proposal', 24],
    ['negotiation', 41],
    ['closedwon', 58],
  ];
  return Array.from({ length: 20 }, (_, at) => {
    const [first, second] = random.shuffle(rivals);
    if (!first || !second) throw new Error('conflicts need two partners');
    const day = weekdayFrom(LAST_DAY - 20 - at * 31);
    const happened = path.filter(([, after]) => day + after <= LAST_DAY);
    const deal = registered(told(random, day, random.pick(customers), happened));
    if (at % 5 < 3)
      return { ...deal, links: [{ partner: first, label: 'Sourced by' }], sourcingPartner: second.member.name };
    return {
      ...deal,
      links: [
        { partner: first, label: 'Sourced by' },
        { partner: second, label: 'Sourced by' },
      ],
    };
  });
}
