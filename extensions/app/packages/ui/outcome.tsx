import { CARD_WORDS } from '@partner-pulse/words';
import { Alert, Text } from './sdk.ts';
import type { CommandState } from './use-command.ts';

/** What became of a command; nothing before it was run. */
export function Outcome({ state }: { readonly state: CommandState }) {
  if (state.kind === 'failed') return <Failed text={state.text} />;
  if (state.kind !== 'answered') return null;
  const { answer } = state;
  if (answer.state === 'done') {
    return (
      <Alert title={CARD_WORDS.done} variant="success">
        <Text>{answer.text}</Text>
      </Alert>
    );
  }
  if (answer.state === 'refused') {
    return (
      <Alert title={answer.setting ?? CARD_WORDS.failed} variant="warning">
        <Text>{answer.text}</Text>
      </Alert>
    );
  }
  return answer.state === 'problem' ? <Failed text={answer.problem.message} /> : null;
}

const Failed = ({ text }: { readonly text: string }) => (
  <Alert title={CARD_WORDS.failed} variant="error">
    <Text>{text}</Text>
  </Alert>
);
