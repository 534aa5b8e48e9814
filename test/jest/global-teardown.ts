import { closePostgresDesk } from '../support/postgres-desk.ts';

export default async function globalTeardown(): Promise<void> {
  await closePostgresDesk();
}
