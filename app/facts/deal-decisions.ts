import type { Day } from '../kit/days.ts';
import { type DealFact, type DealSpan, OPEN, WON } from './deal.ts';
import type { FactsView } from './packing.ts';

export interface Decision {
  readonly day: Day;
  readonly from: Day;
  readonly until: Day;
  readonly won: number;
  readonly amount: number;
  readonly amountState: number;
}

/**
 * When a deal counts as decided. Its close date is the business date; a deal closed with a date still to come counts
 * from that date on, and one closed with an earlier date counts from there, since that is when it happened.
 */
export function decisionsOf(deal: DealFact, view: FactsView): Decision[] {
  const rows: Decision[] = [];
  let previous: DealSpan | undefined;
  for (const span of deal.spans) {
    if (span.state !== OPEN) {
      const day = span.closeDay ?? enteredClosed(deal, span);
      const isContinued = previous !== undefined && previous.state === span.state;
      // A close date never reaches back behind an earlier decision of the same deal, or both would count at once.
      const earliest = view === 'known' || isContinued ? span.from : (rows.at(-1)?.until ?? day);
      const from = Math.max(day, earliest);
      if (from < span.until) {
        rows.push({
          day,
          from,
          until: span.until,
          won: span.state === WON ? 1 : 0,
          amount: span.amountMinor ?? Number.NaN,
          amountState: span.amountState,
        });
      }
    }
    previous = span;
  }
  return rows;
}

/** First day of the unbroken run of spans in the same state that ends with `span`. */
function enteredClosed(deal: DealFact, span: DealSpan): Day {
  let entered = span.from;
  for (let i = deal.spans.indexOf(span) - 1; i >= 0; i--) {
    const earlier = deal.spans[i];
    if (!earlier || earlier.state !== span.state) break;
    entered = earlier.from;
  }
  return entered;
}

/** For each span, the day from which the decision counts that it is part of or, while open, that ends it. */
export function decidedFrom(deal: DealFact, view: FactsView): (Day | undefined)[] {
  const decisions = decisionsOf(deal, view);
  const days: (Day | undefined)[] = [];
  for (let i = deal.spans.length - 1; i >= 0; i--) {
    const span = deal.spans[i];
    const own = span?.state === OPEN ? undefined : decisions.find((decision) => decision.until === span?.until)?.from;
    days[i] = span?.state === OPEN ? days[i + 1] : own;
  }
  return days;
}
