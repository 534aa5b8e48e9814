import type { ProblemAnswer } from '@partner-pulse/contract';
import { CARD_WORDS } from '@partner-pulse/words';
import { Button, EmptyState, ErrorState, Flex, LoadingSpinner, Text } from './sdk.ts';
import type { Failure } from './use-answer.ts';

export function LoadingPanel() {
  return <LoadingSpinner label={CARD_WORDS.loading} showLabel layout="centered" />;
}

/** The request failed before there was an answer to show. */
export function FailurePanel({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const words = CARD_WORDS[failure];
  return (
    <ErrorState title={words.title} type={failure === 'mismatch' ? 'support' : 'error'}>
      <Text>{words.text}</Text>
      <Button variant="secondary" onClick={onRetry}>
        {CARD_WORDS.retry}
      </Button>
    </ErrorState>
  );
}

/** The server answered that it cannot help; its words say why and what to do. */
export function ProblemPanel({ answer, onRetry }: { readonly answer: ProblemAnswer; readonly onRetry: () => void }) {
  const { code, message, retry } = answer.problem;
  const locked = code === 'no-permission';
  return (
    <ErrorState title={CARD_WORDS[locked ? 'noPermission' : 'problem'].title} type={locked ? 'lock' : 'support'}>
      <Text>{message}</Text>
      {retry && (
        <Button variant="secondary" onClick={onRetry}>
          {CARD_WORDS.retry}
        </Button>
      )}
    </ErrorState>
  );
}

interface NotSyncedProps {
  readonly headline: string;
  readonly progressText: string | null;
  readonly onRetry: () => void;
}

/** The first sync has not reached this record yet. */
export function NotSyncedPanel({ headline, progressText, onRetry }: NotSyncedProps) {
  return (
    <EmptyState title={CARD_WORDS.notSynced.title} layout="vertical" imageName="building">
      <Flex direction="column" gap="sm" align="center">
        <Text>{headline}</Text>
        {progressText !== null && <Text variant="microcopy">{progressText}</Text>}
        <Button variant="secondary" size="sm" onClick={onRetry}>
          {CARD_WORDS.retry}
        </Button>
      </Flex>
    </EmptyState>
  );
}
