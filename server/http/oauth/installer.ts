/** What installing needs of HubSpot, injected in main.ts: routes never call HubSpot themselves. */
export interface Installer {
  /** Where the administrator's browser goes. `challenge` is the SHA-256 of the PKCE verifier, base64url. */
  authorizeUrl(options: { state: string; challenge: string }): string;
  /** Throws HubSpotReconnectNeeded or HubSpotRejected for a code that was used before or is too old. */
  exchangeCode(code: string, verifier: string): Promise<Installation>;
}

export interface Installation {
  readonly portalId: number;
  /** The administrator; null when HubSpot does not say. */
  readonly userId: string | null;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInMs: number;
}
