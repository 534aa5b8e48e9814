import type { RequestClass } from './http/router.ts';

/** One request as it was answered. */
export interface JournalEntry {
  /** ISO 8601, by the stand-in's clock. */
  readonly at: string;
  /** The account the token belonged to; null where there was none. */
  readonly account: number | null;
  readonly method: string;
  readonly path: string;
  /** Without the question mark; empty for none. */
  readonly query: string;
  readonly class: RequestClass;
  /** 0 when no answer was sent. */
  readonly status: number;
  /** Records asked for in a batch, or answered by a list or a search. */
  readonly ids: number;
  /** True when a fault, and not the stand-in itself, decided the answer. */
  readonly fault: boolean;
}

export type JournalCounts = Readonly<Record<RequestClass, number>>;

export interface Journal {
  /** From entry number `since` on. */
  entries(since?: number): readonly JournalEntry[];
  /** Requests per class, of one account or of all. */
  counts(filter?: { readonly since?: number; readonly account?: number }): JournalCounts;
  add(entry: JournalEntry): void;
  clear(): void;
}

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  return {
    entries: (since = 0) => entries.slice(since),
    counts: ({ since = 0, account } = {}) => {
      const counts = {
        list: 0,
        batchRead: 0,
        search: 0,
        associations: 0,
        properties: 0,
        batchUpdate: 0,
        oauth: 0,
        other: 0,
      };
      for (const entry of entries.slice(since)) {
        if (account === undefined || entry.account === account) counts[entry.class] += 1;
      }
      return counts;
    },
    add: (entry) => {
      entries.push(entry);
    },
    clear: () => {
      entries.length = 0;
    },
  };
}
