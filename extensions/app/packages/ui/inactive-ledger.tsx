import type { ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS } from '@partner-pulse/words';
import { PartnerLink } from './partner-link.tsx';
import { Flex, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from './sdk.ts';

const { columns } = PAGE_WORDS;

/** Silent partners, dearest silence first, with what is known of why. */
export function InactiveLedger({ ledger }: { readonly ledger: ProgrammeReady['ledger'] }) {
  if (ledger.emptyText !== null) return <Text>{ledger.emptyText}</Text>;
  return (
    <Flex direction="column" gap="sm">
      <Text>{ledger.sentence}</Text>
      <Table density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader width="max">{columns.partner}</TableHeader>
            <TableHeader width="min" align="right">
              {columns.silence}
            </TableHeader>
            <TableHeader width="min">{columns.lastEvent}</TableHeader>
            <TableHeader width="min">{columns.reason}</TableHeader>
            <TableHeader width="min" align="right">
              {columns.loss}
            </TableHeader>
            <TableHeader width="min" align="right">
              {columns.still}
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {ledger.rows.map((row) => (
            <TableRow key={row.partner.recordId}>
              <TableCell width="max">
                <PartnerLink partner={row.partner} />
              </TableCell>
              <TableCell width="min" align="right">
                {row.silenceText}
              </TableCell>
              <TableCell width="min">{row.lastEventText}</TableCell>
              <TableCell width="min">{row.reasonText}</TableCell>
              <TableCell width="min" align="right">
                {row.lossText}
              </TableCell>
              <TableCell width="min" align="right">
                {row.stillText}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {ledger.moreText !== null && <Text variant="microcopy">{ledger.moreText}</Text>}
    </Flex>
  );
}
