import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { List, Text } from './sdk.ts';
import { Section } from './section.tsx';

/** Who left, who ended it, and why. */
export function Departures({ departures }: { readonly departures: ProgrammeReady['departures'] }) {
  return (
    <Section title={PAGE_WORDS.sections.departures}>
      <Text>{departures.emptyText ?? departures.sentence}</Text>
      {departures.reasons.length > 0 && (
        <List variant="unordered-styled">
          {departures.reasons.map(({ word, countText }) => (
            <Text key={word}>{`${word}: ${countText}`}</Text>
          ))}
        </List>
      )}
    </Section>
  );
}
