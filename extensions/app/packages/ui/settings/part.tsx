import type { ReactNode } from 'react';
import { Flex, Heading, Text } from '../sdk.ts';

interface PartProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

/** A titled part of a tab, with one sentence of what it is for. */
export function Part({ title, text, children }: PartProps) {
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="column" gap="xs">
        <Heading>{title}</Heading>
        {text !== undefined && <Text>{text}</Text>}
      </Flex>
      {children}
    </Flex>
  );
}
