import type { Command } from '@partner-pulse/contract';
import type * as z from 'zod/mini';
import type { Database } from '../store/db.ts';
import { requireAdmin } from './require-admin.ts';
import { type CommandCall, type CommandRoute, QueryError } from './route.ts';

/** Whoever gets this far is an admin, so HubSpot has said who it is. */
export interface AdminCall extends Omit<CommandCall, 'body'> {
  readonly userId: string;
}

/**
 * Binds a command of the contract to the function that does it. There is no way to make one that does not ask first
 * whether the caller is an admin of the account.
 */
export function commandRoute<Body extends z.ZodMiniType, Answer extends z.ZodMiniType>(
  command: Command<Body, Answer>,
  db: Database,
  answer: (body: z.output<Body>, call: AdminCall) => Promise<z.output<Answer>>,
): CommandRoute {
  return {
    access: 'command',
    path: command.path,
    answer: async ({ body, ...call }) => {
      await requireAdmin(db, call.identity);
      const parsed = command.body.safeParse(body);
      if (!parsed.success) throw new QueryError(command.path, { cause: parsed.error });
      return answer(parsed.data, { ...call, userId: call.identity.userId ?? '' });
    },
  };
}
