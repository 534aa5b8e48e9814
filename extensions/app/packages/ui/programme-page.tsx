import { type ProgrammePageAnswer, type ProgrammeReady, programmePage } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { FreshnessLine } from './freshness-line.tsx';
import { Lessons } from './lessons.tsx';
import { MetricTiles } from './metric-tiles.tsx';
import { pageState } from './page-state.tsx';
import { ProgrammeDetail } from './programme-detail.tsx';
import { ProgrammeSummary } from './programme-summary.tsx';
import { Alert, EmptyState, Flex, List, PageTitle, Tab, Tabs, Text } from './sdk.ts';
import { useAnswer } from './use-answer.ts';
import { useReader } from './viewer.tsx';

/** The partner programme for its owner: the answer first, then two views of the same data. */
export function ProgrammePage() {
  const { locale } = useReader();
  const { state, reload } = useAnswer(programmePage, { locale });
  const known = pageState<ProgrammePageAnswer>(state, reload);
  return (
    <>
      <PageTitle>{PAGE_WORDS.title}</PageTitle>
      {'panel' in known ? known.panel : <Answered answer={known.answer} />}
    </>
  );
}

type Answer = Extract<ProgrammePageAnswer, { state: 'ready' | 'no-partners' }>;

function Answered({ answer }: { readonly answer: Answer }) {
  if (answer.state === 'no-partners') return <NoPartners answer={answer} />;
  return (
    <Flex direction="column" gap="md">
      <Top answer={answer} />
      <Tabs defaultSelected="summary">
        <Tab tabId="summary" title={PAGE_WORDS.tabs.summary}>
          <ProgrammeSummary answer={answer} />
        </Tab>
        <Tab tabId="detail" title={PAGE_WORDS.tabs.detail}>
          <ProgrammeDetail answer={answer} />
        </Tab>
        {answer.lessons.length > 0 && (
          <Tab tabId="lessons" title={PAGE_WORDS.tabs.lessons}>
            <Lessons lessons={answer.lessons} />
          </Tab>
        )}
      </Tabs>
    </Flex>
  );
}

function Top({ answer }: { readonly answer: ProgrammeReady }) {
  return (
    <Flex direction="column" gap="md">
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: 'demibold' }}>{answer.headline}</Text>
        <FreshnessLine freshness={answer.freshness} facts={answer.facts} />
      </Flex>
      <MetricTiles tiles={answer.tiles} />
    </Flex>
  );
}

function NoPartners({ answer }: { readonly answer: Extract<Answer, { state: 'no-partners' }> }) {
  return (
    <Flex direction="column" gap="md">
      <EmptyState title={PAGE_WORDS.noPartners} layout="vertical" imageName="companies">
        <Text>{answer.headline}</Text>
      </EmptyState>
      <Alert title={PAGE_WORDS.noPartnersTodo} variant="info">
        <List variant="ordered-styled">
          {answer.todo.map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </List>
      </Alert>
      <FreshnessLine freshness={answer.freshness} />
    </Flex>
  );
}
