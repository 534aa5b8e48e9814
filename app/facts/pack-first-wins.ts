import { NEVER } from '../kit/days.ts';
import { creditedFrom } from './credited-from.ts';
import type { DealFact } from './deal.ts';
import { decisionsOf } from './deal-decisions.ts';
import { firstWinIntervals, type WonInterval } from './first-wins.ts';
import type { FactsView, Packing } from './packing.ts';

function collectWins(
  wins: Map<number, WonInterval[]>,
  customer: number,
  deal: DealFact,
  index: number,
  view: FactsView,
): void {
  for (const decision of decisionsOf(deal, view)) {
    if (!decision.won) continue;
    const list = wins.get(customer) ?? [];
    list.push({ day: decision.day, from: decision.from, until: decision.until, deal: index, id: deal.id });
    wins.set(customer, list);
  }
}

/** A customer's first ever won deal, for its partners and for the programme. */
export function packFirstWins(packing: Packing): void {
  const { facts, partners, program, view } = packing;
  const wins = new Map<number, WonInterval[]>();
  for (const [index, deal] of facts.deals.entries()) {
    for (const customer of deal.customers) collectWins(wins, customer, deal, index, view);
  }
  for (const [customer, list] of wins) {
    for (const first of firstWinIntervals(list)) {
      const deal = facts.deals[first.deal];
      if (!deal) continue;
      const base = {
        day: first.day,
        from: first.from,
        until: first.until,
        deal: first.deal,
        customer,
        createdDay: deal.createdDay,
        registeredDay: deal.registration?.day ?? NEVER,
      };
      let all = 0;
      for (const credit of deal.credits) {
        all |= credit.roles;
        const from = Math.max(base.from, creditedFrom(credit, packing));
        if (from < base.until)
          partners.firstWins.add(credit.partner, { ...base, from, roles: credit.roles, direct: 0 });
      }
      program.firstWins.add(0, { ...base, roles: all, direct: deal.credits.length || deal.conflict ? 0 : 1 });
    }
  }
}
