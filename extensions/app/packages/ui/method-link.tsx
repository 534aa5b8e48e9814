import type { Method } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { Flex, Link, List, Modal, ModalBody, Table, TableBody, TableCell, TableRow, Text } from './sdk.ts';
import { HeadRow } from './table-parts.tsx';

/** "How is this scored?": every weight and bar with its source. */
export function MethodLink({ method }: { readonly method: Method }) {
  return (
    <Link href="#" preventDefault overlay={<MethodModal method={method} />}>
      {RECORD_WORDS.method.link}
    </Link>
  );
}

function MethodModal({ method }: { readonly method: Method }) {
  return (
    <Modal id="method" title={method.title} width="lg">
      <ModalBody>
        <Flex direction="column" gap="md">
          <Text>{method.intro}</Text>
          <Table density="condensed" flush>
            <HeadRow
              columns={[
                RECORD_WORDS.method.metric,
                RECORD_WORDS.method.weight,
                RECORD_WORDS.method.low,
                RECORD_WORDS.method.high,
              ]}
            />
            <TableBody>
              {method.rows.map((row) => (
                <TableRow key={row.name}>
                  <TableCell width="max">
                    <Text>{row.name}</Text>
                    <Text variant="microcopy">{row.sourceText}</Text>
                  </TableCell>
                  <TableCell width="min">{row.weightText}</TableCell>
                  <TableCell width="min">{row.lowText}</TableCell>
                  <TableCell width="min">{row.highText}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <List variant="unordered-styled">
            {method.notes.map((note) => (
              <Text key={note} variant="microcopy">
                {note}
              </Text>
            ))}
          </List>
        </Flex>
      </ModalBody>
    </Modal>
  );
}
