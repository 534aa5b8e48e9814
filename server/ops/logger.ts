import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

export interface LoggerOptions {
  readonly level: string;
  /** Where lines go; standard output when not given. */
  readonly destination?: DestinationStream;
}

/**
 * Names whose values never reach a log, at the top of a line or up to three levels below. Record contents are kept out
 * by not logging them: log ids and counts.
 */
const SENSITIVE = [
  'authorization',
  'cookie',
  'access_token',
  'refresh_token',
  'accessToken',
  'refreshToken',
  'client_secret',
  'clientSecret',
  'code',
  'userEmail',
  'email',
  'properties',
  'body',
];
const DEPTHS = ['', '*.', '*.*.'];

/** The process's logger: one JSON object a line. Take children with `portal`, `stream` and `job` for what belongs together. */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: DEPTHS.flatMap((depth) => SENSITIVE.map((name) => depth + name)), censor },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Counts are let through: a number of calls of kind `properties` is no record content. */
function censor(value: unknown): unknown {
  return typeof value === 'number' ? value : '[redacted]';
}
