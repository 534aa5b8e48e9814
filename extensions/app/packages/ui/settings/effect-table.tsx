import type { Effect } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { Flex, StatusTag, Table, TableBody, TableCell, TableRow, Text } from '../sdk.ts';
import { Section } from '../section.tsx';
import { HeadRow, NumberCell, numbers } from '../table-parts.tsx';
import { STATUS_VARIANT } from '../tone.ts';

/** Partners by band, now and under the changed settings. */
export function EffectTable({ effect }: { readonly effect: Effect }) {
  const { columns, title } = SETTINGS_WORDS.effect;
  return (
    <Section title={title}>
      <Text>{[effect.summary, ...effect.lines].join(' ')}</Text>
      <Flex direction="column">
        <Table density="condensed" flush>
          <HeadRow columns={[columns.band, numbers(columns.before), numbers(columns.after), numbers(columns.change)]} />
          <TableBody>
            {effect.bands.map((band) => (
              <TableRow key={band.key}>
                <TableCell width="max">
                  <StatusTag variant={STATUS_VARIANT[band.tone]} hollow={band.tone === 'neutral'}>
                    {band.word}
                  </StatusTag>
                </TableCell>
                <NumberCell>{band.beforeText}</NumberCell>
                <NumberCell>{band.countText}</NumberCell>
                <NumberCell>{band.changeText}</NumberCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Flex>
    </Section>
  );
}
