import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { AttentionTiles } from './attention-list.tsx';
import { InactiveLedger } from './inactive-ledger.tsx';
import { PartnerTable } from './partner-table.tsx';
import { Departures } from './programme-departures.tsx';
import { AutoGrid, Flex, Inline, List, StatusTag, Text } from './sdk.ts';
import { Section } from './section.tsx';
import { SegmentTable } from './segment-table.tsx';
import { STATUS_VARIANT } from './tone.ts';

const { sections } = PAGE_WORDS;

/** The same data for those who work with it: whole lists, and every partner. */
export function ProgrammeDetail({ answer }: { readonly answer: ProgrammeReady }) {
  const { attention } = answer;
  return (
    <Flex direction="column" gap="lg">
      <Titled title={sections.attention}>
        {attention.emptyText === null ? <AttentionTiles items={attention.items} /> : <Text>{attention.emptyText}</Text>}
        {attention.moreText !== null && <Text variant="microcopy">{attention.moreText}</Text>}
      </Titled>
      <Titled title={sections.partners}>
        <PartnerTable answer={answer} />
      </Titled>
      {answer.dimensions.length > 0 && (
        <Titled title={sections.segments}>
          <SegmentTable dimensions={answer.dimensions} columns={answer.segmentColumns} />
        </Titled>
      )}
      <Titled title={sections.ledger}>
        <InactiveLedger ledger={answer.ledger} />
      </Titled>
      <AutoGrid columnWidth={320} flexible gap="md">
        <Departures departures={answer.departures} />
        <Quality quality={answer.quality} />
      </AutoGrid>
    </Flex>
  );
}

function Titled({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Flex direction="column" gap="sm">
      <Text format={{ fontWeight: 'bold' }}>{title}</Text>
      {children}
    </Flex>
  );
}

function Quality({ quality }: { readonly quality: ProgrammeReady['quality'] }) {
  return (
    <Section title={sections.quality}>
      <Text>{quality.sentence}</Text>
      <Flex direction="column" gap="xs">
        {quality.grades.map(({ word, countText, tone }) => (
          <Inline key={word} gap="sm">
            <StatusTag variant={STATUS_VARIANT[tone]} hollow={tone === 'neutral'}>
              {word}
            </StatusTag>
            <Text inline variant="microcopy">
              {countText}
            </Text>
          </Inline>
        ))}
      </Flex>
      {quality.lines.length > 0 && (
        <List variant="unordered-styled">
          {quality.lines.map((line) => (
            <Text key={line} variant="microcopy">
              {line}
            </Text>
          ))}
        </List>
      )}
    </Section>
  );
}
