import { openPostgresDesk } from '../support/postgres-desk.ts';

/** Runs once per `jest`, in the main process: see postgres-desk.ts for why nothing is started yet. */
export default async function globalSetup(): Promise<void> {
  await openPostgresDesk();
}
