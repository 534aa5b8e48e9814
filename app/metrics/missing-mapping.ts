import type { Mapped } from '../facts/account-facts.ts';
import type { Metric } from './metric.ts';

/** What to map, as the settings page names it. */
export const MAPPING_NAMES: Readonly<Record<keyof Mapped, string>> = {
  roles: 'Map how deals name partners: an association label or a deal property',
  registration: 'Map where the registration date of a deal comes from',
  startDate: "Map the partners' start date",
  stages: 'Map pipeline stages to qualified, proposal, negotiation and won',
  targets: 'Enter targets',
};

/** The first thing the metric needs that the account has not mapped; undefined when all is there. */
export function missingMapping(metric: Metric, mapped: Mapped): string | undefined {
  const need = metric.meta.needs.find((name) => !mapped[name]);
  return need && MAPPING_NAMES[need];
}
