import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { DEMO_REDIS_PREFIX } from './demo-redis.ts';
import { type Program, startProgram } from './program.ts';

/** One line of the server's log. */
export interface LogLine {
  readonly msg: string;
  readonly time: string;
  readonly [field: string]: unknown;
}

const Line = z.looseObject({ msg: z.string(), time: z.string() });

export interface ServerSettings {
  readonly databaseUrl: string;
  readonly port: number;
  readonly standInUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly asOf: string | undefined;
}

/** The settings of `npm start`: nothing in the server knows that this is a demo. */
export function serverEnvironment(settings: ServerSettings): Record<string, string> {
  const { databaseUrl, port, standInUrl, clientId, clientSecret, asOf } = settings;
  return {
    DATABASE_URL: databaseUrl,
    PUBLIC_BASE_URL: `http://127.0.0.1:${port}`,
    HOST: '127.0.0.1',
    PORT: String(port),
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_API_BASE_URL: standInUrl,
    HUBSPOT_AUTHORIZE_URL: `${standInUrl}/oauth/authorize`,
    TOKEN_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    REDIS_PREFIX: DEMO_REDIS_PREFIX,
    LOG_LEVEL: 'info',
    // The stand-in's search is three seconds behind at most.
    SEARCH_LAG_SECONDS: '5',
    SYNC_INTERVAL_SECONDS: '60',
    AS_OF: asOf ?? '',
  };
}

/** Starts the server with one of its roles; `onLog` sees every line of its log. */
export function startServer(
  role: 'web' | 'worker',
  environment: Readonly<Record<string, string>>,
  logFolder: string,
  onLog: (line: LogLine) => void,
): Promise<Program> {
  const event = role === 'web' ? 'web.listening' : 'worker.started';
  return startProgram({
    name: role === 'web' ? 'The web server' : 'The worker',
    script: 'server/main.ts',
    env: { ...environment, ROLES: role },
    logFile: join(logFolder, `${role}.log`),
    ready: (line) => (parse(line)?.msg === event ? event : undefined),
    onLine: (line) => {
      const parsed = parse(line);
      if (parsed !== undefined) onLog(parsed);
    },
  });
}

function parse(line: string): LogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return Line.safeParse(JSON.parse(line)).data;
  } catch {
    // A stack trace or a line cut short; it is in the log file.
    return undefined;
  }
}
