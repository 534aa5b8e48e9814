import type { AccountFacts } from '../../facts/account-facts.ts';
import { type Day, FOREVER } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';

/**
 * The first day on which a mail, or a meeting that took place, with people of a partner was logged on a deal, by index of the
 * deal; FOREVER where there is none. Calls are left out: their people are rarely named.
 */
const firstContact = memo(({ deals, engagements }: AccountFacts): Int32Array => {
  const days = new Int32Array(deals.length).fill(FOREVER);
  for (const { kind, isHeld, partners, deals: own, day } of engagements) {
    if (kind === 'call' || !isHeld || partners.length === 0) continue;
    for (const deal of own) days[deal] = Math.min(days[deal] ?? FOREVER, day);
  }
  return days;
});

/** Whether people of a partner were in touch on the deal by the day on which it was decided. */
export const isContactedBefore = (row: { readonly deal: number; readonly day: Day }, facts: AccountFacts): boolean =>
  (firstContact(facts)[row.deal] ?? FOREVER) <= row.day;
