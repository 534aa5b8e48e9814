import type { Day } from '../kit/days.ts';

export const TICKET_CATEGORIES = ['product', 'training', 'misfit', 'other'] as const;
export type TicketCategory = (typeof TICKET_CATEGORIES)[number];

/** A request for support by people of a partner. */
export interface TicketFact {
  /** HubSpot record id. */
  readonly id: string;
  readonly createdDay: Day;
  readonly closedDay: Day | null;
  /** Indexes into `AccountFacts.partners`. */
  readonly partners: readonly number[];
  /** As the account's map of categories says; null where it has none for this ticket. */
  readonly category: TicketCategory | null;
}
