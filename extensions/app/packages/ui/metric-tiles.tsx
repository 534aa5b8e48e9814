import type { Tile as TileAnswer } from '@partner-pulse/contract';
import { EvidenceLink } from './evidence.tsx';
import { Inline, Statistics, StatisticsItem, StatisticsTrend, Text } from './sdk.ts';
import { TREND_COLOR } from './tone.ts';

/** Headline numbers in a row, each with its period below it. */
export function MetricTiles({ tiles }: { readonly tiles: readonly TileAnswer[] }) {
  if (tiles.length === 0) return null;
  return (
    <Statistics>
      {tiles.map((tile) => (
        <StatisticsItem key={tile.key} id={tile.key} label={tile.label} number={tile.value}>
          <TileChange change={tile.change} />
          <Inline gap="xs" justify="center">
            {tile.note !== null && (
              <Text variant="microcopy" inline>
                {tile.note}
              </Text>
            )}
            {tile.records !== null && (
              <EvidenceLink id={`tile-${tile.key}`} title={tile.label} records={tile.records} exclusionsText={null} />
            )}
          </Inline>
        </StatisticsItem>
      ))}
    </Statistics>
  );
}

function TileChange({ change }: { readonly change: TileAnswer['change'] }) {
  if (change === null) return null;
  const color = TREND_COLOR[change.tone];
  if (color === null) return <Text variant="microcopy">{change.text}</Text>;
  return <StatisticsTrend direction={change.direction} value={change.text} color={color} />;
}
