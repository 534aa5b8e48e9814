import type { Band, Direction } from '@partner-pulse/contract';
import { Icon, Inline, StatusTag, Text } from './sdk.ts';
import { STATUS_VARIANT } from './tone.ts';

/** The band as a word with its colour; hollow where nothing is known. */
export function BandTag({ band }: { readonly band: Band }) {
  return (
    <StatusTag variant={STATUS_VARIANT[band.tone]} hollow={band.key === 'not-enough-data'}>
      {band.word}
    </StatusTag>
  );
}

const ARROWS = { up: 'upCarat', steady: 'right', down: 'downCarat' } as const;
const COLORS = { good: 'success', warning: 'warning', bad: 'alert', neutral: 'inherit' } as const;

/** An arrow and "Falling, −8 in 13 weeks": the words say all that the arrow says. */
export function DirectionText({ direction }: { readonly direction: Direction }) {
  return (
    <Inline gap="xs" align="center">
      {direction.key !== 'unknown' && <Icon name={ARROWS[direction.key]} color={COLORS[direction.tone]} size="sm" />}
      <Text inline>{direction.word}</Text>
    </Inline>
  );
}
