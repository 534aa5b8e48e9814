import * as z from 'zod/mini';
import { maybeText, text } from './parts.ts';
import { contractVersion } from './version.ts';

/** What every command can answer. */
export const done = z.object({ contractVersion, state: z.literal('done'), text });

/** What to choose from to go on, in a list. */
export const choice = z.object({ value: text, label: text });
export type Choice = z.output<typeof choice>;

/** Understood and not done; the words name the setting to fix. Nothing was changed. */
export const refused = z.object({
  contractVersion,
  state: z.literal('refused'),
  /** Name of the setting; null where it is about none. */
  setting: maybeText,
  text,
  /** "as many metrics are on as allowed, which of these is to be retired?". */
  choices: z._default(z.array(choice), []),
});
