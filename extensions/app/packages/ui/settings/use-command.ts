import type { ActionAnswer, BodyOf, Command } from '@partner-pulse/contract';
import type * as z from 'zod/mini';
import { type CommandRun, useCommand as useAnyCommand } from '../use-command.ts';
import { useSettings } from './settings-context.ts';

/** Does one thing at a time; what was done shows on the page at once. */
export function useCommand<B extends z.ZodMiniType>(
  command: Command<B, z.ZodMiniType<ActionAnswer>>,
): CommandRun<BodyOf<Command<B, z.ZodMiniType<ActionAnswer>>>, ActionAnswer> {
  const { locale, reload } = useSettings();
  return useAnyCommand(command, locale, reload);
}
