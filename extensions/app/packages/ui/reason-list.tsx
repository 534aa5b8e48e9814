import type { Reason } from '@partner-pulse/contract';
import { EvidenceLink } from './evidence.tsx';
import { Box, Flex, Inline, Tag, Text } from './sdk.ts';
import { TAG_VARIANT } from './tone.ts';

const SHOWN = 3;

/** Why the score is what it is: at most three reasons, biggest first, each opening its records. */
export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <Flex direction="column" gap="sm">
      {reasons.slice(0, SHOWN).map((reason) => (
        <Flex key={reason.metricId} direction="row" gap="sm" align="start">
          <Tag variant={TAG_VARIANT[reason.effect === 'better' ? 'good' : 'bad']}>{reason.pointsText}</Tag>
          <Box flex={1}>
            <Text>{reason.text}</Text>
            <Inline gap="xs">
              <Text variant="microcopy" inline>
                {reason.metricName}
              </Text>
              {reason.records !== null && (
                <EvidenceLink
                  id={`reason-${reason.metricId}`}
                  title={reason.metricName}
                  records={reason.records}
                  exclusionsText={reason.exclusionsText}
                />
              )}
            </Inline>
          </Box>
        </Flex>
      ))}
    </Flex>
  );
}
