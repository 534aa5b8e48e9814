import { type CompanyCardAnswer, companyCard } from '@partner-pulse/contract';
import { CARD_WORDS } from '@partner-pulse/words';
import { CardFrame, type CardProps } from './card-frame.tsx';
import { CustomerSection } from './customer-section.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { PartnerView } from './partner-view.tsx';
import { EmptyState, Flex, Text } from './sdk.ts';
import { FailurePanel, LoadingPanel, NotSyncedPanel, ProblemPanel } from './state-panel.tsx';
import { useAnswer } from './use-answer.ts';
import { useViewer } from './viewer.tsx';

/** Partner health on a company record. */
export function CompanyCard({ context }: CardProps) {
  return (
    <CardFrame context={context}>
      <Answered />
    </CardFrame>
  );
}

function Answered() {
  const { objectId, locale } = useViewer();
  const { state, reload } = useAnswer(companyCard, { companyId: String(objectId), locale });
  if (state.kind === 'loading') return <LoadingPanel />;
  if (state.kind === 'failed') return <FailurePanel failure={state.failure} onRetry={reload} />;
  return <CompanyAnswer answer={state.answer} onRetry={reload} />;
}

function CompanyAnswer({ answer, onRetry }: { readonly answer: CompanyCardAnswer; readonly onRetry: () => void }) {
  switch (answer.state) {
    case 'problem':
      return <ProblemPanel answer={answer} onRetry={onRetry} />;
    case 'not-synced':
      return <NotSyncedPanel {...answer} onRetry={onRetry} />;
    case 'not-a-partner':
      return <NotAPartner answer={answer} />;
    default:
      return <PartnerView answer={answer} onDone={onRetry} />;
  }
}

function NotAPartner({ answer }: { readonly answer: Extract<CompanyCardAnswer, { state: 'not-a-partner' }> }) {
  if (answer.customer === null) {
    return (
      <EmptyState title={CARD_WORDS.notAPartner.title} layout="vertical" imageName="companies">
        <Text>{answer.explanation}</Text>
        <Text variant="microcopy">{CARD_WORDS.customer.none}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      <CustomerSection customer={answer.customer} />
      <FreshnessLine freshness={answer.freshness} facts={[answer.explanation]} />
    </Flex>
  );
}
