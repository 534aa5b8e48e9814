import { CARD_WORDS } from '@partner-pulse/words';
import { Divider, Text } from './sdk.ts';

/** What the numbers leave out, as one thin line at the end. */
export function GapFooter({ gaps }: { readonly gaps: readonly string[] }) {
  if (gaps.length === 0) return null;
  return (
    <>
      <Divider />
      <Text variant="microcopy">{`${CARD_WORDS.gaps}: ${gaps.join(' · ')}`}</Text>
    </>
  );
}
