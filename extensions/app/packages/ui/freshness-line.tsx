import type { Freshness } from '@partner-pulse/contract';
import type { ReactNode } from 'react';
import { Flex, Inline, StatusTag, Text } from './sdk.ts';

interface FreshnessLineProps {
  readonly freshness: Freshness;
  /** Further facts about how the number came about, in the same small print. */
  readonly facts?: readonly string[];
  readonly children?: ReactNode;
}

/** When the numbers are from, and how they were made. Stale data says so in words. */
export function FreshnessLine({ freshness, facts = [], children }: FreshnessLineProps) {
  return (
    <Flex direction="column" gap="xs">
      {freshness.stale && freshness.staleText !== null && (
        <StatusTag variant="warning" hollow>
          {freshness.staleText}
        </StatusTag>
      )}
      <Inline gap="xs">
        <Text variant="microcopy" inline>
          {[freshness.asOfText, ...facts].join(' · ')}
        </Text>
        {children}
      </Inline>
    </Flex>
  );
}
