import { z } from 'zod';
import { Secret } from './ops/secret.ts';

const KEY_BYTES = 32;

const wholeNumber = (least: number, most: number) => {
  const rule = `must be a whole number from ${least} to ${most}`;
  return z.string().regex(/^\d+$/, rule).transform(Number).pipe(z.number().min(least, rule).max(most, rule));
};
const secret = z.string().transform((value) => new Secret(value));
const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be a full address such as https://pulse.example.com' })
  .transform((value) => value.replace(/\/+$/, ''));
const serverUrl = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be an address such as ${example}` }).transform((value) => new Secret(value));

const roles = z
  .string()
  .transform((value) => value.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(['web', 'worker'], 'must be "web", "worker" or "web,worker"')))
  .transform((list) => new Set(list));

/** `id:key,id:key`: the first key encrypts, all of them decrypt, so that a key can be replaced without a stop. */
const keyRing = z.string().transform((value, context) => {
  const keys = value.split(',').map((part) => {
    const [id = '', key = ''] = part.trim().split(':');
    return { id, key: new Secret(key), bytes: Buffer.from(key, 'base64').length };
  });
  const wellFormed = keys.every(({ id, bytes }) => /^[\w-]{1,20}$/.test(id) && bytes === KEY_BYTES);
  if (!wellFormed || new Set(keys.map(({ id }) => id)).size !== keys.length) {
    const form = `must be id:key pairs separated by commas, ids unique, each key ${KEY_BYTES} bytes in base64`;
    context.addIssue({ code: 'custom', message: `${form} (make one with: openssl rand -base64 ${KEY_BYTES})` });
  }
  return keys.map(({ id, key }) => ({ id, key }));
});

/** Every setting, in the order of `.env.example`, which is generated from it. `about` is its comment there. */
export const ENVIRONMENT = z.object({
  PUBLIC_BASE_URL: webUrl.meta({
    about: 'Address under which HubSpot and browsers reach this server. Signatures are checked against it.',
    example: 'https://pulse.example.com',
  }),
  DATABASE_URL: serverUrl(/^postgres(ql)?$/, 'postgres://user:password@host:5432/name').meta({
    about: 'PostgreSQL 15 or newer. Holds the data and, when REDIS_URL is not set, the queue.',
    example: 'postgres://pulse:password@localhost:5432/pulse',
  }),
  REDIS_URL: serverUrl(/^rediss?$/, 'redis://host:6379')
    .optional()
    .meta({ about: 'Puts the queue on Redis 7 instead of PostgreSQL.', example: 'redis://localhost:6379' }),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]{1,40}$/, 'must be letters, digits, - and _')
    .prefault('partner-pulse')
    .meta({ about: 'Begins every key in Redis. Two installations on one Redis need two.' }),
  HUBSPOT_CLIENT_ID: z.string().meta({ about: 'Client id of the HubSpot app (its Auth tab).' }),
  HUBSPOT_CLIENT_SECRET: secret.meta({ about: 'Client secret of the same app: signs requests, exchanges tokens.' }),
  TOKEN_KEYS: keyRing.meta({
    about: 'Keys that encrypt stored tokens, as id:key pairs; the first encrypts. Make a key: openssl rand -base64 32',
    example: '2026a:<32 bytes in base64>',
  }),
  PORT: wholeNumber(0, 65_535).prefault('8080').meta({ about: 'Port to listen on; 0 takes a free one.' }),
  HOST: z.string().prefault('127.0.0.1').meta({ about: 'Address to listen on; 0.0.0.0 for all.' }),
  OPS_TOKEN: z
    .string()
    .min(24, 'must have at least 24 characters (make one with: openssl rand -hex 24)')
    .transform((value) => new Secret(value))
    .optional()
    .meta({
      about: 'Opens /metrics (as Bearer token) and /queues (as password, any user name). Without it both are closed.',
      example: '<openssl rand -hex 24>',
    }),
  OPS_PORT: wholeNumber(0, 65_535).optional().meta({
    about: 'One more port for /healthz, /readyz, /metrics and /queues: the only one of a worker without the web role.',
    example: '9090',
  }),
  TRUSTED_PROXIES: wholeNumber(0, 10)
    .prefault('0')
    .meta({ about: 'Proxies in front of this server; the last of them name the caller whose requests are counted.' }),
  ROLES: roles
    .prefault('web,worker')
    .meta({ about: 'What this process does: web answers, worker syncs and computes.' }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'must be trace, debug, info, warn, error or silent')
    .prefault('info')
    .meta({ about: 'Least important log lines shown.' }),
  HUBSPOT_API_BASE_URL: webUrl
    .prefault('https://api.hubapi.com')
    .meta({ about: "HubSpot's API, or any compatible server." }),
  HUBSPOT_AUTHORIZE_URL: webUrl
    .prefault('https://app.hubspot.com/oauth/authorize')
    .meta({ about: 'Page where an account grants access.' }),
  HUBSPOT_TOKEN_URL: webUrl
    .optional()
    .meta({ about: 'Exchanges and refreshes tokens; by default below HUBSPOT_API_BASE_URL.' }),
  HUBSPOT_CONNECT_TIMEOUT_MS: wholeNumber(100, 60_000)
    .prefault('5000')
    .meta({ about: 'Longest wait for a connection to HubSpot.' }),
  HUBSPOT_HEADERS_TIMEOUT_MS: wholeNumber(100, 300_000)
    .prefault('30000')
    .meta({ about: 'Longest wait for HubSpot to begin an answer.' }),
  HUBSPOT_BODY_TIMEOUT_MS: wholeNumber(100, 300_000)
    .prefault('30000')
    .meta({ about: 'Longest pause inside an answer of HubSpot.' }),
  HUBSPOT_LIMIT_SHARE: wholeNumber(5, 100)
    .prefault('90')
    .meta({ about: "Percent of an account's HubSpot limits that we use; the rest is left to its other apps." }),
  HUBSPOT_JOURNAL: z
    .enum(['on', 'off'], 'must be on or off')
    .prefault('off')
    .meta({
      about:
        "Reads the app's journal at HubSpot, which tells of uninstallations at once; off, they show when a token is due. " +
        'Needs the scopes developer.webhooks_journal.*.',
    }),
  SYNC_INTERVAL_SECONDS: wholeNumber(1, 86_400)
    .prefault('600')
    .meta({ about: 'Pause between two passes over an account.' }),
  SEARCH_LAG_SECONDS: wholeNumber(0, 3_600)
    .prefault('60')
    .meta({ about: "How far HubSpot's search may be behind; every search window overlaps the last by this." }),
  WORKER_CONCURRENCY: wholeNumber(1, 100)
    .prefault('4')
    .meta({ about: 'Accounts worked on at a time by one worker process.' }),
  DATABASE_POOL_MAX: wholeNumber(1, 200).prefault('10').meta({
    about:
      'Most database connections of one process; the queue and, in a worker, four of the computing thread come on top.',
  }),
  JOB_LOCK_SECONDS: wholeNumber(2, 600)
    .prefault('30')
    .meta({ about: 'After a worker dies, its jobs are taken up by another within twice this time.' }),
  SHUTDOWN_SECONDS: wholeNumber(1, 600)
    .prefault('25')
    .meta({ about: 'Longest wait for running work when asked to stop.' }),
  RETENTION_DAYS: wholeNumber(0, 3_650)
    .prefault('30')
    .meta({ about: 'How long data of an account that left is kept, in case it comes back; then it is erased.' }),
  AS_OF: z.iso.date('must be a date such as 2026-06-30').optional().meta({
    about: 'Date that counts as today for results (demos, checks). Leave it empty in production.',
    example: '2026-06-30',
  }),
});

export type Role = 'web' | 'worker';
export interface TokenKey {
  readonly id: string;
  /** 32 bytes, base64. */
  readonly key: Secret;
}
export type Config = ReturnType<typeof toConfig>;

/** The settings cannot be used; the message lists every problem and the setting to change. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The settings need attention (see .env.example):\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads all settings at once.
 * @throws ConfigError naming every setting that is missing or wrong, never showing a value.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  // An empty line in a settings file means "not set", as the generated example has them.
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = ENVIRONMENT.safeParse(present);
  if (parsed.success) return toConfig(parsed.data);
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `${name} ${name in present ? message : 'is missing'}`;
  });
  throw new ConfigError([...new Set(problems)]);
}

function toConfig(settings: z.output<typeof ENVIRONMENT>) {
  const roles: ReadonlySet<Role> = settings.ROLES;
  const tokenKeys: readonly TokenKey[] = settings.TOKEN_KEYS;
  return {
    roles,
    logLevel: settings.LOG_LEVEL,
    shutdownSeconds: settings.SHUTDOWN_SECONDS,
    retentionDays: settings.RETENTION_DAYS,
    /** ISO date, or undefined for the real today. */
    asOf: settings.AS_OF,
    http: {
      port: settings.PORT,
      host: settings.HOST,
      publicBaseUrl: settings.PUBLIC_BASE_URL,
      trustedProxies: settings.TRUSTED_PROXIES,
    },
    /** Undefined closes what it would open. */
    ops: { token: settings.OPS_TOKEN, port: settings.OPS_PORT },
    database: { url: settings.DATABASE_URL, poolMax: settings.DATABASE_POOL_MAX },
    queue: {
      redisUrl: settings.REDIS_URL,
      redisPrefix: settings.REDIS_PREFIX,
      concurrency: settings.WORKER_CONCURRENCY,
      lockSeconds: settings.JOB_LOCK_SECONDS,
    },
    sync: { intervalSeconds: settings.SYNC_INTERVAL_SECONDS, searchLagSeconds: settings.SEARCH_LAG_SECONDS },
    /** First key encrypts, all decrypt. */
    tokenKeys,
    hubspot: {
      clientId: settings.HUBSPOT_CLIENT_ID,
      clientSecret: settings.HUBSPOT_CLIENT_SECRET,
      apiBaseUrl: settings.HUBSPOT_API_BASE_URL,
      authorizeUrl: settings.HUBSPOT_AUTHORIZE_URL,
      tokenUrl: settings.HUBSPOT_TOKEN_URL,
      connectTimeoutMs: settings.HUBSPOT_CONNECT_TIMEOUT_MS,
      headersTimeoutMs: settings.HUBSPOT_HEADERS_TIMEOUT_MS,
      bodyTimeoutMs: settings.HUBSPOT_BODY_TIMEOUT_MS,
      limitShare: settings.HUBSPOT_LIMIT_SHARE / 100,
      isJournalRead: settings.HUBSPOT_JOURNAL === 'on',
    },
  };
}
