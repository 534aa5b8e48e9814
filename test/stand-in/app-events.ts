import { iso } from './clock.ts';

/** What an app asked HubSpot to write into its journal. hubspot-api.md 4.6 */
export interface JournalSubscription {
  readonly id: number;
  readonly subscriptionType: string;
  readonly eventTypeId?: string | undefined;
  readonly objectTypeId?: string | undefined;
}

interface JournalEvent {
  readonly portalId: number;
  readonly action: string;
  readonly [field: string]: unknown;
}

interface Page {
  readonly offset: string;
  readonly events: readonly JournalEvent[];
  readonly publishedMs: number;
}

/** Pages are kept so long. */
const KEPT_MS = 3 * 86_400_000;
const UNINSTALLED = '4-1916193';

/** The journals of apps: what happened to their installations, a page for each event. */
export class AppEvents {
  readonly #subscriptions = new Map<string, JournalSubscription[]>();
  readonly #pages = new Map<string, Page[]>();
  #count = 0;

  subscriptions(clientId: string): readonly JournalSubscription[] {
    return this.#subscriptions.get(clientId) ?? [];
  }

  /** Null where the app has it already. */
  subscribe(clientId: string, wanted: Omit<JournalSubscription, 'id'>): JournalSubscription | null {
    const known = this.subscriptions(clientId);
    const isSame = (one: JournalSubscription) =>
      one.subscriptionType === wanted.subscriptionType && one.eventTypeId === wanted.eventTypeId;
    if (known.some(isSame)) return null;
    const added = { id: 60_001_000 + known.length, ...wanted };
    this.#subscriptions.set(clientId, [...known, added]);
    return added;
  }

  uninstalled(clientId: string, portalId: number, now: number): void {
    const isAsked = this.subscriptions(clientId).some(({ eventTypeId }) => eventTypeId === UNINSTALLED);
    if (!isAsked) return;
    const event = { type: 'APP_LIFECYCLE_EVENT', action: 'APP_UNINSTALL', eventTypeId: UNINSTALLED };
    this.#add(clientId, { portalId, occurredAt: iso(now), ...event }, now);
  }

  personErased(clientId: string, portalId: number, contactId: string, now: number): void {
    const type = 'GDPR_PRIVACY_DELETION';
    if (!this.subscriptions(clientId).some(({ subscriptionType }) => subscriptionType === type)) return;
    const event = { type, action: 'GDPR_DELETE', objectTypeId: '0-1', objectId: Number(contactId) };
    this.#add(clientId, { portalId, occurredAt: iso(now), ...event }, now);
  }

  #add(clientId: string, event: JournalEvent, now: number): void {
    this.#count += 1;
    const pages = this.#pages.get(clientId) ?? [];
    this.#pages.set(clientId, [...pages, { offset: `page-${this.#count}`, events: [event], publishedMs: now }]);
  }

  /** The page after `offset`, the oldest that is kept for null; `lost` where the place is no more, null at the end. */
  next(clientId: string, offset: string | null, now: number): Page | 'lost' | null {
    const kept = (this.#pages.get(clientId) ?? []).filter(({ publishedMs }) => now - publishedMs < KEPT_MS);
    if (offset === null) return kept[0] ?? null;
    const at = kept.findIndex((page) => page.offset === offset);
    if (at < 0) return 'lost';
    return kept[at + 1] ?? null;
  }

  page(offset: string): Page | undefined {
    return [...this.#pages.values()].flat().find((page) => page.offset === offset);
  }

  clear(): void {
    this.#subscriptions.clear();
    this.#pages.clear();
  }
}
