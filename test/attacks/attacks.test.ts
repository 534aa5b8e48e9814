import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabase } from '../support/postgres.ts';
import { type AttackedServer, attackedServer } from './attacked-server.ts';
import { ATTACKS } from './attacks.ts';

jest.setTimeout(60_000);

const database = testDatabase();
let server: AttackedServer;
const rows: string[] = [];

beforeAll(async () => {
  server = await attackedServer(database);
}, 60_000);
afterAll(async () => {
  await server?.close();
  process.stdout.write(`\n${rows.length} attacks and the answer each got\n${rows.join('\n')}\n`);
});

/** Every address that the application itself knows. */
function addresses(): string[] {
  const found = server.app.router.stack.flatMap(({ route }) =>
    route ? [...new Set(route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`))] : [],
  );
  return [...found, 'USE /queues'].sort();
}

describe('every public address', () => {
  it('is in the table of attacks, and the table has no other', () => {
    expect(addresses()).toEqual(Object.keys(ATTACKS).sort());
  });

  it.each(
    Object.entries(ATTACKS).flatMap(([address, attacks]) =>
      attacks.map((attack) => ({ address, attack, kind: attack.kind })),
    ),
  )('$address withstands: $kind', async ({ address, attack }) => {
    const got = await attack.send(server);
    rows.push(`  ${address.padEnd(38)} ${attack.kind.padEnd(68)} ${got.status}`);
    expect([got.status, got.text.slice(0, 200), attack.expect(got, server)]).toEqual([
      got.status,
      got.text.slice(0, 200),
      true,
    ]);
    expect(got.text).not.toMatch(/\n\s+at |node_modules|postgres:\/\//);
  });

  it('left no hint for an account that never installed the app, and one for the replayed webhook', async () => {
    const { rows: hints } = await database.db.pool.query<{ portal_id: number; count: number }>(
      'select portal_id, count(*) as count from change_hints group by portal_id',
    );
    expect(hints).toEqual([{ portal_id: server.ours, count: 1 }]);
  });
});
