import { createHash } from 'node:crypto';

/** What an installation lets an app do in an account. */
export interface Grant {
  readonly hubId: number;
  readonly appId: number;
  readonly clientId: string;
  readonly userId: number;
  /** Null means everything: a token made for tests. */
  readonly scopes: readonly string[] | null;
}

export interface Challenge {
  readonly value: string;
  readonly method: 'S256' | 'plain';
}

interface Code {
  readonly grant: Grant;
  readonly redirectUri: string;
  readonly challenge: Challenge | null;
  readonly expiresAt: number;
}

interface AccessToken {
  /** Null for an app's own token (client credentials), which opens no account. */
  readonly grant: Grant | null;
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  readonly clientId: string;
}

/** Lifetimes in seconds. hubspot-api.md 1.3 */
export const ACCESS_TOKEN_SECONDS = 1800;
const CODE_SECONDS = 600;

/** Authorization codes and tokens by text. Texts come from a counter: the same calls give the same tokens. */
export class TokenStore {
  readonly #codes = new Map<string, Code>();
  readonly #refresh = new Map<string, Grant>();
  readonly #access = new Map<string, AccessToken>();
  #count = 0;

  /** HubSpot's tokens may be longer than 512 characters; short ones would let a narrow column pass. */
  #text(kind: string, length: number): string {
    this.#count += 1;
    let text = `${kind}-`;
    for (let part = 0; text.length < length; part += 1) {
      text += createHash('sha256').update(`${kind}:${this.#count}:${part}`).digest('base64url');
    }
    return text.slice(0, length);
  }

  addCode(grant: Grant, redirectUri: string, challenge: Challenge | null, now: number): string {
    const code = this.#text('code', 48);
    this.#codes.set(code, { grant, redirectUri, challenge, expiresAt: now + CODE_SECONDS * 1000 });
    return code;
  }

  /** A code works once. */
  takeCode(code: string, now: number): Code | null {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    return found && found.expiresAt > now ? found : null;
  }

  addRefresh(grant: Grant): string {
    const token = this.#text('refresh', 520);
    this.#refresh.set(token, grant);
    return token;
  }

  refreshGrant(token: string): Grant | undefined {
    return this.#refresh.get(token);
  }

  dropRefresh(token: string): void {
    this.#refresh.delete(token);
  }

  addAccess(grant: Grant, now: number, seconds = ACCESS_TOKEN_SECONDS): string {
    const token = this.#text('access', 560);
    const { clientId, scopes } = grant;
    this.#access.set(token, { grant, expiresAt: now + seconds * 1000, scopes: scopes ?? [], clientId });
    return token;
  }

  addAppAccess(clientId: string, scopes: readonly string[], now: number): string {
    const token = this.#text('app', 560);
    this.#access.set(token, { grant: null, expiresAt: now + ACCESS_TOKEN_SECONDS * 1000, scopes, clientId });
    return token;
  }

  access(token: string): AccessToken | undefined {
    return this.#access.get(token);
  }

  /** True while the app may refresh tokens of the account. */
  isInstalled(hubId: number, clientId: string): boolean {
    return this.grantOf(hubId, clientId) !== undefined;
  }

  /** What its newest installation was granted. */
  grantOf(hubId: number, clientId: string): Grant | undefined {
    return [...this.#refresh.values()].findLast((grant) => grant.hubId === hubId && grant.clientId === clientId);
  }

  /** Ends every token that an app has for an account. What happens to issued access tokens is not documented. */
  uninstall(hubId: number, clientId: string): void {
    const gone = (grant: Grant | null) => grant?.hubId === hubId && grant.clientId === clientId;
    for (const [token, grant] of this.#refresh) if (gone(grant)) this.#refresh.delete(token);
    for (const [token, { grant }] of this.#access) if (gone(grant)) this.#access.delete(token);
  }

  clear(): void {
    this.#codes.clear();
    this.#refresh.clear();
    this.#access.clear();
  }
}
