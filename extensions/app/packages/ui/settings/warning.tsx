import { Icon, Inline, Text } from '../sdk.ts';

/** What is still missing, in the words of the server. Nothing where nothing is. */
export function Warning({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <Inline gap="xs" align="center">
      <Icon name="warning" color="warning" size="sm" />
      <Text inline format={{ fontWeight: 'demibold' }}>
        {text}
      </Text>
    </Inline>
  );
}
