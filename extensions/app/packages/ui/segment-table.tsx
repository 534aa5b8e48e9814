import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Alert, Flex, Inline, Select, Table, TableBody, TableCell, TableRow, Text } from './sdk.ts';
import { HeadRow, NumberCell, numbers } from './table-parts.tsx';

const { columns, filters } = PAGE_WORDS;

interface SegmentTableProps {
  readonly dimensions: ProgrammeReady['dimensions'];
  readonly columns: readonly string[];
}

/** What each part of the programme says, one dimension at a time. */
export function SegmentTable({ dimensions, columns: names }: SegmentTableProps) {
  const told = dimensions.filter(({ segments }) => segments.length > 0);
  const [key, setKey] = useState(told[0]?.key ?? '');
  const dimension = told.find((one) => one.key === key);
  if (!dimension) return null;
  return (
    <Flex direction="column" gap="sm">
      <Inline gap="sm">
        <Select
          name="segment-dimension"
          label={filters.dimension}
          value={key}
          options={told.map((one) => ({ value: one.key, label: one.label }))}
          onChange={(value) => setKey(String(value))}
        />
      </Inline>
      {dimension.warnings.map((warning) => (
        <Alert key={warning} title={warning} variant="warning" />
      ))}
      <Text variant="microcopy">{PAGE_WORDS.segmentPeriods}</Text>
      <Table density="condensed">
        <HeadRow columns={[dimension.label, ...[columns.partners, ...names].map(numbers)]} />
        <TableBody>
          {dimension.segments.map((segment) => (
            <TableRow key={segment.name}>
              <TableCell width="max">{segment.name}</TableCell>
              <NumberCell>{segment.partnersText}</NumberCell>
              {segment.values.map((value, index) => (
                <NumberCell key={names[index]}>{value}</NumberCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
