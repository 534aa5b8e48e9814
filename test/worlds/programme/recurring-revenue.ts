/** What each customer pays month by month: it grows, shrinks, or ends, and ends sooner where the selling was careless. */
import { dateOf, dayOf } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import type { Properties } from '../world.ts';
import { CHARACTERS } from './cast.ts';
import { partnerOf } from './companies.ts';
import { END_DATE, LAST_DAY } from './deal-draft.ts';
import type { Told } from './listed.ts';

/** Billing was moved to another system then; what was paid before is not to be had. */
const FIRST_MONTH = '2025-09-01';
/** Customers of this age or more: of the others retention says nothing yet, and the file stays short. */
const LEAST_AGE_DAYS = 330;

interface Bought {
  readonly day: number;
  readonly amount: number;
  /** As `company:4001`; undefined for a direct deal. */
  readonly partner: string | undefined;
}

/** @param keys how lists name each company */
export function recurringRevenue(told: Told, keys: ReadonlyMap<string, string>): Properties[] {
  return [...purchases(told)].flatMap(([customer, bought]) => {
    const random = seededRandom(told.seed + Number(customer) * 73);
    const first = bought.toSorted((a, b) => a.day - b.day)[0];
    if (first === undefined || first.day > LAST_DAY - LEAST_AGE_DAYS) return [];
    return payments(random, bought, leavesWithin(first.partner)).map(({ month, amount }) => ({
      ...{ customer: keys.get(customer) ?? customer, month, amount: String(amount) },
    }));
  });
}

/** Won deals with an amount, by customer. */
function purchases({ deals, associations }: Told): Map<string, Bought[]> {
  const customers = new Map<string, string>();
  const sources = new Map<string, string>();
  for (const { from, to, label } of associations) {
    if (label === 'primary' && from.startsWith('deal:')) customers.set(from, to.slice('company:'.length));
    if (label === 'Sourced by') sources.set(from, to);
  }
  const found = new Map<string, Bought[]>();
  for (const deal of deals) {
    const key = `deal:${deal.hs_object_id}`;
    const customer = customers.get(key);
    const amount = Number(deal.amount_in_home_currency ?? 0);
    if (deal.dealstage !== 'closedwon' || !deal.closedate || customer === undefined || amount <= 0) continue;
    const bought = { day: dayOf(deal.closedate.slice(0, 10)), amount, partner: sources.get(key) };
    found.set(customer, [...(found.get(customer) ?? []), bought]);
  }
  return found;
}

/** Chance that a customer left within the months that are told. */
function leavesWithin(partner: string | undefined): number {
  if (partner === undefined) return 0.13;
  if (partner === `company:${partnerOf(CHARACTERS.suspect).id}`) return 0.5;
  return partner === `company:${partnerOf(CHARACTERS.star).id}` ? 0.04 : 0.1;
}

function payments(random: Random, bought: readonly Bought[], leaves: number): { month: string; amount: number }[] {
  const rows: { month: string; amount: number }[] = [];
  const drift = 1 + 0.16 * (random.next() - 0.4);
  const left = random.chance(leaves) ? random.int(2, 14) : Number.POSITIVE_INFINITY;
  let month = FIRST_MONTH;
  for (let at = 0; month < END_DATE; at += 1) {
    const paid = worth(bought.filter(({ day }) => day < dayOf(month)));
    if (at >= left) {
      rows.push({ month, amount: 0 });
      return rows;
    }
    // Two years of use are in a deal's amount; prices are gone over each spring.
    if (paid > 0) rows.push({ month, amount: Math.round((paid / 24) * (month >= '2026-04-01' ? drift : 1)) });
    month = `${dateOf(dayOf(month) + 32).slice(0, 7)}-01`;
  }
  return rows;
}

/** What a customer bought later for the most part takes the place of what it had. */
function worth(bought: readonly Bought[]): number {
  const amounts = bought.map(({ amount }) => amount);
  const largest = Math.max(0, ...amounts);
  return largest + 0.15 * (amounts.reduce((sum, amount) => sum + amount, 0) - largest);
}
