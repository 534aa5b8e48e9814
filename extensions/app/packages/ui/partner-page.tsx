import { type PartnerPageAnswer, type PartnerPageReady, partnerPage } from '@partner-pulse/contract';
import { JUDGEMENT_WORDS, PAGE_WORDS } from '@partner-pulse/words';
import { DirectionText } from './band-tag.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { GapFooter } from './gap-footer.tsx';
import { JudgementActions } from './judgement-actions.tsx';
import { JudgementHistory } from './judgement-history.tsx';
import { MeasureGroups } from './measure-groups.tsx';
import { OverrideNote } from './override-note.tsx';
import { pageState } from './page-state.tsx';
import { Score } from './score.tsx';
import {
  Accordion,
  Box,
  EmptyState,
  Flex,
  Inline,
  Link,
  PageBreadcrumbs,
  PageLink,
  PageTitle,
  Text,
  usePageRoute,
} from './sdk.ts';
import { StandingTag } from './standing-tag.tsx';
import { useAnswer } from './use-answer.ts';
import { OBJECT_TYPE, recordPath, useReader } from './viewer.tsx';

/** All that is known of one partner. */
export function PartnerPage() {
  const { locale } = useReader();
  const { partnerId = '' } = usePageRoute().params;
  const { state, reload } = useAnswer(partnerPage, { partnerId, locale });
  const known = pageState<PartnerPageAnswer>(state, reload);
  const name = 'answer' in known && known.answer.state === 'ready' ? known.answer.partner.name : null;
  return (
    <>
      <PageBreadcrumbs>
        <PageBreadcrumbs.PageLink to="/">{PAGE_WORDS.back}</PageBreadcrumbs.PageLink>
        <PageBreadcrumbs.Current>{name ?? PAGE_WORDS.columns.partner}</PageBreadcrumbs.Current>
      </PageBreadcrumbs>
      <PageTitle>{name ?? PAGE_WORDS.columns.partner}</PageTitle>
      {'panel' in known ? known.panel : <Answered answer={known.answer} onDone={reload} />}
    </>
  );
}

type Answer = Extract<PartnerPageAnswer, { state: 'ready' | 'not-found' }>;

function Answered({ answer, onDone }: { readonly answer: Answer; readonly onDone: () => void }) {
  if (answer.state === 'not-found') {
    return (
      <EmptyState title={PAGE_WORDS.notFound} layout="vertical" imageName="companies">
        <Text>{answer.explanation}</Text>
        <PageLink to="/">{PAGE_WORDS.back}</PageLink>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      <Top answer={answer} />
      {answer.judgement !== null && (
        <JudgementActions partnerId={answer.partner.recordId} judgement={answer.judgement} onDone={onDone} />
      )}
      <MeasureGroups groups={answer.groups} baselineText={answer.baselineText} />
      {answer.judgement !== null && (
        <Accordion title={JUDGEMENT_WORDS.history} size="sm">
          <JudgementHistory history={answer.judgement.history} />
        </Accordion>
      )}
      <GapFooter gaps={answer.gaps} />
    </Flex>
  );
}

function Top({ answer }: { readonly answer: PartnerPageReady }) {
  const { portalId } = useReader();
  return (
    <Flex direction="row" gap="md" align="start">
      {answer.score !== null && <Score score={answer.score} hasCircle={answer.hasCircle} />}
      <Box flex={1}>
        <Flex direction="column" gap="xs">
          <Inline gap="sm" align="center">
            <StandingTag standing={answer.standing} />
            {answer.score !== null && <DirectionText direction={answer.direction} />}
            <Link href={recordPath(portalId, OBJECT_TYPE.company, answer.partner.recordId)}>
              {PAGE_WORDS.openRecord}
            </Link>
          </Inline>
          <Text format={{ fontWeight: 'demibold' }}>{answer.headline}</Text>
          {answer.judgement?.override && <OverrideNote override={answer.judgement.override} />}
          <FreshnessLine freshness={answer.freshness} facts={answer.facts} />
        </Flex>
      </Box>
    </Flex>
  );
}
