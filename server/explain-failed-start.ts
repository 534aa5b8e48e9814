import { ConfigError } from './config.ts';
import { ListenError } from './http/serve.ts';
import { MigrationError } from './store/migrate.ts';

/** What an operator has to check for errors of the network and of PostgreSQL, by their codes. */
const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'The database or the queue does not answer. Check DATABASE_URL and REDIS_URL, and that both servers run.',
  ENOTFOUND: 'A server name cannot be found. Check the hosts in DATABASE_URL and REDIS_URL.',
  '28P01': 'The database refuses the user or the password. Check DATABASE_URL.',
  '28000': 'The database refuses this user. Check DATABASE_URL.',
  '3D000': 'The database does not exist on that server. Create it, or correct DATABASE_URL.',
  '42501': 'The database user may not create tables. Grant it, or name another user in DATABASE_URL.',
};

/** Failures an operator can mend are told in plain words; everything else with its stack. */
export function explainFailedStart(error: unknown): string {
  const isPlain = error instanceof ConfigError || error instanceof ListenError || error instanceof MigrationError;
  if (isPlain) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return BY_CODE[code] ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}
