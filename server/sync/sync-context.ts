import type { PortalSettings } from '../../app/mapping/settings.ts';
import type { AccountDoor } from '../hubspot/door.ts';
import type { Database } from '../store/db.ts';
import type { InTurn } from './in-turn.ts';
import type { AssociationLabel } from './label-pairs.ts';

/** `hints`: only what webhooks named. */
export type SyncMode = 'backfill' | 'incremental' | 'sweep' | 'hints';

/** Records that were read, by kind; links and history entries count what was new. */
export type SyncCounts = Record<
  'companies' | 'deals' | 'contacts' | 'extras' | 'links' | 'history' | 'deleted',
  number
>;

export interface SyncProgress {
  readonly stream: string;
  /** Read so far in this pass. */
  readonly done: number;
}

/** What every step of a pass works with. */
export interface SyncContext {
  readonly db: Database;
  readonly door: AccountDoor;
  readonly portalId: number;
  readonly settings: PortalSettings;
  readonly mode: SyncMode;
  /** When the account was first read to its end; null before. */
  readonly backfilledMs: number | null;
  /** True until then: what is there now may have been there long before. */
  readonly isFirst: boolean;
  /** When this pass began, epoch milliseconds: what it learns is learned now. */
  readonly nowMs: number;
  /** How far HubSpot's search may be behind. */
  readonly lagMs: number;
  /** Kinds and features that HubSpot refused to this account; grows when it refuses another. */
  readonly missing: Set<string>;
  /** Kinds of which some records are set aside: those may be read again, and are taken back then. */
  readonly setAside: ReadonlySet<string>;
  readonly account: AccountShape;
  readonly counts: SyncCounts;
  /** Counts pages that changed something compute reads. */
  readonly news: { pages: number };
  /** Called after each page; may throw to make room for something more urgent. */
  readonly afterPage: () => Promise<void>;
  /** Where several streams are read at once: writes one page after another. Two that touch the same rows could block each other. */
  readonly inTurn?: InTurn;
  readonly report: (progress: SyncProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** What set-up found out. */
export interface AccountShape {
  /** Names of the deal properties with stage dates. */
  readonly stageDates: readonly string[];
  readonly dealToCompany: readonly AssociationLabel[];
  readonly companyToDeal: readonly AssociationLabel[];
}
