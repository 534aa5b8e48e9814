import type { PartnerAnswer } from '@partner-pulse/contract';
import { BandTag, DirectionText } from './band-tag.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { MethodLink } from './method-link.tsx';
import { OverrideNote } from './override-note.tsx';
import { Score } from './score.tsx';
import { Box, Flex, Inline, StatusTag, Text } from './sdk.ts';
import { Sparkline } from './sparkline.tsx';

/** The top of a partner's card: the answer first, then how it came about. */
export function ScoreLine({ answer }: { readonly answer: PartnerAnswer }) {
  const override = answer.judgement?.override ?? null;
  return (
    <Flex direction="row" gap="md" align="start">
      {answer.state === 'scored' && <Score {...answer} />}
      <Box flex={1}>
        <Flex direction="column" gap="xs">
          <Inline gap="sm" align="center">
            <Verdict answer={answer} />
          </Inline>
          <Text format={{ fontWeight: 'demibold' }}>{answer.headline}</Text>
          {answer.state === 'scored' && answer.bandNoteText !== null && <Text>{answer.bandNoteText}</Text>}
          {override !== null && <OverrideNote override={override} />}
          <FreshnessLine freshness={answer.freshness} facts={facts(answer)}>
            <MethodLink method={answer.method} />
          </FreshnessLine>
        </Flex>
      </Box>
    </Flex>
  );
}

function Verdict({ answer }: { readonly answer: PartnerAnswer }) {
  if (answer.state === 'scored') {
    return (
      <>
        <BandTag band={answer.band} />
        <Sparkline trend={answer.trend} tone={answer.band.tone} />
        <DirectionText direction={answer.direction} />
      </>
    );
  }
  return (
    <StatusTag variant="default" hollow>
      {answer.verdict}
    </StatusTag>
  );
}

function facts(answer: PartnerAnswer): string[] {
  const partner = [answer.lifecycleText, ...answer.tags].join(', ');
  if (answer.state === 'scored') return [answer.knownWeightText, partner, answer.definitionText];
  if (answer.state === 'new-partner') return [answer.scoredFromText, partner, answer.definitionText];
  return [partner, answer.definitionText];
}
