import type { Effect } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { Flex, StatusTag, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '../sdk.ts';
import { Section } from '../section.tsx';
import { STATUS_VARIANT } from '../tone.ts';

/** Partners by band, now and under the changed settings. */
export function EffectTable({ effect }: { readonly effect: Effect }) {
  const { columns, title } = SETTINGS_WORDS.effect;
  return (
    <Section title={title}>
      <Text>{[effect.summary, ...effect.lines].join(' ')}</Text>
      <Flex direction="column">
        <Table density="condensed" flush>
          <TableHead>
            <TableRow>
              <TableHeader width="max">{columns.band}</TableHeader>
              <TableHeader width="min" align="right">
                {columns.before}
              </TableHeader>
              <TableHeader width="min" align="right">
                {columns.after}
              </TableHeader>
              <TableHeader width="min" align="right">
                {columns.change}
              </TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {effect.bands.map((band) => (
              <TableRow key={band.key}>
                <TableCell width="max">
                  <StatusTag variant={STATUS_VARIANT[band.tone]} hollow={band.tone === 'neutral'}>
                    {band.word}
                  </StatusTag>
                </TableCell>
                <TableCell width="min" align="right">
                  {band.beforeText}
                </TableCell>
                <TableCell width="min" align="right">
                  {band.countText}
                </TableCell>
                <TableCell width="min" align="right">
                  {band.changeText}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Flex>
    </Section>
  );
}
