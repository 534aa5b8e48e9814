import type { Day } from '../kit/days.ts';

export const SENIORITIES = ['executive', 'director', 'manager', 'other'] as const;
export type Seniority = (typeof SENIORITIES)[number];

/** A person at a partner. Facts hold no name and no address: cards draw people from HubSpot itself. */
export interface ContactFact {
  /** HubSpot record id. */
  readonly id: string;
  /** Index into `AccountFacts.partners`. */
  readonly partner: number;
  readonly createdDay: Day;
  /** By job title; null where it has none. */
  readonly seniority: Seniority | null;
}
