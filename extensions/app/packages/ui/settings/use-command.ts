import type { ActionAnswer, BodyOf, Command } from '@partner-pulse/contract';
import { CARD_WORDS } from '@partner-pulse/words';
import { useCallback, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { endpointUrl, fetchParsed } from '../use-answer.ts';
import { useSettings } from './settings-context.ts';

/** One object for all: HubSpot renders on a legacy root, where two updates after an `await` show the half-done state. */
export type CommandState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'answered'; readonly answer: ActionAnswer }
  | { readonly kind: 'failed'; readonly text: string };

export interface CommandRun<Body> {
  readonly state: CommandState;
  /** Resolves with the answer; null when there was none. Does nothing while another run is under way. */
  readonly run: (body: Omit<Body, 'locale'>) => Promise<ActionAnswer | null>;
  readonly clear: () => void;
}

/** Does one thing at a time; what was done shows on the page at once. */
export function useCommand<B extends z.ZodMiniType, A extends z.ZodMiniType<ActionAnswer>>(
  command: Command<B, A>,
): CommandRun<BodyOf<Command<B, A>>> {
  const { locale, reload } = useSettings();
  const [state, setState] = useState<CommandState>({ kind: 'idle' });
  const isBusy = useRef(false);
  const run = useCallback(
    async (body: object): Promise<ActionAnswer | null> => {
      if (isBusy.current) return null;
      isBusy.current = true;
      setState({ kind: 'busy' });
      const request = { method: command.method, body: locale === undefined ? { ...body } : { ...body, locale } };
      const fetched = await fetchParsed(endpointUrl(command.path, {}), request, command.answer);
      isBusy.current = false;
      if ('failure' in fetched) {
        const words = CARD_WORDS[fetched.failure];
        setState({ kind: 'failed', text: `${words.title}. ${words.text}` });
        return null;
      }
      setState({ kind: 'answered', answer: fetched.answer });
      if (fetched.answer.state === 'done' || fetched.answer.state === 'key' || isOvertaken(fetched.answer)) reload();
      return fetched.answer;
    },
    [command, locale, reload],
  );
  const clear = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, run, clear };
}

/** Refused without a setting to fix: the page may be out of date, so it is read again. */
const isOvertaken = (answer: ActionAnswer): boolean =>
  answer.state === 'refused' && answer.setting === null && answer.choices.length === 0;
