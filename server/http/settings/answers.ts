import { type ActionAnswer, CONTRACT_VERSION } from '@partner-pulse/contract';
import { SAID, settingName } from '@partner-pulse/words';
import { ZodError } from 'zod';
import type { ChangeOutcome } from '../../store/settings-changes.ts';

type Of<State extends ActionAnswer['state']> = Extract<ActionAnswer, { state: State }>;

export const done = (text: string): Of<'done'> => ({ contractVersion: CONTRACT_VERSION, state: 'done', text });

/** Answers the text of a key this once. */
export const madeKey = (key: string): Of<'key'> => ({
  contractVersion: CONTRACT_VERSION,
  state: 'key',
  key,
  text: SAID.keyMade,
});

export const refused = (
  text: string,
  { setting = null, choices = [] }: Partial<Pick<Of<'refused'>, 'setting' | 'choices'>> = {},
): Of<'refused'> => ({ contractVersion: CONTRACT_VERSION, state: 'refused', setting, text, choices });

/** What became of changed settings, in words. */
export function changeAnswer(outcome: ChangeOutcome, saidDone: string): ActionAnswer {
  if (outcome.kind === 'overtaken') return refused(SAID.overtaken);
  return done(outcome.kind === 'same' ? SAID.savedNothing : saidDone);
}

/** Settings that cannot be as wished: names the setting and says what is wrong. Anything else is thrown on. */
export function refusedBy(error: unknown): Of<'refused'> {
  if (error instanceof SettingRefused) return refused(error.message, { setting: error.setting });
  if (!(error instanceof ZodError)) throw error;
  const [issue] = error.issues;
  if (issue === undefined) throw error;
  const setting = settingName(issue.path.map((part) => (typeof part === 'number' ? part : String(part))));
  return refused(`${setting}: ${issue.message}.`, { setting });
}

/** A wish that has the right form and cannot be. */
export class SettingRefused extends Error {
  readonly setting: string;

  constructor(setting: string, message: string) {
    super(message);
    this.name = 'SettingRefused';
    this.setting = setting;
  }
}
