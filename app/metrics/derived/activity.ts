import { countOf, type FoldValues, lastDays } from '../fold.ts';

/** One rule for every metric that speaks of active partners: at least one qualifying event in the last 90 days. */
export const ACTIVE = { events: countOf('events', { reach: lastDays(90) }) };

export const isActive = ({ events }: FoldValues<typeof ACTIVE>): boolean => events.count > 0;
