import type { Coverage, FeedCoverage } from '../facts/feed-row.ts';
import type { Day } from '../kit/days.ts';
import type { FeedKind } from './feeds.ts';

/** What one upload speaks for, both days inclusive, and the day on which it came. */
export interface UploadPeriod {
  readonly kind: FeedKind;
  readonly from: Day;
  readonly to: Day;
  readonly receivedDay: Day;
}

/** The days that uploads speak for together, by kind: in order, without overlaps, neighbours joined. */
export function coverageOf(uploads: readonly UploadPeriod[]): Coverage {
  const byKind = new Map<FeedKind, UploadPeriod[]>();
  for (const upload of uploads) {
    const list = byKind.get(upload.kind);
    if (list) list.push(upload);
    else byKind.set(upload.kind, [upload]);
  }
  return Object.fromEntries([...byKind].map(([kind, list]) => [kind, joined(list)]));
}

function joined(uploads: readonly UploadPeriod[]): FeedCoverage {
  const covered: { from: Day; to: Day }[] = [];
  for (const { from, to } of uploads.toSorted((a, b) => a.from - b.from)) {
    const last = covered.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else covered.push({ from, to });
  }
  return { covered, lastReceivedDay: Math.max(...uploads.map(({ receivedDay }) => receivedDay)) };
}
