import type { AccountRecords } from '../../app/mapping/records.ts';
import type { WholeComputed } from './computed.ts';

/** What a process remembers of the last computation of an account, so that the next need not begin from nothing. */
export interface KeptAccount {
  /** Without deals and what belongs to them. */
  readonly records: AccountRecords;
  readonly computed: WholeComputed;
  /** What else the facts depend on: as it was when the records were read. */
  readonly shape: string;
  /** Changes before it are in the facts. */
  readonly mark: string;
  /** What people had said of partners when the account was last computed as a whole. */
  readonly judgementVersion: number;
  /** How long that took. */
  readonly wholeMs: number;
  /** Mail, calls and the like changed since, and are not in the facts: the next whole computation reads everything. */
  readonly isBehind: boolean;
}

export interface KeptAccounts {
  get(portalId: number): KeptAccount | undefined;
  keep(portalId: number, account: KeptAccount): void;
  forget(portalId: number): void;
}

/** Deals of all accounts that are remembered: some 4 kB each with what was worked out of them. */
const MOST_DEALS = 100_000;

/** The accounts computed last, as many as fit. A large one is worked out anew each time. */
export function keptAccounts(mostDeals = MOST_DEALS): KeptAccounts {
  const kept = new Map<number, KeptAccount>();
  const size = () => [...kept.values()].reduce((sum, { computed }) => sum + computed.facts.deals.length, 0);
  return {
    get: (portalId) => kept.get(portalId),
    keep(portalId, account) {
      // Last is newest: the first ones make room.
      kept.delete(portalId);
      kept.set(portalId, { ...account, records: withoutDeals(account.records) });
      for (const oldest of kept.keys()) {
        if (size() <= mostDeals) break;
        kept.delete(oldest);
      }
    },
    forget: (portalId) => {
      kept.delete(portalId);
    },
  };
}

const withoutDeals = (records: AccountRecords): AccountRecords => {
  // Which deals carry line items decides how far a change of them reaches.
  const { 'line_items>deals': ofItems } = records.extras.links;
  return {
    ...records,
    ...{ deals: [], dealCompanyLinks: [], dealHistory: [] },
    extras: { ...records.extras, records: {}, links: ofItems ? { 'line_items>deals': ofItems } : {}, history: {} },
  };
};
