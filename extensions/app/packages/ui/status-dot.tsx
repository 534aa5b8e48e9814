import type { Tone } from '@partner-pulse/words';
import { StatusTag, Text } from './sdk.ts';
import { STATUS_VARIANT } from './tone.ts';

/** A change coloured by meaning; what is neither good nor bad is plain text. */
export function StatusDot({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  if (tone === 'neutral') return <Text variant="microcopy">{children}</Text>;
  return <StatusTag variant={STATUS_VARIANT[tone]}>{children}</StatusTag>;
}
