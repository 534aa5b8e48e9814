import type pg from 'pg';
import type { Database } from '../../server/store/db.ts';

/**
 * The same database, with every statement that has values kept prepared on its connection: a history asks the same few
 * hundred over and over, and planning them anew costs more than running them on so few rows.
 */
export function prepared(db: Database): Database {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `simulation_${names.size}`;
    names.set(text, name);
    return name;
  };
  const pool = new Proxy(db.pool, {
    get(target, name) {
      if (name === 'connect') return async () => preparing(await target.connect(), nameOf);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...db, pool };
}

function preparing(client: pg.PoolClient, nameOf: (text: string) => string): pg.PoolClient {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'query') {
        return (statement: string | pg.QueryConfig) => {
          if (typeof statement === 'string' || !statement.values?.length) return target.query(statement);
          return target.query({ name: nameOf(statement.text), ...statement });
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
