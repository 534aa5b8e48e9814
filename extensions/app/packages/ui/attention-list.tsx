import type { AttentionItem } from '@partner-pulse/contract';
import { PartnerLink } from './partner-link.tsx';
import { AutoGrid, Flex, Inline, Text, Tile } from './sdk.ts';
import { StandingTag } from './standing-tag.tsx';

/** Partners whose loss would be felt: who, why, what stands behind them, and who looks after them. */
export function AttentionTiles({ items }: { readonly items: readonly AttentionItem[] }) {
  return (
    <AutoGrid columnWidth={280} flexible gap="md">
      {items.map((item) => (
        <Tile key={item.partner.recordId} compact>
          <Flex direction="column" gap="xs">
            <Inline gap="sm" align="center">
              <PartnerLink partner={item.partner} />
              <StandingTag standing={item.standing} />
            </Inline>
            <Text format={{ fontWeight: 'demibold' }}>{item.reasonText}</Text>
            {item.causeText !== null && <Text>{item.causeText}</Text>}
            <Text variant="microcopy">{`${item.valueNote} · ${item.managerText}`}</Text>
          </Flex>
        </Tile>
      ))}
    </AutoGrid>
  );
}
