import type pg from 'pg';
import type { Transport } from '../../server/hubspot/transport.ts';
import type { Database } from '../../server/store/db.ts';
import type { Actor, Gate } from './gate.ts';

/** The database as one process of a history has it: every transaction, and every statement outside one, is one call. */
export function gatedDatabase({ pool, ping }: Database, gate: Gate, actor: Actor): Database {
  const gated = new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return () => connect(target, gate, actor);
      if (name === 'query') {
        return (text: string, values?: unknown[]) => gate.pass(actor, 'sql', async () => target.query(text, values));
      }
      return Reflect.get(target, name, target);
    },
  });
  return { pool: gated, ping, close: async () => undefined };
}

async function connect(pool: pg.Pool, gate: Gate, actor: Actor): Promise<pg.PoolClient> {
  const leave = await gate.enter(actor, 'sql');
  const client = await pool.connect();
  return new Proxy(client, {
    get(target, name) {
      if (name === 'release') {
        return (error?: Error) => {
          target.release(error);
          leave();
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** HubSpot as one process of a history has it. */
export function gatedTransport(transport: Transport, gate: Gate, actor: Actor): Transport {
  return (request) => gate.pass(actor, `${request.method} ${request.path}`, () => transport(request));
}
