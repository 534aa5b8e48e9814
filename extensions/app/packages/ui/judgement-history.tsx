import type { Judgement } from '@partner-pulse/contract';
import { JUDGEMENT_WORDS } from '@partner-pulse/words';
import { Flex, Text, Tile } from './sdk.ts';

/** Reviews and overrides, the newest first, each with the score that was seen. */
export function JudgementHistory({ history }: Pick<Judgement, 'history'>) {
  if (history.length === 0) return <Text>{JUDGEMENT_WORDS.noHistory}</Text>;
  return (
    <Flex direction="column" gap="sm">
      {history.map((entry) => (
        <Tile key={entry.key} compact>
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{entry.title}</Text>
            <Text variant="microcopy">{`${entry.whenText} · ${entry.whoText} · ${entry.seenText}`}</Text>
            <Text>{entry.note}</Text>
          </Flex>
        </Tile>
      ))}
    </Flex>
  );
}
