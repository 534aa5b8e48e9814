import { CARD_WORDS } from '@partner-pulse/words';
import { Flex, Heading, ScoreCircle, Text } from './sdk.ts';

interface ScoreProps {
  readonly score: number;
  readonly hasCircle: boolean;
}

/** The number, in HubSpot's circle where its colours say the same as our words. */
export function Score({ score, hasCircle }: ScoreProps) {
  if (hasCircle) return <ScoreCircle score={score} />;
  return (
    <Flex direction="column" gap="flush" align="center">
      <Heading>{String(score)}</Heading>
      <Text variant="microcopy">{CARD_WORDS.outOf}</Text>
    </Flex>
  );
}
