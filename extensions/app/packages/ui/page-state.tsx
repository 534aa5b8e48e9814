import type { ProblemAnswer } from '@partner-pulse/contract';
import { CARD_WORDS, PAGE_WORDS } from '@partner-pulse/words';
import { Button, EmptyState, ErrorState, Flex, LoadingSpinner, Text } from './sdk.ts';
import { FailurePanel, ProblemPanel } from './state-panel.tsx';
import type { AnswerState, Failure } from './use-answer.ts';

/** The states that every page shares; null once there is an answer of its own to show. */
export function pageState<A extends { readonly state: string }>(
  state: AnswerState<A>,
  reload: () => void,
): { readonly panel: React.ReactElement } | { readonly answer: Exclude<A, SharedAnswer> } {
  if (state.kind === 'loading')
    return { panel: <LoadingSpinner label={PAGE_WORDS.loading} showLabel layout="centered" /> };
  if (state.kind === 'failed') return { panel: <PageFailure failure={state.failure} onRetry={reload} /> };
  const { answer } = state;
  if (isProblem(answer)) return { panel: <ProblemPanel answer={answer} onRetry={reload} /> };
  if (isNotSynced(answer)) return { panel: <NotSynced answer={answer} onRetry={reload} /> };
  // What is left after the two shared answers.
  return { answer: answer as Exclude<A, SharedAnswer> };
}

interface NotSyncedAnswer {
  readonly state: 'not-synced';
  readonly headline: string;
  readonly progressText: string | null;
}
type SharedAnswer = ProblemAnswer | NotSyncedAnswer;

const isProblem = (answer: { readonly state: string }): answer is ProblemAnswer => answer.state === 'problem';
const isNotSynced = (answer: { readonly state: string }): answer is NotSyncedAnswer => answer.state === 'not-synced';

interface RetryProps {
  readonly onRetry: () => void;
}

/** A page names itself where a card would name the record. */
function PageFailure({ failure, onRetry }: RetryProps & { readonly failure: Failure }) {
  if (failure !== 'timeout' && failure !== 'mismatch') return <FailurePanel failure={failure} onRetry={onRetry} />;
  const words = PAGE_WORDS.failure[failure];
  return (
    <ErrorState title={words.title} type={failure === 'mismatch' ? 'support' : 'error'}>
      <Text>{words.text}</Text>
      <Button variant="secondary" onClick={onRetry}>
        {CARD_WORDS.retry}
      </Button>
    </ErrorState>
  );
}

function NotSynced({ answer, onRetry }: RetryProps & { readonly answer: NotSyncedAnswer }) {
  return (
    <EmptyState title={PAGE_WORDS.notSynced} layout="vertical" imageName="building">
      <Flex direction="column" gap="sm" align="center">
        <Text>{answer.headline}</Text>
        {answer.progressText !== null && <Text variant="microcopy">{answer.progressText}</Text>}
        <Button variant="secondary" size="sm" onClick={onRetry}>
          {CARD_WORDS.notSynced.again}
        </Button>
      </Flex>
    </EmptyState>
  );
}
