import type { Day } from '../kit/days.ts';

/** A registration that stands on no sales deal (yet): a ticket, a record of its own, or a deal of a pipeline for registrations. */
export interface LooseRegistration {
  readonly id: string;
  readonly record: 'deal' | 'ticket' | 'registration';
  /** Index into `AccountFacts.partners`. */
  readonly partner: number;
  readonly day: Day;
  readonly approvedDay: Day | null;
  readonly rejectedDay: Day | null;
  readonly expiresDay: Day | null;
  readonly learnedDay: Day;
}
