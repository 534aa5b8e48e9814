import { type Filter, SEARCH_CAP, SEARCH_SIZE } from '../hubspot/objects.ts';
import type { SearchWindow } from './cursor.ts';

export interface WindowQuery {
  readonly filters: readonly Filter[];
  readonly sortBy: string;
  readonly after: string | null;
}

export interface WindowPage {
  readonly total: number;
  /** Null on the last page. */
  readonly after: string | null;
  /** Of the page's records, in its order. */
  readonly modifiedMs: readonly number[];
  readonly ids: readonly string[];
}

const ID = 'hs_object_id';

export function openWindow(sinceMs: number, untilMs: number): SearchWindow {
  return { lowMs: sinceMs, untilMs, after: null, seen: 0, total: null, lastMs: null, drain: null };
}

/** The search that reads the window's next page. */
export function windowQuery(window: SearchWindow, modifiedProperty: string): WindowQuery {
  const { drain, lowMs, untilMs, after } = window;
  if (drain !== null) {
    return {
      filters: [
        { propertyName: modifiedProperty, operator: 'EQ', value: String(drain.ms) },
        { propertyName: ID, operator: 'GT', value: drain.afterId },
      ],
      sortBy: ID,
      after: null,
    };
  }
  return {
    filters: [
      { propertyName: modifiedProperty, operator: 'GTE', value: String(lowMs) },
      { propertyName: modifiedProperty, operator: 'LTE', value: String(untilMs) },
    ],
    sortBy: modifiedProperty,
    after,
  };
}

/**
 * Where the window stands after a page; null when it is read to its end.
 * Two things force a new start at the last date seen (re-reading a few records, losing none): HubSpot shows no more than
 * 10,000 results of one query, and a record that was changed while we page leaves its place, so that everything behind
 * it moves up by one and a page boundary would skip a record. Where a whole page shares one millisecond, as an import
 * leaves them, no new start would come past it: that millisecond is walked by id from here on.
 */
export function advanceWindow(window: SearchWindow, page: WindowPage): SearchWindow | null {
  if (window.drain !== null) return advanceDrain(window, window.drain, page);
  const lastMs = page.modifiedMs.at(-1) ?? window.lastMs;
  if (window.total !== null && page.total < window.total && window.lastMs !== null) {
    return openWindow(window.lastMs, window.untilMs);
  }
  if (page.after === null) return null;
  if (page.total > SEARCH_CAP && lastMs !== null && page.modifiedMs[0] === lastMs) return drainOf(lastMs, window);
  // HubSpot's cursor is the number of results passed; counting is the fallback for servers with another kind of cursor.
  const seen = /^\d+$/.test(page.after) ? Number(page.after) : window.seen + page.ids.length;
  if (seen + SEARCH_SIZE <= SEARCH_CAP || lastMs === null) {
    return { ...window, after: page.after, seen, total: page.total, lastMs };
  }
  return lastMs > window.lowMs ? openWindow(lastMs, window.untilMs) : drainOf(lastMs, window);
}

function drainOf(ms: number, { untilMs }: SearchWindow): SearchWindow {
  return { ...openWindow(ms, untilMs), drain: { ms, afterId: '0' } };
}

function advanceDrain(window: SearchWindow, { ms }: { ms: number }, page: WindowPage): SearchWindow | null {
  const lastId = page.ids.at(-1);
  if (lastId !== undefined && page.after !== null) return { ...window, drain: { ms, afterId: lastId } };
  return ms >= window.untilMs ? null : openWindow(ms + 1, window.untilMs);
}
