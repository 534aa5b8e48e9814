import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { CellTable } from './cell-table.tsx';
import { Flex, Text } from './sdk.ts';
import { numbers } from './table-parts.tsx';

const { columns } = PAGE_WORDS;
const COLUMNS = [
  { label: columns.partner, align: 'left' as const },
  numbers(columns.silence),
  { label: columns.lastEvent, align: 'left' as const },
  { label: columns.reason, align: 'left' as const },
  numbers(columns.loss),
  numbers(columns.still),
];

/** Silent partners, dearest silence first, with what is known of why. */
export function InactiveLedger({ ledger }: { readonly ledger: ProgrammeReady['ledger'] }) {
  if (ledger.emptyText !== null) return <Text>{ledger.emptyText}</Text>;
  return (
    <Flex direction="column" gap="sm">
      <Text>{ledger.sentence}</Text>
      <CellTable
        columns={COLUMNS}
        rows={ledger.rows.map(({ partner, ...row }) => [
          { text: '', partners: [partner] },
          ...[row.silenceText, row.lastEventText, row.reasonText, row.lossText, row.stillText].map((text) => ({
            text,
            partners: [],
          })),
        ])}
      />
      {ledger.moreText !== null && <Text variant="microcopy">{ledger.moreText}</Text>}
    </Flex>
  );
}
