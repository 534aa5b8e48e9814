import { type DealCardAnswer, dealCard } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { BandTag } from './band-tag.tsx';
import { CardFrame, type CardProps } from './card-frame.tsx';
import { DealPartnerView } from './deal-partner-view.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { CompanyLink } from './record-link.tsx';
import { Alert, AutoGrid, CrmActionButton, EmptyState, Flex, Inline, Text, Tile } from './sdk.ts';
import { Section } from './section.tsx';
import { FailurePanel, LoadingPanel, NotSyncedPanel, ProblemPanel } from './state-panel.tsx';
import { useAnswer } from './use-answer.ts';
import { OBJECT_TYPE, useViewer } from './viewer.tsx';

const words = RECORD_WORDS.deal;

/** The partner on a deal record. */
export function DealCard({ context }: CardProps) {
  return (
    <CardFrame context={context}>
      <Answered />
    </CardFrame>
  );
}

function Answered() {
  const { objectId, locale } = useViewer();
  const { state, reload } = useAnswer(dealCard, { dealId: String(objectId), locale });
  if (state.kind === 'loading') return <LoadingPanel />;
  if (state.kind === 'failed') return <FailurePanel failure={state.failure} onRetry={reload} />;
  return <DealAnswer answer={state.answer} onRetry={reload} />;
}

function DealAnswer({ answer, onRetry }: { readonly answer: DealCardAnswer; readonly onRetry: () => void }) {
  switch (answer.state) {
    case 'problem':
      return <ProblemPanel answer={answer} onRetry={onRetry} />;
    case 'not-synced':
      return <NotSyncedPanel {...answer} onRetry={onRetry} />;
    case 'conflict':
      return <Conflict answer={answer} />;
    case 'no-partner':
      return <NoPartner answer={answer} />;
    default:
      return <DealPartnerView answer={answer} />;
  }
}

function Conflict({ answer }: { readonly answer: Extract<DealCardAnswer, { state: 'conflict' }> }) {
  return (
    <Flex direction="column" gap="md">
      <Alert title={words.conflict} variant="warning">
        {`${answer.reason} ${answer.todo}`}
      </Alert>
      <AutoGrid columnWidth={290} flexible gap="md">
        {answer.parties.map((party) => (
          <Section key={`${party.partner.recordId}-${party.role.key}`} title={party.role.word}>
            <CompanyLink partner={party.partner} />
            <Text variant="microcopy">{party.sourceText}</Text>
          </Section>
        ))}
      </AutoGrid>
      <FreshnessLine freshness={answer.freshness} />
    </Flex>
  );
}

function NoPartner({ answer }: { readonly answer: Extract<DealCardAnswer, { state: 'no-partner' }> }) {
  if (answer.suggestions.length === 0) {
    return (
      <EmptyState title={words.noPartner} layout="vertical" imageName="deals">
        <Text>{answer.sentence}</Text>
        <AddPartner />
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: 'demibold' }}>{words.noPartner}</Text>
        <Text>{answer.sentence}</Text>
      </Flex>
      <AutoGrid columnWidth={290} flexible gap="md">
        {answer.suggestions.slice(0, 3).map((suggestion) => (
          <Tile key={suggestion.partner.recordId} compact>
            <Flex direction="column" gap="xs">
              <Inline gap="sm" align="center">
                <CompanyLink partner={suggestion.partner} />
                {suggestion.band !== null && <BandTag band={suggestion.band} />}
              </Inline>
              <Text>{suggestion.reason}</Text>
            </Flex>
          </Tile>
        ))}
      </AutoGrid>
      <Inline gap="sm" align="center">
        <AddPartner />
      </Inline>
      <FreshnessLine freshness={answer.freshness} />
    </Flex>
  );
}

/** Opens HubSpot's own form for associating a company with this deal. */
function AddPartner() {
  const { objectId, objectTypeId } = useViewer();
  return (
    <CrmActionButton
      actionType="OPEN_RECORD_ASSOCIATION_FORM"
      actionContext={{ objectTypeId: OBJECT_TYPE.company, association: { objectTypeId, objectId } }}
      size="sm"
    >
      {words.addPartner}
    </CrmActionButton>
  );
}
