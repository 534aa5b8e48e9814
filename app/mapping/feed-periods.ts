import type { Coverage, FeedCoverage, FeedRowFact } from '../facts/feed-row.ts';
import type { FeedKind } from '../feeds/feeds.ts';
import { type Day, FOREVER } from '../kit/days.ts';

interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** Coverage of a feed with the days that HubSpot's records speak for beside its uploads. */
export function withPeriod(coverage: Coverage, kind: FeedKind, told: Period): Coverage {
  const fed = coverage[kind];
  const lastReceivedDay = Math.max(told.to, fed?.lastReceivedDay ?? told.to);
  return { ...coverage, [kind]: { covered: joined([...(fed?.covered ?? []), told]), lastReceivedDay } };
}

/** What a record says holds until the record is changed: such rows speak for all days from the first on. */
export function withHeld(coverage: Coverage, kind: FeedKind, rows: readonly FeedRowFact[]): Coverage {
  if (rows.length === 0) return coverage;
  const from = rows.reduce((day, row) => Math.min(day, row.day), FOREVER);
  return withPeriod(coverage, kind, { from, to: FOREVER });
}

function joined(periods: FeedCoverage['covered']): FeedCoverage['covered'] {
  const out: { from: Day; to: Day }[] = [];
  for (const { from, to } of periods.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}
