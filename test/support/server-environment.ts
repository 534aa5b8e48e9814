import { TEST_APP, TEST_KEYS } from './connected-account.ts';

/** What server/main.ts needs to run against a stand-in with the app of connected-account.ts. */
export function serverEnvironment({
  databaseUrl,
  standInUrl,
  redisUrl = '',
}: {
  databaseUrl: string;
  standInUrl: string;
  redisUrl?: string;
}): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PUBLIC_BASE_URL: 'http://pulse.test',
    HUBSPOT_CLIENT_ID: TEST_APP.clientId,
    HUBSPOT_CLIENT_SECRET: TEST_APP.clientSecret,
    HUBSPOT_API_BASE_URL: standInUrl,
    TOKEN_KEYS: TEST_KEYS.map(({ id, key }) => `${id}:${key.reveal()}`).join(','),
    PORT: '0',
  };
}
