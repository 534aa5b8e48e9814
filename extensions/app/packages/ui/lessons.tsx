import type { Lesson } from '@partner-pulse/contract';
import { CellTable } from './cell-table.tsx';
import { Flex, Text } from './sdk.ts';
import { Section } from './section.tsx';

/** What the programme can learn: a table for each question, or what is missing for an answer. */
export function Lessons({ lessons }: { readonly lessons: readonly Lesson[] }) {
  return (
    <Flex direction="column" gap="md">
      {lessons.map(({ key, title, introText, emptyText, columns, rows, noteText }) => (
        <Section key={key} title={title}>
          <Text variant="microcopy">{introText}</Text>
          {emptyText === null ? <CellTable columns={columns} rows={rows} /> : <Text>{emptyText}</Text>}
          {noteText !== null && <Text variant="microcopy">{noteText}</Text>}
        </Section>
      ))}
    </Flex>
  );
}
