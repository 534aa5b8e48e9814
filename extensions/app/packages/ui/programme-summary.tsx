import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { AttentionTiles } from './attention-list.tsx';
import { MoverSections } from './mover-list.tsx';
import { BandChart, CohortChart, ConcentrationChart } from './programme-charts.tsx';
import { Departures } from './programme-departures.tsx';
import { Performance, ScoreWorks } from './programme-performance.tsx';
import { AutoGrid, Flex, Text } from './sdk.ts';

const SHOWN = 3;
const CHART_WIDTH_PX = 340;

/** What the programme owner takes to a review: who to call, where it goes, and three pictures. */
export function ProgrammeSummary({ answer }: { readonly answer: ProgrammeReady }) {
  return (
    <Flex direction="column" gap="md">
      <Flex direction="column" gap="sm">
        <Text format={{ fontWeight: 'bold' }}>{PAGE_WORDS.sections.attention}</Text>
        {answer.attention.emptyText === null ? (
          <AttentionTiles items={answer.attention.items.slice(0, SHOWN)} />
        ) : (
          <Text>{answer.attention.emptyText}</Text>
        )}
        {answer.attention.items.length > SHOWN && <Text variant="microcopy">{PAGE_WORDS.attentionAll}</Text>}
      </Flex>
      <AutoGrid columnWidth={CHART_WIDTH_PX} flexible gap="md">
        <BandChart bands={answer.bands} />
        <ConcentrationChart concentration={answer.concentration} />
        <CohortChart cohorts={answer.cohorts} />
      </AutoGrid>
      <MoverSections movers={answer.movers} />
      <AutoGrid columnWidth={CHART_WIDTH_PX} flexible gap="md">
        {answer.performance !== null && <Performance performance={answer.performance} />}
        <Flex direction="column" gap="md">
          <Departures departures={answer.departures} />
          {answer.works !== null && <ScoreWorks works={answer.works} />}
        </Flex>
      </AutoGrid>
    </Flex>
  );
}
