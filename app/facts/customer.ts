import type { Day } from '../kit/days.ts';

/** A company that buys, with the attributes that markets are made of. */
export interface CustomerFact {
  /** HubSpot record id of the company. */
  readonly id: string;
  readonly country: string | null;
  readonly industry: string | null;
  /** Band of the number of employees, such as `50-249`. */
  readonly size: string | null;
  /** Day on which it stopped being one, where the account says so. */
  readonly lostDay: Day | null;
}
