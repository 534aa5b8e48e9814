import type { AppEvents } from './app-events.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { AppConfig } from './options.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Account } from './store/account.ts';
import type { TokenStore } from './tokens.ts';
import type { Webhooks } from './webhooks.ts';

/** What the routes of one stand-in share. */
export interface Core {
  readonly clock: Clock;
  readonly apps: Map<string, AppConfig>;
  readonly accounts: ReadonlyMap<number, Account>;
  readonly tokens: TokenStore;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly webhooks: Webhooks;
  readonly appEvents: AppEvents;
  /** Base address, once it listens. */
  address: string;
  readonly autoApprove: boolean;
  readonly rotateRefreshTokens: boolean;
  /** Puts every account back to its world, and forgets tokens, limits, faults and the journal. */
  reset(): void;
}

/** The number HubSpot gave an app; made from its client id where the configuration names none. */
export function appIdOf(app: AppConfig): number {
  if (app.appId !== undefined) return app.appId;
  let id = 0;
  for (const character of app.clientId) id = (id * 31 + (character.codePointAt(0) ?? 0)) % 9_000_000;
  return id + 1_000_000;
}
