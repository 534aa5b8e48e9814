import type { ActionAnswer, BodyOf, Command, JudgementAnswer } from '@partner-pulse/contract';
import { CARD_WORDS } from '@partner-pulse/words';
import { useCallback, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { endpointUrl, fetchParsed } from './use-answer.ts';

export type CommandAnswer = ActionAnswer | JudgementAnswer;

/** One object for all: HubSpot renders on a legacy root, where two updates after an `await` show the half-done state. */
export type CommandState<A extends CommandAnswer = CommandAnswer> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'answered'; readonly answer: A }
  | { readonly kind: 'failed'; readonly text: string };

export interface CommandRun<Body, A extends CommandAnswer> {
  readonly state: CommandState<A>;
  /** Resolves with the answer; null when there was none. Does nothing while another run is under way. */
  readonly run: (body: Omit<Body, 'locale'>) => Promise<A | null>;
  readonly clear: () => void;
}

/**
 * Does one thing at a time.
 * @param onDone what was shown may be out of date now: something was done, or somebody else has done something
 */
export function useCommand<B extends z.ZodMiniType, A extends CommandAnswer>(
  command: Command<B, z.ZodMiniType<A>>,
  locale: string | undefined,
  onDone: () => void,
): CommandRun<BodyOf<Command<B, z.ZodMiniType<A>>>, A> {
  const [state, setState] = useState<CommandState<A>>({ kind: 'idle' });
  const isBusy = useRef(false);
  const run = useCallback(
    async (body: object): Promise<A | null> => {
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
      if (DOES.has(fetched.answer.state) || isOvertaken(fetched.answer)) onDone();
      return fetched.answer;
    },
    [command, locale, onDone],
  );
  const clear = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, run, clear };
}

/** Answers after which something is other than before. */
const DOES: ReadonlySet<CommandAnswer['state']> = new Set(['done', 'key', 'shared']);

/** Refused without a setting to fix: the page may be out of date, so it is read again. */
const isOvertaken = (answer: CommandAnswer): boolean =>
  answer.state === 'refused' && answer.setting === null && answer.choices.length === 0;
