import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEARCH_CAP, SEARCH_SIZE } from '../hubspot/objects.ts';
import { advanceWindow, openWindow, windowQuery } from './search-window.ts';

interface Item {
  id: number;
  ms: number;
}

const MODIFIED = 'hs_lastmodifieddate';

/** A search as HubSpot answers it: sorted, 200 a page, refusing to show more than 10,000 results of one query. */
function search(items: readonly Item[], query: ReturnType<typeof windowQuery>) {
  const matching = items
    .filter((item) =>
      query.filters.every(({ propertyName, operator, value }) => {
        const own = propertyName === MODIFIED ? item.ms : item.id;
        const other = Number(value);
        if (operator === 'GTE') return own >= other;
        if (operator === 'LTE') return own <= other;
        return operator === 'GT' ? own > other : own === other;
      }),
    )
    .sort((a, b) => (query.sortBy === MODIFIED ? a.ms - b.ms : a.id - b.id));
  const offset = Number(query.after ?? 0);
  if (offset + SEARCH_SIZE > SEARCH_CAP) throw new Error('400: beyond 10,000 results');
  const page = matching.slice(offset, offset + SEARCH_SIZE);
  const isLast = offset + page.length >= matching.length;
  return { total: matching.length, page, after: isLast ? null : String(offset + page.length) };
}

/** Reads a window to its end. `between` may change records after each page, as people do. */
function readAll(items: Item[], untilMs: number, between: (page: number) => void = () => undefined) {
  const read = new Map<number, number>();
  let window: ReturnType<typeof advanceWindow> = openWindow(0, untilMs);
  let pages = 0;
  while (window !== null) {
    const { total, page, after } = search(items, windowQuery(window, MODIFIED));
    for (const { id, ms } of page) read.set(id, ms);
    const next: ReturnType<typeof advanceWindow> = advanceWindow(window, {
      total,
      after,
      modifiedMs: page.map(({ ms }) => ms),
      ids: page.map(({ id }) => String(id)),
    });
    pages += 1;
    if (pages > 2000) throw new Error('does not end');
    between(pages);
    window = next;
  }
  return { read, pages };
}

const items = (count: number, msOf: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, ms: msOf(index) }));

describe('reading a window of changes by search', () => {
  it.each([
    ['nothing changed', 0, 1],
    ['one page', 200, 1],
    ['a little more than a page', 201, 2],
    ['just under the cap', 9999, 50],
  ])('takes no page more than needed: %s', (_name, count, pages) => {
    const all = items(count, (index) => 1000 + index);
    const result = readAll(all, 1e9);
    expect(result.pages).toBe(pages);
    expect(result.read.size).toBe(count);
  });

  it('reads on beyond 10,000 results', () => {
    const all = items(25_000, (index) => 1000 + Math.floor(index / 3));
    expect(readAll(all, 1e9).read.size).toBe(25_000);
  });

  it('reads more than 10,000 records that share one millisecond, as an import leaves them', () => {
    const all = [...items(10_450, () => 5000), { id: 90_001, ms: 4000 }, { id: 90_002, ms: 6000 }];
    const { read } = readAll(all, 1e9);
    expect(read.size).toBe(10_452);
  });

  it('reads 36,000 records of one millisecond with one page more than they fill', () => {
    const { read, pages } = readAll(
      items(36_000, () => 5000),
      5000,
    );
    expect(read.size).toBe(36_000);
    expect(pages).toBe(36_000 / SEARCH_SIZE + 1);
  });

  it('skips nothing when records are changed while it reads', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 250, max: 1500 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat({ max: 1499 }), { maxLength: 12 }),
        (count, ties, touched) => {
          const all = items(count, (index) => 1000 + Math.floor(index / ties));
          const untilMs = 100_000;
          const changedLater = new Set<number>();
          const { read } = readAll(all, untilMs, (page) => {
            const item = all[touched[page - 1] ?? -1];
            if (item === undefined) return;
            item.ms = untilMs + page;
            changedLater.add(item.id);
          });
          const missed = all.filter(({ id }) => !read.has(id) && !changedLater.has(id));
          expect(missed).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
