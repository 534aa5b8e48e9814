import type { MetricChoice, SettingsReady } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Accordion, Flex, List, SearchInput, Table, TableBody, TableCell, TableRow, Text } from '../sdk.ts';
import { HeadRow } from '../table-parts.tsx';
import { MetricRow } from './metric-row.tsx';
import { Part } from './part.tsx';
import { ScoreModel } from './score-model.tsx';

type Score = SettingsReady['score'];
const words = SETTINGS_WORDS.score;
/** A page with ninety rows is no help; the search finds the others. */
const OTHERS_SHOWN = 10;

/** Which metrics the programme is run by, and how the score is made of them. */
export function ScoreTab({ score }: { readonly score: Score }) {
  const [query, setQuery] = useState('');
  const active = score.metrics.filter(({ isActive }) => isActive);
  const others = score.metrics.filter((metric) => !metric.isActive && fits(metric, query));
  return (
    <Flex direction="column" gap="lg">
      <Part title={words.metrics} text={`${words.metricsText} ${score.summary}`}>
        <Flex direction="column" gap="sm">
          {active.map((metric) => (
            <MetricRow key={metric.id} metric={metric} />
          ))}
        </Flex>
      </Part>
      <Part title={words.more}>
        <SearchInput
          label={words.search}
          name="metric-search"
          value={query}
          clearable
          onChange={(value) => setQuery(value ?? '')}
        />
        <Flex direction="column" gap="sm">
          {others.length === 0 && <Text>{words.noMatch}</Text>}
          {others.slice(0, OTHERS_SHOWN).map((metric) => (
            <MetricRow key={metric.id} metric={metric} />
          ))}
          {others.length > OTHERS_SHOWN && (
            <Text variant="microcopy">{words.moreLeft(others.length - OTHERS_SHOWN)}</Text>
          )}
        </Flex>
      </Part>
      <Part title={words.profiles}>
        <List variant="unordered-styled">
          {score.notes.map((note) => (
            <Text key={note}>{note}</Text>
          ))}
        </List>
        {score.profiles.map((profile) => (
          <Accordion key={profile.title} title={profile.title} size="sm" defaultOpen>
            <Text variant="microcopy">{profile.text}</Text>
            <ProfileTable profile={profile} />
          </Accordion>
        ))}
        <ScoreModel model={score.model} />
      </Part>
    </Flex>
  );
}

const fits = ({ name, question }: MetricChoice, query: string): boolean =>
  `${name} ${question}`.toLowerCase().includes(query.trim().toLowerCase());

function ProfileTable({ profile }: { readonly profile: Score['profiles'][number] }) {
  const { columnsModel } = words;
  return (
    <Table density="condensed" flush>
      <HeadRow columns={[columnsModel.name, columnsModel.weight]} />
      <TableBody>
        {profile.rows.map((row) => (
          <TableRow key={row.name}>
            <TableCell width="max">
              <Text format={{ fontWeight: 'demibold' }}>{row.name}</Text>
              <Text>{`${columnsModel.low} ${row.lowText}; ${columnsModel.high} ${row.highText}`}</Text>
              <Text variant="microcopy">{row.sourceText}</Text>
            </TableCell>
            <TableCell width="min">{row.weightText}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
