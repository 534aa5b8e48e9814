import type { MetricEntry, MetricGroups } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import {
  Flex,
  Inline,
  Link,
  List,
  Modal,
  ModalBody,
  Table,
  TableBody,
  TableCell,
  TableRow,
  Tag,
  Text,
  Tile,
} from './sdk.ts';
import { HeadRow, NumberCell, numbers } from './table-parts.tsx';

const words = RECORD_WORDS.allMetrics;
/** Colour goes with the sign and word that stand in the text. */
const CHANGE_VARIANT = { good: 'success', bad: 'error', warning: 'warning', neutral: 'default' } as const;

/** Every metric of the catalogue about this partner, known or not, in the groups in which a reader asks. */
export function AllMetrics({ all }: { readonly all: MetricGroups }) {
  return (
    <Flex direction="column" gap="sm">
      <Text variant="microcopy">{all.baselineText}</Text>
      {all.groups.map((group, place) => (
        <Group key={group.key} group={group} isFirst={place === 0} />
      ))}
    </Flex>
  );
}

function Group({ group, isFirst }: { readonly group: MetricGroups['groups'][number]; readonly isFirst: boolean }) {
  const [isOpen, setOpen] = useState(isFirst);
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <Flex direction="row" justify="between" align="start" gap="sm">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'bold' }}>{group.title}</Text>
            <Text variant="microcopy">{group.knownText}</Text>
          </Flex>
          <Link href="#" preventDefault onClick={() => setOpen(!isOpen)}>
            {isOpen ? words.hide : words.show}
          </Link>
        </Flex>
        {/* Rows that are not shown are not mounted: there are about eighty. */}
        {isOpen && <Metrics metrics={group.metrics} />}
      </Flex>
    </Tile>
  );
}

function Metrics({ metrics }: { readonly metrics: readonly MetricEntry[] }) {
  const known = metrics.filter(({ values }) => values.length > 0);
  const unknown = metrics.filter(({ values }) => values.length === 0);
  return (
    <Flex direction="column" gap="sm">
      {known.length > 0 && <Known metrics={known} />}
      {unknown.length > 0 && (
        <Flex direction="column" gap="xs">
          <Text format={{ fontWeight: 'demibold' }}>{words.unknown}</Text>
          {unknown.map((metric) => (
            <Flex key={metric.id} direction="column" gap="flush" align="start">
              <Definition metric={metric} />
              <Missing metric={metric} />
            </Flex>
          ))}
        </Flex>
      )}
    </Flex>
  );
}

function Known({ metrics }: { readonly metrics: readonly MetricEntry[] }) {
  return (
    <Table density="condensed" flush>
      <HeadRow columns={[words.metric, numbers(words.value)]} />
      <TableBody>
        {metrics.map((metric) => (
          <MetricRows key={metric.id} metric={metric} />
        ))}
      </TableBody>
    </Table>
  );
}

function MetricRows({ metric }: { readonly metric: MetricEntry }) {
  return metric.values.map((one, place) => (
    <TableRow key={one.key}>
      <TableCell width="max">
        {place === 0 && <Definition metric={metric} />}
        <Text>{one.label}</Text>
        <Text variant="microcopy">{one.periodText}</Text>
        {place === metric.values.length - 1 && <Missing metric={metric} />}
      </TableCell>
      <NumberCell>
        <Text format={{ fontWeight: 'demibold' }}>{one.valueText}</Text>
        {one.changeText !== null && (
          <Inline justify="end">
            <Tag variant={CHANGE_VARIANT[one.changeTone]}>{one.changeText}</Tag>
          </Inline>
        )}
      </NumberCell>
    </TableRow>
  ));
}

function Missing({ metric }: { readonly metric: MetricEntry }) {
  return metric.missing.map((line) => (
    <Text key={line} variant="microcopy">
      {line}
    </Text>
  ));
}

/** The metric's name, opening what it asks, how it is counted and what it leaves out. */
function Definition({ metric }: { readonly metric: MetricEntry }) {
  return (
    <Link href="#" preventDefault overlay={<DefinitionModal metric={metric} />}>
      {metric.name}
    </Link>
  );
}

function DefinitionModal({ metric }: { readonly metric: MetricEntry }) {
  return (
    <Modal id={`metric-${metric.id}`} title={metric.name} width="md">
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text format={{ fontWeight: 'demibold' }}>{metric.question}</Text>
          <Text>{metric.formula}</Text>
          {metric.exclusions.length > 0 && (
            <>
              <Text variant="microcopy">{words.leftOut}</Text>
              <List variant="unordered-styled">
                {metric.exclusions.map((line) => (
                  <Text key={line} variant="microcopy">
                    {line}
                  </Text>
                ))}
              </List>
            </>
          )}
        </Flex>
      </ModalBody>
    </Modal>
  );
}
