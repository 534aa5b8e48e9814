import type { Driver } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { EvidenceLink } from './evidence.tsx';
import { AutoGrid, Flex, Image, Inline, StatusTag, Table, TableBody, TableCell, TableRow, Text } from './sdk.ts';
import { bar } from './svg.ts';
import { HeadRow } from './table-parts.tsx';
import { INK, STATUS_VARIANT } from './tone.ts';

const BAR_WIDTH_PX = 88;
const BAR_HEIGHT_PX = 8;
const MIN_COLUMN_PX = 250;

/**
 * What the score is made of. Two columns, so that the table fits a narrow card; on a wide one the grid inside the first
 * sets the reason beside the name.
 */
export function DriverTable({ drivers }: { readonly drivers: readonly Driver[] }) {
  return (
    <Table density="condensed" flush>
      <HeadRow columns={[RECORD_WORDS.drivers.name, RECORD_WORDS.drivers.score]} />
      <TableBody>
        {drivers.map((driver) => (
          <TableRow key={driver.metricId}>
            <TableCell width="max">
              <AutoGrid columnWidth={MIN_COLUMN_PX} flexible gap="xs">
                <Name driver={driver} />
                <Why driver={driver} />
              </AutoGrid>
            </TableCell>
            <TableCell width="min">
              <Score driver={driver} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Name({ driver }: { readonly driver: Driver }) {
  return (
    <Flex direction="column" gap="flush">
      <StatusTag variant={STATUS_VARIANT[driver.tone]} hollow={driver.score === null}>
        {driver.name}
      </StatusTag>
      <Text variant="microcopy">{`${RECORD_WORDS.drivers.weight(driver.weightText)} · ${driver.windowText}`}</Text>
    </Flex>
  );
}

function Why({ driver }: { readonly driver: Driver }) {
  return (
    <Flex direction="column" gap="flush" align="start">
      <Text>{driver.stateText ?? driver.why}</Text>
      {driver.records !== null && (
        <EvidenceLink
          id={`driver-${driver.metricId}`}
          title={driver.name}
          records={driver.records}
          exclusionsText={driver.exclusionsText}
        />
      )}
    </Flex>
  );
}

function Score({ driver }: { readonly driver: Driver }) {
  if (driver.score === null) return <Text variant="microcopy">{RECORD_WORDS.drivers.unknown}</Text>;
  return (
    <Flex direction="column" gap="xs">
      <Inline gap="sm" align="baseline">
        <Text inline format={{ fontWeight: 'demibold' }}>
          {String(driver.score)}
        </Text>
        <Text inline variant="microcopy">
          {driver.changeText}
        </Text>
      </Inline>
      <Image
        src={bar(driver.score, BAR_WIDTH_PX, BAR_HEIGHT_PX, INK[driver.tone])}
        width={BAR_WIDTH_PX}
        height={BAR_HEIGHT_PX}
        alt={`${driver.name}: ${driver.score} of 100`}
      />
    </Flex>
  );
}
