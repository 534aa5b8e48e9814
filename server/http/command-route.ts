import type { Command } from '@partner-pulse/contract';
import type * as z from 'zod/mini';
import type { JudgementRights } from '../../app/mapping/settings.ts';
import type { Database } from '../store/db.ts';
import type { Identity } from './identity.ts';
import { requireAdmin, requireRight } from './require-admin.ts';
import { type CommandCall, type CommandRoute, QueryError } from './route.ts';

/** Whoever gets this far has been named by HubSpot, and may do it. */
export interface PersonCall extends Omit<CommandCall, 'body'> {
  readonly userId: string;
}

/** What somebody has to be for a command. */
type Check = (db: Database, identity: Identity) => Promise<void>;

/**
 * Binds a command of the contract to the function that does it. There is no way to make one that does not ask first
 * whether the caller is an admin of the account.
 */
export function commandRoute<Body extends z.ZodMiniType, Answer extends z.ZodMiniType>(
  command: Command<Body, Answer>,
  db: Database,
  answer: (body: z.output<Body>, call: PersonCall) => Promise<z.output<Answer>>,
): CommandRoute {
  return checkedRoute(command, db, requireAdmin, answer);
}

/** The same for what the account's settings may open to everyone. `reviews` are: but HubSpot has to say who it is. */
export function personCommandRoute<Body extends z.ZodMiniType, Answer extends z.ZodMiniType>(
  command: Command<Body, Answer>,
  db: Database,
  right: keyof JudgementRights | 'reviews',
  answer: (body: z.output<Body>, call: PersonCall) => Promise<z.output<Answer>>,
): CommandRoute {
  return checkedRoute(command, db, (_, identity) => requireRight(db, identity, right), answer);
}

function checkedRoute<Body extends z.ZodMiniType, Answer extends z.ZodMiniType>(
  command: Command<Body, Answer>,
  db: Database,
  check: Check,
  answer: (body: z.output<Body>, call: PersonCall) => Promise<z.output<Answer>>,
): CommandRoute {
  return {
    access: 'command',
    path: command.path,
    answer: async ({ body, ...call }) => {
      await check(db, call.identity);
      const parsed = command.body.safeParse(body);
      if (!parsed.success) throw new QueryError(command.path, { cause: parsed.error });
      return answer(parsed.data, { ...call, userId: call.identity.userId ?? '' });
    },
  };
}
