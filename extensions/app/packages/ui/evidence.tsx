import type { Records } from '@partner-pulse/contract';
import { CARD_WORDS, RECORD_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import {
  Flex,
  Link,
  LoadingSpinner,
  Panel,
  PanelBody,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useCrmSearch,
} from './sdk.ts';
import { OBJECT_TYPE, recordPath, useReader } from './viewer.tsx';

interface EvidenceLinkProps {
  /** Unique within the card: HubSpot opens panels by id. */
  readonly id: string;
  readonly title: string;
  readonly records: Records;
  readonly exclusionsText: string | null;
}

/**
 * "7 deals", opening the records behind a number. We hold only their ids: HubSpot's search draws the rows, so a viewer
 * sees what HubSpot lets that viewer see.
 */
export function EvidenceLink({ id, title, records, exclusionsText }: EvidenceLinkProps) {
  // A panel's children are mounted with the card: without this, every link would search on load.
  const [opened, setOpened] = useState(false);
  return (
    <Link
      href="#"
      preventDefault
      onClick={() => setOpened(true)}
      overlay={
        <Panel id={id} title={title} width="md">
          <PanelBody>
            <Flex direction="column" gap="md">
              <Text>{records.countText}</Text>
              {exclusionsText !== null && <Text variant="microcopy">{exclusionsText}</Text>}
              {opened && <RecordTable records={records} />}
            </Flex>
          </PanelBody>
        </Panel>
      }
    >
      {records.countText}
    </Link>
  );
}

/** Columns by object type; the first is the record's own name and becomes the link. */
const COLUMNS: Readonly<Record<string, readonly (readonly [property: string, header: string])[]>> = {
  [OBJECT_TYPE.deal]: [
    ['dealname', 'Deal'],
    ['dealstage', 'Stage'],
    ['amount', 'Amount'],
    ['closedate', 'Close date'],
  ],
  [OBJECT_TYPE.company]: [
    ['name', 'Company'],
    ['domain', 'Domain'],
    ['createdate', 'Created'],
  ],
  [OBJECT_TYPE.contact]: [
    ['lastname', 'Contact'],
    ['jobtitle', 'Title'],
    ['email', 'Email'],
  ],
};

const PAGE_SIZE = 10;

function RecordTable({ records }: { readonly records: Records }) {
  const { portalId } = useReader();
  const columns = COLUMNS[records.objectTypeId] ?? [['hs_object_id', 'Record']];
  const search = useCrmSearch(
    {
      objectType: records.objectTypeId,
      properties: columns.map(([property]) => property),
      filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'IN', values: [...records.ids] }] }],
      pageLength: PAGE_SIZE,
    },
    { propertiesToFormat: 'all' },
  );
  if (search.isLoading) return <LoadingSpinner label={CARD_WORDS.loading} layout="centered" />;
  if (search.error) return <Text>{RECORD_WORDS.records.failed}</Text>;
  const hidden = records.ids.length - search.total;
  const { pagination } = search;
  return (
    <Flex direction="column" gap="sm">
      <Table
        density="condensed"
        flush
        paginated
        page={pagination.currentPage}
        pageCount={Math.max(1, Math.ceil(search.total / PAGE_SIZE))}
        maxVisiblePageButtons={3}
        onPageChange={(page) => (page > pagination.currentPage ? pagination.nextPage() : pagination.previousPage())}
      >
        <TableHead>
          <TableRow>
            {columns.map(([property, header]) => (
              <TableHeader key={property}>{header}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {search.results.map((record) => (
            <TableRow key={record.objectId}>
              {columns.map(([property], index) => (
                <TableCell key={property}>
                  {index === 0 ? (
                    <Link href={recordPath(portalId, records.objectTypeId, record.objectId)}>
                      {record.properties[property] ?? `Record ${record.objectId}`}
                    </Link>
                  ) : (
                    (record.properties[property] ?? '--')
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {hidden > 0 && <Text variant="microcopy">{RECORD_WORDS.records.hidden(hidden)}</Text>}
    </Flex>
  );
}
