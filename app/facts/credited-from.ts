import { type Day, NEVER } from '../kit/days.ts';
import type { Credit } from './deal.ts';
import type { Packing } from './packing.ts';

/** From when a partner's part in a deal counts. Labels that stood before our first look count as always known. */
export function creditedFrom(credit: Credit, { facts, view }: Pick<Packing, 'facts' | 'view'>): Day {
  return view === 'happened' || credit.learnedDay <= facts.firstSyncDay ? NEVER : credit.learnedDay;
}
