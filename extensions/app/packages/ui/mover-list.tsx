import type { Mover, ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { PartnerLink } from './partner-link.tsx';
import { AutoGrid, Box, Flex, Inline, Tag, Text } from './sdk.ts';
import { Section } from './section.tsx';
import { TAG_VARIANT } from './tone.ts';

/** The largest falls and rises of the score, falls first. */
export function MoverSections({ movers }: { readonly movers: ProgrammeReady['movers'] }) {
  const { sections } = PAGE_WORDS;
  if (movers.emptyText !== null) {
    return (
      <Section title={sections.moversDown}>
        <Text>{movers.emptyText}</Text>
      </Section>
    );
  }
  return (
    <AutoGrid columnWidth={400} flexible gap="md">
      <Section title={sections.moversDown}>
        <Movers movers={movers.down} period={movers.periodText} nobody={PAGE_WORDS.noFalls} />
      </Section>
      <Section title={sections.moversUp}>
        <Movers movers={movers.up} period={movers.periodText} nobody={PAGE_WORDS.noRises} />
      </Section>
    </AutoGrid>
  );
}

interface MoversProps {
  readonly movers: readonly Mover[];
  readonly period: string;
  readonly nobody: string;
}

function Movers({ movers, period, nobody }: MoversProps) {
  return (
    <Flex direction="column" gap="sm">
      <Text variant="microcopy">{period}</Text>
      {movers.length === 0 && <Text>{nobody}</Text>}
      {movers.map((mover) => (
        <Flex key={mover.partner.recordId} direction="row" gap="sm" align="start">
          <Tag variant={TAG_VARIANT[mover.tone]}>{mover.changeText}</Tag>
          <Box flex={1}>
            <Inline gap="sm">
              <PartnerLink partner={mover.partner} />
              <Text inline variant="microcopy">
                {mover.fromToText}
              </Text>
            </Inline>
            <Text variant="microcopy">{mover.causeText}</Text>
          </Box>
        </Flex>
      ))}
    </Flex>
  );
}
