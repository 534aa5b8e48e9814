import type { FeedRow, SettingsReady } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import {
  Accordion,
  AutoGrid,
  Button,
  Flex,
  Inline,
  NumberInput,
  Select,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableRow,
  Text,
  Tile,
} from '../sdk.ts';
import { HeadRow } from '../table-parts.tsx';
import { STATUS_VARIANT } from '../tone.ts';
import { FeedKeys } from './feed-keys.tsx';
import { Part } from './part.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';

type Feeds = SettingsReady['feeds'];
const words = SETTINGS_WORDS.feeds;
const NOBODY = 'nobody';
const FIELD_PX = 220;
const NOT_IN_USE = 'neutral';

/** What HubSpot does not hold: who answers for each feed, how old it is, what came last, and who may upload. */
export function FeedsTab({ feeds }: { readonly feeds: Feeds }) {
  const used = feeds.feeds.filter(({ tone }) => tone !== NOT_IN_USE);
  const unused = feeds.feeds.filter(({ tone }) => tone === NOT_IN_USE);
  return (
    <Flex direction="column" gap="lg">
      <Part title={SETTINGS_WORDS.tabs.feeds} text={words.text}>
        {used.map((feed) => (
          <FeedTile key={feed.kind} feed={feed} />
        ))}
        <Accordion title={words.unused} size="sm" defaultOpen={used.length === 0}>
          <Flex direction="column" gap="sm">
            {unused.map((feed) => (
              <FeedTile key={feed.kind} feed={feed} />
            ))}
          </Flex>
        </Accordion>
      </Part>
      <FeedKeys keys={feeds.keys} />
      <Benchmarks benchmarks={feeds.benchmarks} />
    </Flex>
  );
}

function FeedTile({ feed }: { readonly feed: FeedRow }) {
  const { isAdmin } = useSettings();
  const [isOpen, setOpen] = useState(false);
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <Flex direction="row" justify="between" align="start" gap="sm" wrap="wrap">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{feed.name}</Text>
            <Text variant="microcopy">{feed.about}</Text>
            <Text variant="microcopy">{words.facts(feed.lastText, feed.expectedText, feed.ownerText)}</Text>
          </Flex>
          <Inline gap="md" align="center">
            <StatusTag variant={STATUS_VARIANT[feed.tone]} hollow={feed.tone === NOT_IN_USE}>
              {feed.word}
            </StatusTag>
            <Button variant="secondary" size="xs" onClick={() => setOpen(!isOpen)}>
              {isOpen ? words.close : isAdmin ? SETTINGS_WORDS.score.edit : words.open}
            </Button>
          </Inline>
        </Flex>
        {isOpen && <FeedForm feed={feed} />}
      </Flex>
    </Tile>
  );
}

function FeedForm({ feed }: { readonly feed: FeedRow }) {
  const { isAdmin, owners } = useSettings();
  const [draft, setDraft] = useState<Pick<FeedRow, 'ownerId' | 'expectedEveryDays'> | null>(null);
  const shown = draft ?? feed;
  const isChanged = shown.ownerId !== feed.ownerId || shown.expectedEveryDays !== feed.expectedEveryDays;
  const { ownerId, expectedEveryDays } = shown;
  return (
    <Flex direction="column" gap="sm">
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        <Select
          label={words.owner}
          name={`feed-owner-${feed.kind}`}
          options={[{ value: NOBODY, label: SETTINGS_WORDS.nobody }, ...owners]}
          value={ownerId ?? NOBODY}
          readOnly={!isAdmin}
          onChange={(value) => setDraft({ expectedEveryDays, ownerId: value === NOBODY ? null : String(value) })}
        />
        <NumberInput
          label={words.expected}
          name={`feed-days-${feed.kind}`}
          description={words.expectedHelp}
          min={1}
          precision={0}
          {...(expectedEveryDays === null ? {} : { value: expectedEveryDays })}
          readOnly={!isAdmin}
          onChange={(value) => setDraft({ ownerId, expectedEveryDays: value > 0 ? Math.round(value) : null })}
        />
      </AutoGrid>
      <SaveBar
        change={isChanged ? { feeds: { [feed.kind]: { ownerId, expectedEveryDays } } } : null}
        onSaved={() => setDraft(null)}
      />
      <Text format={{ fontWeight: 'demibold' }}>{words.uploads}</Text>
      {feed.uploads.length === 0 && <Text variant="microcopy">{words.noUploads}</Text>}
      {feed.uploads.map((upload) => (
        <Flex key={upload.id} direction="column" gap="flush">
          <Text>{upload.title}</Text>
          <Text variant="microcopy">{upload.lines.join('. ')}</Text>
        </Flex>
      ))}
    </Flex>
  );
}

function Benchmarks({ benchmarks }: Pick<Feeds, 'benchmarks'>) {
  const { columnsBenchmark } = words;
  return (
    <Part title={words.benchmarks} text={words.benchmarksText}>
      {benchmarks.length === 0 && <Text variant="microcopy">{words.noBenchmarks}</Text>}
      {benchmarks.length > 0 && (
        <Table density="condensed" flush>
          <HeadRow columns={[columnsBenchmark.name, columnsBenchmark.value]} />
          <TableBody>
            {benchmarks.map((one) => (
              <TableRow key={`${one.name} ${one.source}`}>
                <TableCell width="max">
                  <Text>{one.name}</Text>
                  <Text variant="microcopy">{`${columnsBenchmark.source}: ${one.source}`}</Text>
                </TableCell>
                <TableCell width="min">{one.value}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Part>
  );
}
