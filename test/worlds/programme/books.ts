/** What accounting and sales planning hand over: payouts, funds, costs, turnover, recurring revenue, targets. */
import { dateOf, dayOf } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import type { Properties } from '../world.ts';
import { PARTNERS } from './companies.ts';
import { END_DATE, LAST_DAY } from './deal-draft.ts';
import { type FeedRows, keysOf, type Listed, type Told } from './listed.ts';
import type { PartnerType } from './member.ts';
import { paceOf } from './pace.ts';
import { recurringRevenue } from './recurring-revenue.ts';
import { nextQuarterTargets } from './settings.ts';

export function feedsOfBooks(told: Told, partners: readonly Listed[]): FeedRows {
  const random = seededRandom(told.seed + 61);
  return {
    commissions: commissions(told),
    'commission-rates': COMMISSION_RATES,
    'programme-costs': costs(random),
    turnover: turnover(random),
    mdf: partners.flatMap((partner) => funds(seededRandom(told.seed + Number(partner.id) * 67), partner)),
    entitlements: partners.flatMap((partner) => benefits(seededRandom(told.seed + Number(partner.id) * 71), partner)),
    'recurring-revenue': recurringRevenue(told, keysOf(told.companies)),
    targets: nextQuarterTargets(),
    benchmarks: BENCHMARKS,
  };
}

const RATES: readonly (readonly [effective: string, type: PartnerType, rate: number])[] = [
  ['2024-01-01', 'reseller', 0.12],
  ['2024-01-01', 'consultant', 0.1],
  ['2024-01-01', 'referrer', 0.08],
  ['2025-07-01', 'referrer', 0.1],
];
const COMMISSION_RATES: readonly Properties[] = RATES.map(([effective, segment, rate]) => ({
  ...{ effective, segment, rate: String(rate) },
}));

const rateOf = (type: PartnerType, closed: string): number =>
  RATES.filter(([from, whose]) => whose === type && from <= closed).at(-1)?.[2] ?? 0;

/** Paid on the fifteenth of the month after next, for every won deal that a label says a partner sourced. */
function commissions({ deals, associations }: Told): Properties[] {
  const byId = new Map(PARTNERS.map((partner) => [`company:${partner.id}`, partner]));
  const sources = new Map(
    associations.flatMap(({ from, to, label }) =>
      label === 'Sourced by' && byId.has(to) ? [[from, byId.get(to)] as const] : [],
    ),
  );
  const payouts = deals.flatMap((deal): Properties[] => {
    const partner = sources.get(`deal:${deal.hs_object_id}`);
    const closed = deal.closedate?.slice(0, 10) ?? '';
    const amount = Number(deal.amount_in_home_currency ?? 0);
    if (!partner || deal.dealstage !== 'closedwon' || amount <= 0) return [];
    const [year = 0, month = 0] = closed.split('-').map(Number);
    const paid = new Date(Date.UTC(year, month + 1, 15)).toISOString().slice(0, 10);
    if (paid > dateOf(LAST_DAY)) return [];
    const sum = (amount * rateOf(partner.member.type, closed)).toFixed(2);
    return [{ partner: partner.id, paid, amount: sum, deal: deal.hs_object_id ?? '', closed }];
  });
  return payouts
    .toSorted((a, b) => ((a.paid ?? '') < (b.paid ?? '') ? -1 : (a.paid ?? '') > (b.paid ?? '') ? 1 : 0))
    .map((payout, at) => ({ ...payout, reference: `C-${String(at + 1).padStart(5, '0')}` }));
}

/** First days of the months from `first` to the last one that is over. */
function monthsFrom(first: string): string[] {
  const months: string[] = [];
  for (let month = first; month < `${END_DATE.slice(0, 7)}-01`; month = `${dateOf(dayOf(month) + 32).slice(0, 7)}-01`) {
    months.push(month);
  }
  return months;
}

const COSTS: readonly (readonly [category: string, partner: number, direct: number])[] = [
  ['people', 46_000, 128_000],
  ['technology', 8_500, 14_000],
  ['incentives', 52_000, 38_000],
  ['marketing', 11_000, 57_000],
  ['overhead', 6_500, 21_000],
];

function costs(random: Random): Properties[] {
  return monthsFrom('2024-06-01').flatMap((month) =>
    COSTS.flatMap(([category, partner, direct]) =>
      [['partner', partner] as const, ['direct', direct] as const].map(([channel, usual]) => ({
        ...{ month, category, channel },
        amount: String(Math.round(usual * (0.9 + 0.2 * random.next()))),
      })),
    ),
  );
}

/** Beside what deals tell: maintenance, hardware and training, which no deal in HubSpot holds. */
function turnover(random: Random): Properties[] {
  return monthsFrom('2024-06-01').map((month, at) => ({
    month,
    amount: String(Math.round((1_720_000 + at * 9_000) * (0.93 + 0.14 * random.next()))),
  }));
}

const FUNDS: Readonly<Record<string, number>> = { platinum: 6_000, gold: 3_000, silver: 1_200 };

function funds(random: Random, { id, member }: Listed): Properties[] {
  const rows: Properties[] = [];
  const share = Math.min(0.9, 0.35 + 0.12 * member.perMonth);
  for (const month of monthsFrom('2025-07-01').filter((_, at) => at % 3 === 0)) {
    const granted = FUNDS[member.tier];
    const pace = paceOf(member, dayOf(month));
    if (granted === undefined || pace === null) continue;
    const row = (date: string, movement: string, amount: number) =>
      rows.push({
        partner: id,
        date,
        movement,
        amount: String(amount),
        reference: `${month.slice(0, 7)}/${movement[0]}`,
      });
    row(month, 'allocated', granted);
    const claimed = dayOf(month) + random.int(20, 85);
    if (random.chance(share * pace) && claimed <= LAST_DAY) {
      row(dateOf(claimed), 'claimed', Math.round((granted * (0.5 + 0.5 * random.next())) / 10) * 10);
    }
  }
  return rows;
}

const BENEFITS: readonly (readonly [name: string, offered: number, taken: number])[] = [
  ['Training seats', 6, 0.7],
  ['Demo licences', 3, 0.55],
  ['Joint campaigns', 2, 0.25],
];

function benefits(random: Random, { id, member }: Listed): Properties[] {
  return ['2026-06-30', '2026-09-30'].flatMap((date) => {
    const pace = paceOf(member, dayOf(date));
    if (pace === null) return [];
    return BENEFITS.map(([benefit, offered, taken]) => {
      let used = 0;
      for (let seat = 0; seat < offered; seat += 1) if (random.chance(taken * Math.min(1, 0.3 + pace))) used += 1;
      return { partner: id, date, benefit, offered: String(offered), used: String(used) };
    });
  });
}

const SOURCE = 'Channel survey of the invented Association of Planning Software Makers';
const BENCHMARKS: readonly Properties[] = [
  ['close-rate', 'close-rate', '0.29'],
  ['cost-per-dollar', 'cost-per-dollar', '0.21'],
  ['partner-nps', 'nps', '24'],
].map(([metric = '', measure = '', value = '']) => ({ date: '2026-03-02', metric, measure, value, source: SOURCE }));
