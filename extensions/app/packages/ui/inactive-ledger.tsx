import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { PartnerLink } from './partner-link.tsx';
import { Flex, Table, TableBody, TableCell, TableRow, Text } from './sdk.ts';
import { HeadRow, NumberCell, numbers } from './table-parts.tsx';

const { columns } = PAGE_WORDS;

/** Silent partners, dearest silence first, with what is known of why. */
export function InactiveLedger({ ledger }: { readonly ledger: ProgrammeReady['ledger'] }) {
  if (ledger.emptyText !== null) return <Text>{ledger.emptyText}</Text>;
  return (
    <Flex direction="column" gap="sm">
      <Text>{ledger.sentence}</Text>
      <Table density="condensed">
        <HeadRow
          columns={[
            columns.partner,
            numbers(columns.silence),
            columns.lastEvent,
            columns.reason,
            numbers(columns.loss),
            numbers(columns.still),
          ]}
        />
        <TableBody>
          {ledger.rows.map((row) => (
            <TableRow key={row.partner.recordId}>
              <TableCell width="max">
                <PartnerLink partner={row.partner} />
              </TableCell>
              <NumberCell>{row.silenceText}</NumberCell>
              <TableCell width="min">{row.lastEventText}</TableCell>
              <TableCell width="min">{row.reasonText}</TableCell>
              <NumberCell>{row.lossText}</NumberCell>
              <NumberCell>{row.stillText}</NumberCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {ledger.moreText !== null && <Text variant="microcopy">{ledger.moreText}</Text>}
    </Flex>
  );
}
