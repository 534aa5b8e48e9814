import { STANDING_TONES, STANDING_WORDS, type StandingKey } from '@partner-pulse/words';
import { StatusTag } from './sdk.ts';
import { STATUS_VARIANT } from './tone.ts';

/** The band as a word with its colour; hollow where there is none, which the word then explains. */
export function StandingTag({ standing }: { readonly standing: StandingKey }) {
  const tone = STANDING_TONES[standing];
  return (
    <StatusTag variant={STATUS_VARIANT[tone]} hollow={tone === 'neutral'}>
      {STANDING_WORDS[standing]}
    </StatusTag>
  );
}
