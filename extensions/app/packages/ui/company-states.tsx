import { type CompanyCardAnswer, companyCard, type PartnerAnswer } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import type { ReactNode } from 'react';
import { CustomerSection } from './customer-section.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { EmptyState, Flex, Text } from './sdk.ts';
import { FailurePanel, LoadingPanel, NotSyncedPanel, ProblemPanel } from './state-panel.tsx';
import { useAnswer } from './use-answer.ts';
import { useViewer } from './viewer.tsx';

interface CompanyStatesProps {
  /** Draws a company that is a partner; `reload` reads the answer again. */
  readonly children: (answer: PartnerAnswer, reload: () => void) => ReactNode;
}

/** Asks about the record's company, and draws every answer that is the same in both forms of the card. */
export function CompanyStates({ children }: CompanyStatesProps) {
  const { objectId, locale } = useViewer();
  const { state, reload } = useAnswer(companyCard, { companyId: String(objectId), locale });
  if (state.kind === 'loading') return <LoadingPanel />;
  if (state.kind === 'failed') return <FailurePanel failure={state.failure} onRetry={reload} />;
  const { answer } = state;
  switch (answer.state) {
    case 'problem':
      return <ProblemPanel answer={answer} onRetry={reload} />;
    case 'not-synced':
      return <NotSyncedPanel {...answer} onRetry={reload} />;
    case 'not-a-partner':
      return <NotAPartner answer={answer} />;
    default:
      return children(answer, reload);
  }
}

function NotAPartner({ answer }: { readonly answer: Extract<CompanyCardAnswer, { state: 'not-a-partner' }> }) {
  if (answer.customer === null) {
    return (
      <EmptyState title={RECORD_WORDS.notAPartner.title} layout="vertical" imageName="companies">
        <Text>{answer.explanation}</Text>
        <Text variant="microcopy">{RECORD_WORDS.customer.none}</Text>
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
