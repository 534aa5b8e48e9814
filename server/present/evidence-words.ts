import type { Records } from '@partner-pulse/contract';
import type { Formatter } from '@partner-pulse/words';
import type { Evidence } from '../compute/models.ts';

const DEALS = '0-3';

/** The deals behind a number, as ids; null when there are none to open. */
export function recordsOf(evidence: Evidence | undefined, f: Formatter): Records | null {
  if (!evidence || evidence.total === 0) return null;
  return {
    objectTypeId: DEALS,
    ids: [...evidence.ids],
    total: evidence.total,
    countText: f.count(evidence.total, 'deal'),
  };
}

/** "2 deals left out: no amount"; null where none was. */
export function exclusionsText(evidence: Evidence | undefined, f: Formatter): string | null {
  const parts = Object.entries(evidence?.excluded ?? {}).map(
    ([reason, count]) => `${f.count(count, 'deal')} left out: ${reason}`,
  );
  return parts.length > 0 ? parts.join('; ') : null;
}
