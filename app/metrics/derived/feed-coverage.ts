import type { AccountFacts } from '../../facts/account-facts.ts';
import { FEED_KINDS, FEEDS, type FeedKind } from '../../feeds/feeds.ts';
import { type Day, formatDay } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import type { Context } from '../metric.ts';
import { notEnoughData, type Result } from '../result.ts';

/** Beyond this many times the expected pause, what rests on a feed is stale. */
const LATE_AFTER = 2;

/**
 * What stands in the way of reading a feed's window of `days` days that ends with `asOf`; undefined when the feed speaks
 * for all of it, so that nothing in it means zero. A feed of states speaks from its first day on, until it is late.
 */
export function uncovered(facts: AccountFacts, kind: FeedKind, asOf: Day, days: number): Result | undefined {
  const known = saidAt(facts, asOf)[kind];
  const hit = known.get(days);
  if (hit) return hit.missing;
  const missing = sameOf(facts, missingOf(facts, kind, asOf, days));
  known.set(days, { missing });
  return missing;
}

/** The same as of the date of a metric, which is then asked again only when the answer is another one. */
export const uncoveredNow = ({ facts, ofDate }: Pick<Context, 'facts' | 'ofDate'>, kind: FeedKind, days: number) =>
  ofDate((asOf) => uncovered(facts, kind, asOf, days));

/** By feed and length of the window: every partner is told the same. */
const saidAt = memoByDay((_: AccountFacts, __: Day) => {
  const byKind = FEED_KINDS.map((kind) => [kind, new Map<number, { readonly missing: Result | undefined }>()] as const);
  return Object.fromEntries(byKind) as Record<FeedKind, (typeof byKind)[number][1]>; // one for each kind
});

/** What says the same is one object, so that asking for each date shows when the answer changes. */
function sameOf(facts: AccountFacts, missing: Result | undefined): Result | undefined {
  if (missing === undefined) return undefined;
  const said = JSON.stringify(missing);
  const first = saidSoFar(facts).get(said) ?? missing;
  saidSoFar(facts).set(said, first);
  return first;
}
const saidSoFar = memo((_: AccountFacts) => new Map<string, Result>());

function missingOf(facts: AccountFacts, kind: FeedKind, asOf: Day, days: number): Result | undefined {
  const feed = facts.coverage[kind];
  const spec = FEEDS[kind];
  const first = feed?.covered[0]?.from;
  if (!feed || first === undefined || first > asOf) {
    return notEnoughData(0, days, {
      reason: `The feed "${kind}" says nothing before ${first ? formatDay(first) : 'its first upload'}`,
    });
  }
  const lastTo = lastHeard(facts, kind, asOf) ?? first;
  const late = LATE_AFTER * expectedEvery(facts, kind);
  if (asOf - lastTo > late) return staleFeed(kind, lastTo);
  if (spec.covers === 'states') {
    const have = Math.min(days, asOf - first + 1);
    return have < days
      ? notEnoughData(have, days, { reason: `The feed "${kind}" begins on ${formatDay(first)}` })
      : undefined;
  }
  // The days since the last row are still to come: a daily feed is never complete up to today.
  const toCome = Math.min(days, Math.max(0, asOf - lastTo));
  const have = coveredDays(feed.covered, asOf - days, asOf) + toCome;
  if (have >= days) return undefined;
  return notEnoughData(have, days, { reason: `The feed "${kind}" covers ${have} of the ${days} days` });
}

/** The last day that a feed speaks for, as far as it had begun by `asOf`; it may lie after it. Undefined before its first. */
export function lastHeard(facts: AccountFacts, kind: FeedKind, asOf: Day): Day | undefined {
  const feed = facts.coverage[kind];
  const begun = feed?.covered.filter(({ from }) => from <= asOf) ?? [];
  if (!feed || begun.length === 0) return undefined;
  return FEEDS[kind].covers === 'states' ? feed.lastReceivedDay : Math.max(...begun.map(({ to }) => to));
}

/** How often the account expects a feed. */
export const expectedEvery = ({ settings }: AccountFacts, kind: FeedKind): number =>
  settings.feeds[kind]?.expectedEveryDays ?? FEEDS[kind].expectedEveryDays;

const staleFeed = (kind: FeedKind, since: Day): Result => ({
  state: 'stale',
  since,
  reason: `The feed "${kind}" was last heard of for ${formatDay(since)}`,
});

/** Days d with after < d <= until that lie in one of the covered periods, which do not overlap. */
const coveredDays = (covered: readonly { readonly from: Day; readonly to: Day }[], after: Day, until: Day): number =>
  covered.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, until) - Math.max(from, after + 1) + 1), 0);
