import type { ReactNode } from 'react';
import { Flex, Text, Tile } from './sdk.ts';

/** A titled tile: what the narrow card stacks and the wide one sets side by side. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <Text format={{ fontWeight: 'bold' }}>{title}</Text>
        {children}
      </Flex>
    </Tile>
  );
}
