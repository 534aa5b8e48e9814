import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { Flex, List, StatusTag, Text } from './sdk.ts';
import { Section } from './section.tsx';
import { STATUS_VARIANT } from './tone.ts';

const { sections } = PAGE_WORDS;

/** Facet by facet against a year ago, then where improving is worth most. */
export function Performance({ performance }: { readonly performance: NonNullable<ProgrammeReady['performance']> }) {
  return (
    <Section title={sections.performance}>
      <Text variant="microcopy">{performance.periodText}</Text>
      {performance.facets.map(({ name, word, tone, text }) => (
        <Flex key={name} direction="column" gap="flush">
          <StatusTag variant={STATUS_VARIANT[tone]} hollow={tone === 'neutral'}>
            {`${name}: ${word}`}
          </StatusTag>
          <Text variant="microcopy">{text}</Text>
        </Flex>
      ))}
      <Text>{performance.improveText}</Text>
      {performance.improve.length > 0 && (
        <List variant="ordered-styled">
          {performance.improve.map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </List>
      )}
    </Section>
  );
}

/** What scores of a year ago said of the year since. */
export function ScoreWorks({ works }: { readonly works: NonNullable<ProgrammeReady['works']> }) {
  return (
    <Section title={sections.works}>
      <Text>{works.sentence}</Text>
      <Text variant="microcopy">{works.note}</Text>
    </Section>
  );
}
