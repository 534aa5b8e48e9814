import type { Lesson } from '@partner-pulse/contract';
import { PartnerLink } from './partner-link.tsx';
import { Flex, Table, TableBody, TableCell, TableRow, Text } from './sdk.ts';
import { HeadRow } from './table-parts.tsx';

/** A table from its columns and cells; a cell may name partners, whose pages open. */
export function CellTable({ columns, rows }: Pick<Lesson, 'columns' | 'rows'>) {
  return (
    <Table density="condensed" flush>
      <HeadRow columns={columns.map((column) => ({ ...column, wraps: column.align === 'left' }))} />
      <TableBody>
        {rows.map((cells) => (
          <TableRow key={JSON.stringify(cells)}>
            {columns.map(({ label, align }, at) => (
              <TableCell key={label} width={align === 'left' ? 'auto' : 'min'} align={align}>
                <Cell cell={cells[at]} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Cell({ cell }: { readonly cell: Lesson['rows'][number][number] | undefined }) {
  if (!cell?.partners.length) return <>{cell?.text}</>;
  return (
    <Flex direction="column" gap="xs">
      {cell.partners.map((partner) => (
        <PartnerLink key={partner.recordId} partner={partner} />
      ))}
      {cell.text !== '' && <Text variant="microcopy">{cell.text}</Text>}
    </Flex>
  );
}
