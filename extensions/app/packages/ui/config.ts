/**
 * Where the cards ask. HubSpot lets a card call only the addresses in `permittedUrls.fetch` of `app-hsmeta.json`: both
 * name the same host, and a test holds them together. Put your server's public address in both.
 */
export const BACKEND_URL = 'https://api.partner-pulse.example';

/** HubSpot's own limit for a call from a card, in milliseconds. */
export const ANSWER_TIMEOUT_MS = 15_000;
