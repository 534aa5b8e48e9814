import type { Trend, TrendPoint } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { Accordion, Flex, LineChart, List, Text } from './sdk.ts';

type Known = TrendPoint & { readonly score: number };
const isKnown = (point: TrendPoint): point is Known => point.score !== null && point.provenance !== 'unavailable';

/** Two years of month-ends and today. What was worked out later has its own colour and name in the legend. */
export function TrendChart({ trend }: { readonly trend: Trend }) {
  const known = trend.points.filter(isKnown);
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'bold' }}>{RECORD_WORDS.trend.title}</Text>
      <Text variant="microcopy">{trend.noteText}</Text>
      {known.length < 2 ? (
        <Text>{RECORD_WORDS.trend.tooShort}</Text>
      ) : (
        <LineChart
          data={rows(known)}
          axes={{
            x: { field: 'Month', fieldType: 'category', label: RECORD_WORDS.trend.monthAxis },
            y: { field: 'Score', fieldType: 'linear', label: RECORD_WORDS.trend.scoreAxis },
            options: {
              groupFieldByColor: 'Origin',
              colors: { [RECORD_WORDS.trend.observed]: 'darkAqua', [RECORD_WORDS.trend.reconstructed]: 'aqua' },
            },
          }}
          options={{ showLegend: true, showTooltips: true }}
        />
      )}
      {trend.marks.length > 0 && (
        <List variant="unordered-styled">
          {trend.marks.map((mark) => (
            <Text key={mark} variant="microcopy">
              {mark}
            </Text>
          ))}
        </List>
      )}
      {trend.rows.length > 0 && (
        <Accordion title={RECORD_WORDS.trend.rows} size="sm">
          {trend.rows.map((row) => (
            <Text key={row} variant="microcopy">
              {row}
            </Text>
          ))}
        </Accordion>
      )}
    </Flex>
  );
}

/** The first observed point ends the reconstructed line as well, so that the two meet. */
function rows(points: readonly Known[]): { Month: string; Score: number; Origin: string }[] {
  const { observed, reconstructed } = RECORD_WORDS.trend;
  return points.flatMap((point, index) => {
    const row = { Month: point.label, Score: point.score };
    if (point.provenance !== 'observed') return [{ ...row, Origin: reconstructed }];
    const joins = points[index - 1]?.provenance === 'reconstructed';
    return joins
      ? [
          { ...row, Origin: reconstructed },
          { ...row, Origin: observed },
        ]
      : [{ ...row, Origin: observed }];
  });
}
