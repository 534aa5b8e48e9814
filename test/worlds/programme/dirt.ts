/** Everyday dirt, spread over deals that carry no story of their own. Each kind is counted in this world's README. */
import { dateOf } from '../kit/calendar.ts';
import type { Random } from '../kit/random.ts';
import { CHARACTERS } from './cast.ts';
import { DELETED_STAGE, type DealDraft } from './deal-draft.ts';

/** Home currency per unit, as this account's administrator entered it. */
export const USD_RATE = 0.92;

const isOpen = (deal: DealDraft): boolean => !deal.stages.at(-1)?.stage.startsWith('closed');
const isWon = (deal: DealDraft): boolean => deal.stages.at(-1)?.stage === 'closedwon';
const hasPartner = (deal: DealDraft): boolean => deal.links.length > 0 || deal.sourcingPartner !== null;

/** Some deal that fits and was not dirtied before. */
function takeFrom(random: Random, deals: readonly DealDraft[]): (fits: (deal: DealDraft) => boolean) => DealDraft {
  const free = new Set(random.shuffle(deals.filter((deal) => !deal.told)));
  return (fits) => {
    for (const deal of free) {
      if (!fits(deal)) continue;
      free.delete(deal);
      return deal;
    }
    throw new Error('no deal is left for this kind of dirt');
  };
}

function times(count: number, what: (at: number) => void): void {
  for (let at = 0; at < count; at += 1) what(at);
}

export function spreadDirt(random: Random, deals: readonly DealDraft[]): void {
  const take = takeFrom(random, deals);
  times(34, () => {
    take((deal) => isWon(deal) && hasPartner(deal)).amount = null;
  });
  times(46, () => {
    take(isOpen).amount = null;
  });
  times(2, () => {
    const deal = take((each) => isWon(each) && hasPartner(each));
    deal.amount = -(deal.amount ?? 1000);
  });
  times(9, () => {
    take(isOpen).closeDay = null;
  });
  times(170, () => {
    take((deal) => deal.amount !== null).currency = 'USD';
  });
  // No exchange rate was ever entered for this one.
  take((deal) => isWon(deal) && hasPartner(deal)).currency = 'GBP';
  times(38, () => {
    take(hasPartner).registeredOn = null;
  });
  for (const text of ['2026-02-30', '31/12/2025', 'after Easter', '0000-00-00']) take(hasPartner).registeredOn = text;
  for (const text of ['2025-04-31', 'tbd', '2026-13-01']) take(isWon).contractSigned = text;
  times(40, () => {
    const deal = take(isWon);
    if (deal.closeDay !== null) deal.contractSigned = dateOf(deal.closeDay);
  });
  // Names that match no partner, and one that matches in another spelling.
  for (const text of ['Brueckner und Vahl', 'Harcourt', 'unknown', '-', 'Partner of Jonas']) {
    const deal = take((each) => !hasPartner(each));
    deal.sourcingPartner = text;
  }
  take((deal) => deal.sourcingPartner === 'Thornbury Gate').sourcingPartner = '  thornbury gate ';
  times(60, () => {
    const deal = take((each) => isWon(each) && each.amount !== null && each.stages.length > 3);
    const day = deal.stages[2]?.day ?? deal.createdDay;
    if (deal.amount !== null) deal.amountWas = [{ amount: Math.round((deal.amount * 1.15) / 50) * 50, day }];
  });
}

/** Three open deals sit in a stage that is gone from the pipeline; one of them is the star's. */
export function intoDeletedStage(random: Random, deals: readonly DealDraft[]): void {
  const fits = deals.filter((deal) => !deal.told && isOpen(deal) && deal.stages.length === 2);
  const own = fits.find((deal) => deal.links[0]?.partner.member === CHARACTERS.star);
  const others = random.shuffle(fits.filter((deal) => !hasPartner(deal))).slice(0, 2);
  if (own === undefined || others.length < 2) throw new Error('too few open deals to put into the deleted stage');
  for (const deal of [own, ...others]) {
    deal.stages = deal.stages.map((entry, at) => (at === 1 ? { ...entry, stage: DELETED_STAGE } : entry));
  }
}
