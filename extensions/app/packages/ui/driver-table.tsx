import type { Driver } from '@partner-pulse/contract';
import { CARD_WORDS } from '@partner-pulse/words';
import { EvidenceLink } from './evidence.tsx';
import {
  Flex,
  Image,
  Inline,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from './sdk.ts';
import { bar } from './svg.ts';
import { INK, STATUS_VARIANT } from './tone.ts';

const BAR_WIDTH_PX = 64;
const BAR_HEIGHT_PX = 8;

/** What the score is made of. Three columns, so that the table fits a narrow card without scrolling. */
export function DriverTable({ drivers }: { readonly drivers: readonly Driver[] }) {
  return (
    <Table density="condensed" flush>
      <TableHead>
        <TableRow>
          <TableHeader width="max">{CARD_WORDS.drivers.name}</TableHeader>
          <TableHeader width="min">{CARD_WORDS.drivers.score}</TableHeader>
          <TableHeader width="min" align="right">
            {CARD_WORDS.drivers.change}
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {drivers.map((driver) => (
          <DriverRow key={driver.metricId} driver={driver} />
        ))}
      </TableBody>
    </Table>
  );
}

function DriverRow({ driver }: { readonly driver: Driver }) {
  return (
    <TableRow>
      <TableCell width="max">
        <Flex direction="column" gap="flush">
          <StatusTag variant={STATUS_VARIANT[driver.tone]} hollow={driver.score === null}>
            {driver.name}
          </StatusTag>
          <Text>{driver.stateText ?? driver.why}</Text>
          <Inline gap="xs">
            <Text variant="microcopy" inline>
              {`${driver.weightText} · ${driver.windowText}`}
            </Text>
            {driver.records !== null && (
              <EvidenceLink
                id={`driver-${driver.metricId}`}
                title={driver.name}
                records={driver.records}
                exclusionsText={driver.exclusionsText}
              />
            )}
          </Inline>
        </Flex>
      </TableCell>
      <TableCell width="min">
        {driver.score === null ? (
          <Text variant="microcopy">{CARD_WORDS.drivers.unknown}</Text>
        ) : (
          <Flex direction="column" gap="xs">
            <Text format={{ fontWeight: 'demibold' }}>{String(driver.score)}</Text>
            <Image
              src={bar(driver.score, BAR_WIDTH_PX, BAR_HEIGHT_PX, INK[driver.tone])}
              width={BAR_WIDTH_PX}
              height={BAR_HEIGHT_PX}
              alt={`${driver.name}: ${driver.score} of 100`}
            />
          </Flex>
        )}
      </TableCell>
      <TableCell width="min" align="right">
        <Text>{driver.changeText}</Text>
      </TableCell>
    </TableRow>
  );
}
