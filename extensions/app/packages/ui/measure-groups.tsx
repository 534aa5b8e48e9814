import type { MeasureGroup, MeasureRow } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { Accordion, Flex, Image, Inline, List, Tab, Table, TableBody, TableCell, TableRow, Tabs, Text } from './sdk.ts';
import { StatusDot } from './status-dot.tsx';
import { sparkline } from './svg.ts';
import { HeadRow, NumberCell, numbers } from './table-parts.tsx';
import { INK } from './tone.ts';

const { columns } = PAGE_WORDS;
const SPARK = { width: 110, height: 26 };

interface MeasureGroupsProps {
  readonly groups: readonly MeasureGroup[];
  readonly baselineText: string;
}

/** The partner's numbers in four groups, each with its course. */
export function MeasureGroups({ groups, baselineText }: MeasureGroupsProps) {
  return (
    <Flex direction="column" gap="xs">
      <Text variant="microcopy">{baselineText}</Text>
      <Tabs defaultSelected={groups[0]?.key ?? ''}>
        {groups.map((group) => (
          <Tab key={group.key} tabId={group.key} title={group.title}>
            <Group group={group} />
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
}

function Group({ group }: { readonly group: MeasureGroup }) {
  return (
    <Flex direction="column" gap="sm">
      <Text format={{ fontWeight: 'demibold' }}>{group.question}</Text>
      {group.rows.length === 0 ? <Text>{PAGE_WORDS.noMeasures}</Text> : <Measures rows={group.rows} />}
      <Folded title={PAGE_WORDS.quietMeasures} lines={group.quiet} />
      <Folded title={PAGE_WORDS.unknownMeasures} lines={group.unknown} />
    </Flex>
  );
}

/** What would bury the numbers that say something, one press away. */
function Folded({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Accordion title={`${title} (${lines.length})`} size="sm">
      <List variant="unordered-styled">
        {lines.map((line) => (
          <Text key={line} variant="microcopy">
            {line}
          </Text>
        ))}
      </List>
    </Accordion>
  );
}

function Measures({ rows }: { readonly rows: readonly MeasureRow[] }) {
  return (
    <Table density="condensed">
      <HeadRow columns={[columns.measure, numbers(columns.value), columns.history, columns.baseline]} />
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.key}>
            <TableCell width="max">
              <Text>{row.name}</Text>
              <Text variant="microcopy">{row.periodText}</Text>
            </TableCell>
            <NumberCell>
              <Text format={{ fontWeight: 'demibold' }}>{row.valueText}</Text>
            </NumberCell>
            <TableCell width="min">
              <Course row={row} />
            </TableCell>
            <TableCell width="min">
              <StatusDot tone={row.changeTone}>{row.changeText}</StatusDot>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Drawn between its own lowest and highest value: the line shows the course, the text beside it the size. */
function Course({ row }: { readonly row: MeasureRow }) {
  const known = row.points.filter((point) => point !== null);
  if (known.length < 2) return <Text variant="microcopy">--</Text>;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const points = row.points.map((point) => ({
    score: point === null ? null : high === low ? 50 : (100 * (point - low)) / (high - low),
    reconstructed: false,
  }));
  return (
    <Inline gap="xs">
      <Image
        src={sparkline(points, SPARK.width, SPARK.height, INK.neutral)}
        width={SPARK.width}
        height={SPARK.height}
        alt={row.altText}
      />
    </Inline>
  );
}
