import type { World } from '../worlds/world.ts';
import type { Clock } from './clock.ts';
import type { FaultRule } from './faults.ts';
import type { Subscriptions } from './webhook-events.ts';

/** An app as HubSpot's developer account knows it. */
export interface AppConfig {
  readonly appId?: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly requiredScopes: readonly string[];
  readonly optionalScopes?: readonly string[];
  /** Where the app hears of changes; nowhere when left out. */
  readonly webhooks?: {
    /** The address as HubSpot knows and signs it. */
    readonly targetUrl: string;
    /** Where requests really go, when that is not the public address. */
    readonly sendTo?: string | undefined;
    /** Everything when left out. */
    readonly subscriptions?: Subscriptions;
  };
}

export interface AccountConfig {
  readonly world: World;
  /** The portal id; a number by position when left out. */
  readonly hubId?: number;
  /** Optional scopes that this account's products cannot grant. */
  readonly unavailableScopes?: readonly string[];
}

export interface StandInOptions {
  /** One account with these records; `accounts` for several. */
  readonly world?: World;
  readonly accounts?: readonly AccountConfig[];
  readonly apps?: readonly AppConfig[];
  readonly clock?: Clock;
  /** 0 takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Answers the authorize address at once with a redirect, as if the installer had agreed. */
  readonly autoApprove?: boolean;
  /** Every refresh hands out a new refresh token and ends the old one. */
  readonly rotateRefreshTokens?: boolean;
  /** False switches the request limits off. */
  readonly limits?: boolean;
  /** How many times shorter the limits' windows are than HubSpot's; 1 unless given. */
  readonly limitSpeed?: number;
  /** How long a write stays unseen by search. */
  readonly searchLagMilliseconds?: number;
  /** How long a new property stays unknown to reads and writes. */
  readonly propertyLagMilliseconds?: number;
  /** Most records on a page of a list or a search, whatever was asked for; HubSpot promises no more than "at most". */
  readonly pageSize?: number;
  readonly faults?: readonly FaultRule[];
}

export const DEFAULT_SEARCH_LAG_MILLISECONDS = 3000;
