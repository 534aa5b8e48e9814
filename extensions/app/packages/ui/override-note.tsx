import type { Judgement } from '@partner-pulse/contract';
import { Flex, Text } from './sdk.ts';

/** A person's word in force: who set what until when and why, beside what was computed. */
export function OverrideNote({ override }: { readonly override: NonNullable<Judgement['override']> }) {
  return (
    <Flex direction="column" gap="flush">
      <Text>{`${override.text}. ${override.computedText}`}</Text>
      <Text variant="microcopy">{override.reasonText}</Text>
    </Flex>
  );
}
