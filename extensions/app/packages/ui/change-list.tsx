import type { Changes } from '@partner-pulse/contract';
import { Box, Flex, Tag, Text } from './sdk.ts';

const KIND_VARIANT = { behaviour: 'default', definition: 'info', data: 'warning' } as const;

/** What moved since the last review, told apart by whether the partner, our definition or late data moved it. */
export function ChangeList({ changes: since }: { readonly changes: Changes }) {
  return (
    <Flex direction="column" gap="sm">
      <Text variant="microcopy">{since.sinceText}</Text>
      {since.emptyText !== null && <Text>{since.emptyText}</Text>}
      {since.items.map((item) => (
        <Flex key={item.text} direction="row" gap="sm" align="start">
          <Tag variant={KIND_VARIANT[item.kind]}>{item.kindWord}</Tag>
          <Box flex={1}>
            <Text>{item.text}</Text>
          </Box>
        </Flex>
      ))}
    </Flex>
  );
}
