import type { PartnerRow, ProgrammeReady } from '@partner-pulse/contract';
import { courseText, PAGE_WORDS, STANDING_TONES, shownText } from '@partner-pulse/words';
import { useState } from 'react';
import { FIRST_QUERY, filterPartners, PAGE_SIZE, type PartnerQuery, type SortKey } from './partner-filter.ts';
import { PartnerFilters } from './partner-filters.tsx';
import { PartnerLink } from './partner-link.tsx';
import {
  Button,
  EmptyState,
  Flex,
  Image,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from './sdk.ts';
import { StandingTag } from './standing-tag.tsx';
import { sparkline } from './svg.ts';
import { NumberCell } from './table-parts.tsx';
import { INK } from './tone.ts';

const { columns, filters } = PAGE_WORDS;
const SPARK = { width: 88, height: 24 };

/** Every partner, to be searched, sorted, filtered and leafed through without another request. */
export function PartnerTable({ answer }: { readonly answer: ProgrammeReady }) {
  const [query, setQuery] = useState<PartnerQuery>(FIRST_QUERY);
  // Whatever changes what is shown starts at its first page.
  const change = (part: Partial<PartnerQuery>) => setQuery((now) => ({ ...now, page: 1, ...part }));
  const found = filterPartners(answer.partners, query);
  const pageCount = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const shown = found.slice((query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE);
  return (
    <Flex direction="column" gap="sm">
      <PartnerFilters query={query} dimensions={answer.dimensions} onChange={change} />
      <Text variant="microcopy">{`${shownText(found.length, answer.partners.length)} · ${PAGE_WORDS.tablePeriods}`}</Text>
      {found.length === 0 ? (
        <EmptyState title={filters.nothing} layout="vertical">
          <Button variant="secondary" onClick={() => change(FIRST_QUERY)}>
            {filters.reset}
          </Button>
        </EmptyState>
      ) : (
        <Table
          density="condensed"
          paginated
          page={query.page}
          pageCount={pageCount}
          maxVisiblePageButtons={5}
          onPageChange={(page) => change({ page })}
        >
          <Head query={query} onChange={change} />
          <TableBody>
            {shown.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </TableBody>
        </Table>
      )}
      {answer.partnersCutText !== null && <Text variant="microcopy">{answer.partnersCutText}</Text>}
    </Flex>
  );
}

interface HeadProps {
  readonly query: PartnerQuery;
  readonly onChange: (part: Partial<PartnerQuery>) => void;
}

function Head({ query, onChange }: HeadProps) {
  const sorted = (key: SortKey, name: string, align: 'left' | 'right', width: 'min' | 'max' = 'min') => (
    <TableHeader
      width={width}
      align={align}
      sortDirection={query.sort !== key ? 'none' : query.descending ? 'descending' : 'ascending'}
      onSortChange={() => onChange({ sort: key, descending: query.sort === key ? !query.descending : key !== 'name' })}
    >
      {name}
    </TableHeader>
  );
  return (
    <TableHead>
      <TableRow>
        {sorted('name', columns.partner, 'left', 'max')}
        {sorted('standing', columns.standing, 'left')}
        {sorted('score', columns.score, 'right')}
        {sorted('change', columns.change, 'right')}
        <TableHeader width="min">{columns.course}</TableHeader>
        {sorted('sourced', columns.sourced, 'right')}
        {sorted('pipeline', columns.pipeline, 'right')}
      </TableRow>
    </TableHead>
  );
}

function Row({ row }: { readonly row: PartnerRow }) {
  return (
    <TableRow>
      <TableCell width="max">
        <PartnerLink partner={{ recordId: row.id, name: row.name }} />
        <Text variant="microcopy">{row.manager || columns.noManager}</Text>
      </TableCell>
      <TableCell width="min">
        <StandingTag standing={row.standing} />
      </TableCell>
      <NumberCell>
        <Text format={{ fontWeight: 'demibold' }}>{row.score === null ? '--' : String(row.score)}</Text>
      </NumberCell>
      <NumberCell>{signed(row.change)}</NumberCell>
      <TableCell width="min">
        <Course row={row} />
      </TableCell>
      <NumberCell>{row.sourcedText}</NumberCell>
      <NumberCell>{row.pipelineText}</NumberCell>
    </TableRow>
  );
}

const signed = (points: number | null): string =>
  points === null ? '--' : points === 0 ? '0' : points > 0 ? `+${points}` : `\u2212${-points}`;

function Course({ row }: { readonly row: PartnerRow }) {
  if (row.course.filter((score) => score !== null).length < 2) return <Text variant="microcopy">--</Text>;
  const points = row.course.map((score) => ({ score, reconstructed: false }));
  const ink = INK[STANDING_TONES[row.standing]];
  return (
    <Image
      src={sparkline(points, SPARK.width, SPARK.height, ink)}
      width={SPARK.width}
      height={SPARK.height}
      alt={courseText(row.name, row.course)}
    />
  );
}
