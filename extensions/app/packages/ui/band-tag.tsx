import type { Band, Direction } from '@partner-pulse/contract';
import { CARD_WORDS } from '@partner-pulse/words';
import { StatusTag, Text } from './sdk.ts';
import { STATUS_VARIANT } from './tone.ts';

/** The band as a word with its colour; hollow where nothing is known. */
export function BandTag({ band }: { readonly band: Band }) {
  return (
    <StatusTag variant={STATUS_VARIANT[band.tone]} hollow={band.key === 'not-enough-data'}>
      {band.word}
    </StatusTag>
  );
}

/** "↓ Falling, −8 in 13 weeks". */
export function DirectionText({ direction }: { readonly direction: Direction }) {
  return <Text inline>{[CARD_WORDS.arrows[direction.key], direction.word].filter(Boolean).join(' ')}</Text>;
}
