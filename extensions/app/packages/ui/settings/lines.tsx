import type { Line } from '@partner-pulse/contract';
import { DescriptionList, DescriptionListItem, Text } from '../sdk.ts';

/** Labels with what is known of each. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <DescriptionList direction="row">
      {lines.map(({ label, value }) => (
        <DescriptionListItem key={label} label={label}>
          <Text>{value}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}
